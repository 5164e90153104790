"""服务: free checks for those who pay in time, and money held for households; each tab is a part of the place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.service.check_view import CheckView
from collector_desktop.ui.collector.service.entitled_tab import EntitledTab
from collector_desktop.ui.collector.service.presenter import ServiceDesk
from collector_desktop.ui.collector.service.record_tab import RecordTab
from collector_desktop.ui.collector.service.savings_tab import SavingsTab
from collector_desktop.ui.collector.service.week_tab import WeekTab
from collector_desktop.ui.place_tab import PaperWanted, TabOf, TabRow
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.slip_view import SlipView
from collector_desktop.ui.words import tr

ENTITLED, WEEK, RECORD, SAVINGS = range(4)
"""The tabs, from the left."""


def tabs() -> tuple[TabOf, ...]:
    """The tabs of the place, in their order."""
    return (
        TabOf(tr("应享"), EntitledTab),
        TabOf(tr("预约"), WeekTab),
        TabOf(tr("记录"), RecordTab),
        TabOf(tr("预收代扣"), SavingsTab),
    )


class ServicePage(QWidget):
    """`changed` carries Changes, `card_wanted` an account; `route_wanted` asks for a first route."""

    changed = Signal(object)
    card_wanted = Signal(str)
    route_wanted = Signal()

    def __init__(self, session: Session, chosen: Sequence[TabOf] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._desk = ServiceDesk(session)
        made = tabs() if chosen is None else tuple(chosen)
        self.tabs = [each.make(session) for each in made]
        self.row = TabRow([each.title for each in made])
        self.row.chosen.connect(self.go)
        self.notice = Notice()
        self._sheets = QStackedWidget()
        for tab in self.tabs:
            tab.changed.connect(self.changed)
            tab.card_wanted.connect(self.card_wanted)
            tab.check_wanted.connect(self.open_check)
            tab.paper_wanted.connect(self.show_paper)
            tab.route_wanted.connect(self.route_wanted)
            tab.counted.connect(self._show_tabs)
            if isinstance(tab, WeekTab):
                tab.entitled_wanted.connect(self._go_entitled)
            self._sheets.addWidget(tab)
        self.check = CheckView(session)
        self.check.saved.connect(self._saved)
        self.check.left.connect(self._back)
        self.slip = SlipView(session)
        self.slip.left.connect(self._back)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.row)
        column.addWidget(self.notice)
        column.addWidget(self._sheets, 1)
        self._stack = QStackedWidget()
        for view in (self._whole, self.check, self.slip):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.addWidget(self._stack)
        self._show_tabs()

    def activated(self) -> None:
        """The place was opened: the tab takes the keyboard, unless a check is being written down."""
        if self._stack.currentWidget() is self._whole:
            self.tabs[self._sheets.currentIndex()].activated()
            self._show_tabs()
        elif (view := self._stack.currentWidget()) is not None:
            view.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Every tab reads again what it shows."""
        for tab in self.tabs:
            tab.refresh(changes)

    def go(self, tab: int) -> None:
        """Open a tab."""
        self.notice.clear()
        self._sheets.setCurrentIndex(tab)
        self.tabs[tab].activated()
        self._show_tabs()

    def open_check(self, account: str) -> None:
        """Write a household's check down."""
        info = self._desk.household(AccountNumber(account))
        if info is not None:
            self._stack.setCurrentWidget(self.check)
            self.check.open(info)

    def show_paper(self, wanted: PaperWanted) -> None:
        """Show a paper, to be printed."""
        try:
            self.slip.show_paper(wanted.title, wanted.make)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._stack.setCurrentWidget(self.slip)
        self.slip.print.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and a digit open a tab."""
        digit = event.key() - Qt.Key.Key_1
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and 0 <= digit < len(self.tabs) and self._stack.currentWidget() is self._whole:
            self.go(digit)
        else:
            super().keyPressEvent(event)

    def _show_tabs(self) -> None:
        self.row.show_tabs(self._sheets.currentIndex(), [tab.note for tab in self.tabs])

    def _go_entitled(self) -> None:
        self.go(ENTITLED)

    def _saved(self, changes: Changes, _act: str) -> None:
        self.changed.emit(changes)
        self.refresh(changes)
        self._stack.setCurrentWidget(self._whole)
        self.go(RECORD)
        self.notice.say(tr("检查记好了"), tr("服务单可以在这里看、打印。"), tone=Tone.OK)

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._whole)
        self.tabs[self._sheets.currentIndex()].activated()
