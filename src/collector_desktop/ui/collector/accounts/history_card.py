"""The right side of Accounts: who the account is, and what happened there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from collector_desktop.domain.grading import Grading
from collector_desktop.domain.masking import mask_name, mask_phone
from collector_desktop.store.queries.accounts import AccountLine, Event
from collector_desktop.store.queries.requests import RequestLine
from collector_desktop.ui.collector.accounts.grade_card import GradeCard
from collector_desktop.ui.collector.accounts.told import told
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.timeline import Timeline
from collector_desktop.ui.words import tr, yuan


class HistoryCard(Card):
    """`collect_asked` when the card of the account is to be opened, `grade_asked` when its grade is, `household_asked`
    when what is known of the household is.
    """

    collect_asked = Signal()
    grade_asked = Signal()
    household_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._line: AccountLine | None = None
        self._has_events = False
        self._who = Label(size=Size.TITLE, bold=True, wrap=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self._phones = Label(tone=Tone.MUTED)
        self.reveal = KeyButton(tr("显示电话"))
        self.reveal.clicked.connect(self._reveal)
        self._due = Label(size=Size.LARGE, bold=True)
        self.events = Timeline(tr("往来记录"), look)
        self.collect = KeyButton(tr("收款"), "⏎", primary=True)
        self.collect.clicked.connect(self.collect_asked)
        self.grade = KeyButton(tr("信用评分"), compact=True)
        self.grade.clicked.connect(self._toggle_grade)
        self.household = KeyButton(tr("住户情况"), compact=True)
        self.household.setToolTip(tr("约上门、外出、联系人、邻居"))
        self.household.clicked.connect(self.household_asked)
        self.grading = GradeCard()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.events)
        self._stack.addWidget(EmptyState(tr("还没有往来"), tr("账单、收款和上门都会按日子列在这里。")))
        self._stack.addWidget(self.grading)
        self.column.addWidget(self._who)
        self.column.addWidget(self._where)
        self.column.addLayout(row(self._phones, None, self.reveal))
        self.column.addWidget(self._due)
        self.column.addLayout(row(self.household, self.grade, None))
        self.column.addSpacing(Space.S)
        self.column.addWidget(Rule())
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.collect)

    def hide_collect(self) -> None:
        """Only the laptop at the doors takes money."""
        self.collect.hide()

    def show_account(self, line: AccountLine | None) -> None:
        """Show who it is; the phone is masked again. A grade stays in sight only of the same account."""
        if self._line is None or line is None or line.number != self._line.number:
            self._show_events()
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._who.setText(mask_name(line.name))
        self._where.setText(tr("户号 {number} · {address}").format(number=line.number, address=line.address))
        self._phones.setText(" ".join(map(mask_phone, line.phones)))
        self.reveal.setText(tr("显示电话"))
        self.reveal.setVisible(bool(line.phones))
        self._phones.setVisible(bool(line.phones))
        parts = [tr("欠 {due}").format(due=yuan(line.due)) if line.due else tr("不欠费")]
        if line.prepay:
            parts.append(tr("预收 {prepay}").format(prepay=yuan(line.prepay)))
        self._due.setText(" · ".join(parts))

    def show_history(self, events: tuple[Event, ...]) -> None:
        """Show what happened, newest first; behind the grade if that is looked at."""
        self.events.show_moments(tuple(map(told, events)))
        self._has_events = bool(events)
        if self._stack.currentWidget() is not self.grading:
            self._show_events()

    def show_grade(self, grading: Grading, objections: tuple[RequestLine, ...], *, may_object: bool) -> None:
        """Show the grade in place of the history."""
        self.grading.show_grade(grading, objections, may_object=may_object)
        self._stack.setCurrentWidget(self.grading)
        self.grade.setText(tr("往来记录"))

    def _toggle_grade(self) -> None:
        if self._stack.currentWidget() is self.grading:
            self._show_events()
        else:
            self.grade_asked.emit()

    def _show_events(self) -> None:
        self._stack.setCurrentIndex(0 if self._has_events else 1)
        self.grade.setText(tr("信用评分"))

    def _reveal(self) -> None:
        if self._line is None:
            return
        hidden = self.reveal.text() == tr("显示电话")
        self._phones.setText(" ".join(self._line.phones if hidden else map(mask_phone, self._line.phones)))
        self.reveal.setText(tr("遮蔽电话") if hidden else tr("显示电话"))
