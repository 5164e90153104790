"""催收: the ladder to a cut and back, and payment orders and suits; each is a tab of the place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.collector.cases.court_tab import CourtTab
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.place_tab import TabOf, TabRow
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space
from collector_desktop.ui.words import tr

LADDER, COURT = range(2)
"""The tabs, from the left."""


def tabs() -> tuple[TabOf, ...]:
    """The tabs of the place, in their order."""
    return (TabOf(tr("停催台阶"), LadderTab), TabOf(tr("支付令与诉讼"), CourtTab))


class CasesPage(QWidget):
    """`changed` carries Changes, `card_wanted` and `decision_wanted` an account."""

    changed = Signal(object)
    card_wanted = Signal(str)
    decision_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Sequence[TabOf] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        made = tabs() if chosen is None else tuple(chosen)
        self.tabs = [each.make(session) for each in made]
        self.row = TabRow([each.title for each in made])
        self.row.chosen.connect(self.go)
        self._sheets = QStackedWidget()
        for tab in self.tabs:
            tab.changed.connect(self.changed)
            tab.card_wanted.connect(self.card_wanted)
            tab.counted.connect(self._show_tabs)
            if isinstance(tab, LadderTab):
                tab.decision_wanted.connect(self.decision_wanted)
            self._sheets.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.row)
        column.addWidget(self._sheets, 1)
        self._show_tabs()

    def activated(self) -> None:
        """The place was opened: the tab takes the keyboard."""
        self.tabs[self._sheets.currentIndex()].activated()
        self._show_tabs()

    def refresh(self, changes: Changes) -> None:
        """Every tab reads again what it shows."""
        for tab in self.tabs:
            tab.refresh(changes)

    def go(self, tab: int) -> None:
        """Open a tab."""
        self._sheets.setCurrentIndex(tab)
        self.tabs[tab].activated()
        self._show_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and a digit open a tab."""
        digit = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and 0 <= digit < len(self.tabs):
            self.go(digit)
        else:
            super().keyPressEvent(event)

    def _show_tabs(self) -> None:
        self.row.show_tabs(self._sheets.currentIndex(), [tab.count for tab in self.tabs])
