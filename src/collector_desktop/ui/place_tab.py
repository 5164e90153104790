"""A tab of a place: what it says to the page, when it reads; the row of tabs, and a place that is nothing but tabs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import TARGET, Space


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper is to be looked at and printed."""

    title: str
    make: Callable[[], bytes]


class PlaceTab(SeenPart):
    """One tab. `changed` carries Changes, `card_wanted` an account, `check_wanted` the one whose check is to be written
    down, `paper_wanted` a PaperWanted; `route_wanted` asks for a first route; `counted` says that the tab holds another
    number of things.
    """

    changed = Signal(object)
    card_wanted = Signal(str)
    check_wanted = Signal(str)
    paper_wanted = Signal(object)
    route_wanted = Signal()
    counted = Signal()

    @property
    def count(self) -> int:
        """How many things the tab holds that somebody has to do; 0 says nothing."""
        return 0

    @property
    def note(self) -> str:
        """What the tab's title is followed by: how many, and of what where the title does not say it."""
        return str(self.count) if self.count else ""

    def activated(self) -> None:
        """The tab was opened: take the keyboard."""


T = TypeVar("T", bound=PlaceTab)


@dataclass(frozen=True, slots=True)
class TabOf:
    """A title and how its tab is made."""

    title: str
    make: Callable[[Session], PlaceTab]


class TabRow(QWidget):
    """The titles side by side; `chosen` carries the number of the one pressed."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        self.tabs: list[QPushButton] = []
        for at, title in enumerate(self._titles):
            tab = QPushButton(title)
            tab.setObjectName("tab")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setMinimumHeight(TARGET + Space.XS)
            tab.setAccessibleName(title)
            tab.setProperty("tab", at)
            tab.clicked.connect(self._pressed)
            self.tabs.append(tab)
            line.addWidget(tab, 1)

    def show_tabs(self, open_tab: int, notes: Sequence[str]) -> None:
        """Mark the open one and put the notes behind the titles."""
        for at, (tab, title, note) in enumerate(zip(self.tabs, self._titles, notes, strict=True)):
            tab.setChecked(at == open_tab)
            text = f"{title}  {note}" if note else title
            tab.setText(text)
            tab.setAccessibleName(text)

    def _pressed(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.chosen.emit(pressed.property("tab"))


class TabbedPage(QWidget):
    """A place that is nothing but tabs. `changed` carries Changes; keys: Ctrl and a digit open a tab."""

    changed = Signal(object)

    def __init__(self, session: Session, made: Sequence[TabOf], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
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

    def _tab(self, at: int, kind: type[T]) -> T:
        """The tab at a place, by what it is."""
        tab = self.tabs[at]
        assert isinstance(tab, kind)
        return tab

    def _show_tabs(self) -> None:
        self.row.show_tabs(self._sheets.currentIndex(), [tab.note for tab in self.tabs])
