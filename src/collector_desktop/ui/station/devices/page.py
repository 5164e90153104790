"""设备: laptops, what is held, people; three tabs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.place_tab import TabOf, TabRow
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.devices.held_tab import HeldTab
from collector_desktop.ui.station.devices.laptops_tab import LaptopsTab
from collector_desktop.ui.station.devices.staff_tab import StaffTab
from collector_desktop.ui.theme import Space
from collector_desktop.ui.words import tr

LAPTOPS, HELD, STAFF = range(3)
"""The tabs, from the left."""


class DevicesPage(QWidget):
    """`changed` carries the Changes of what was decided."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        made = (TabOf(tr("笔记本"), LaptopsTab), TabOf(tr("压下的"), HeldTab), TabOf(tr("人员"), StaffTab))
        self.tabs = [each.make(session) for each in made]
        self.row = TabRow([each.title for each in made])
        self.row.chosen.connect(self.go)
        self._sheets = QStackedWidget()
        for tab in self.tabs:
            tab.changed.connect(self.changed)
            tab.counted.connect(self._show_tabs)
            self._sheets.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.row)
        column.addWidget(self._sheets, 1)
        self._show_tabs()

    @property
    def laptops(self) -> LaptopsTab:
        """The first tab."""
        tab = self.tabs[LAPTOPS]
        assert isinstance(tab, LaptopsTab)
        return tab

    @property
    def held(self) -> HeldTab:
        """The second tab."""
        tab = self.tabs[HELD]
        assert isinstance(tab, HeldTab)
        return tab

    @property
    def staff(self) -> StaffTab:
        """The third tab."""
        tab = self.tabs[STAFF]
        assert isinstance(tab, StaffTab)
        return tab

    def activated(self) -> None:
        """The place was opened: the tab takes the keyboard."""
        self.tabs[self._sheets.currentIndex()].activated()
        self._show_tabs()

    def refresh(self, changes: Changes) -> None:
        """Every tab reads again what it shows."""
        for tab in self.tabs:
            tab.refresh(changes)
        self._show_tabs()

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
