"""The right side of 记录: one service as it was written down, with its slip; or a follow-up to be closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.service_check import CheckResult
from collector_desktop.store.queries.lost_files import FilesHere
from collector_desktop.ui.collector.service.presenter import FollowUpLine, Served
from collector_desktop.ui.collector.service.words import (
    confirmation_word,
    done_word,
    item_word,
    outcome_word,
    result_word,
    short_day,
)
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.photo_strip import PhotoStrip
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr

_TONES = {CheckResult.OK: Tone.OK, CheckResult.FAULT: Tone.DANGER, CheckResult.NOT_CHECKED: Tone.MUTED}


class RecordCard(Card):
    """`finished` carries what was done about the follow-up shown, `photo_asked` the number of a photo pressed."""

    slip_asked = Signal()
    card_asked = Signal()
    finished = Signal(str)
    given_up = Signal()
    photo_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_record())
        self._stack.addWidget(self._make_follow_up())
        self.column.addWidget(self._stack)

    def show_served(self, line: Served, files: FilesHere) -> None:
        """Show one service with what was photographed and signed."""
        fact = line.fact
        self._title.setText(done_word(fact))
        self._who.setText(mask_name(line.info.name) if line.info else mask_account(fact.account))
        minutes = int(getattr(fact, "minutes", 0))
        day = day_word(fact.business_day)
        self._when.setText(tr("{day} · {minutes} 分钟").format(day=day, minutes=minutes) if minutes else day)
        self._outcome.setText(outcome_word(fact))
        while self._items.count():
            item = self._items.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        is_check = isinstance(fact, CheckDone)
        self.slip.setVisible(is_check)
        self._signed.setVisible(is_check)
        if isinstance(fact, CheckDone):
            for each in fact.items:
                text = f"{item_word(each.item)}  {result_word(each.result)}"
                self._items.addWidget(Label(f"{text}  {each.note}".strip(), tone=_TONES[each.result], wrap=True))
            self._signed.setText(confirmation_word(fact.confirmation))
        self.strip.show_photos(fact.attachments, files)
        self._stack.setCurrentIndex(0)

    def show_follow_up(self, line: FollowUpLine) -> None:
        """Ask what was done about what a check left."""
        check = line.follow_up.check
        assert check.follow_up is not None
        name = mask_name(line.info.name) if line.info else mask_account(check.account)
        self._left_at.setText(tr("{name} · 复查").format(name=name))
        self._left.setText(
            tr("{day} 检查时留下:{what}").format(day=short_day(check.business_day), what=check.follow_up.what)
        )
        self._due.setText(tr("要在 {day} 前处理").format(day=day_word(check.follow_up.due_on)))
        self.what.clear()
        self._stack.setCurrentIndex(1)
        self.what.setFocus()

    def _make_record(self) -> QWidget:
        self._title = Label(size=Size.TITLE, bold=True)
        self._who = Label(size=Size.LARGE, bold=True)
        self._when = Label(tone=Tone.MUTED)
        self._outcome = Label(wrap=True)
        self._items = QVBoxLayout()
        self._items.setSpacing(Space.XS)
        self._signed = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.strip = PhotoStrip()
        self.strip.opened.connect(self.photo_asked)
        self.slip = KeyButton(tr("服务单"), "⏎")
        self.slip.clicked.connect(self.slip_asked)
        self.card = KeyButton(tr("收款卡"))
        self.card.clicked.connect(self.card_asked)
        record = QWidget()
        column = QVBoxLayout(record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self._title, self._who, self._when, Rule(), self._outcome):
            column.addWidget(widget)
        column.addLayout(self._items)
        column.addWidget(self._signed)
        column.addWidget(self.strip)
        column.addStretch(1)
        column.addLayout(row(self.slip, self.card))
        return record

    def _make_follow_up(self) -> QWidget:
        self._left_at = Label(size=Size.LARGE, bold=True, wrap=True)
        self._left = Label(wrap=True)
        self._due = Label(tone=Tone.WARN, bold=True, wrap=True)
        self.what = TextField(tr("怎样处理的"), tr("怎样处理的,必须写"), 200)
        self.what.returnPressed.connect(self._finish)
        self.done = KeyButton(tr("处理好了"), "⏎", primary=True)
        self.done.clicked.connect(self._finish)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.given_up)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self._left_at, self._left, self._due, self.what, self.done, back):
            column.addWidget(widget)
        column.addStretch(1)
        return panel

    def _finish(self) -> None:
        self.finished.emit(self.what.text())
