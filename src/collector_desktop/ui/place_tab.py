"""A tab of a place: what it says to the page, when it reads, and the row of tabs itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import TARGET, Space


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper is to be looked at and printed."""

    title: str
    make: Callable[[], bytes]


class PlaceTab(QWidget):
    """One tab. `changed` carries Changes, `card_wanted` an account, `check_wanted` the one whose check is to be written
    down, `paper_wanted` a PaperWanted; `route_wanted` asks for a first route; `counted` says that the tab holds another
    number of things.

    It reads when it is seen, and again once something of its `concerns` changed.
    """

    changed = Signal(object)
    card_wanted = Signal(str)
    check_wanted = Signal(str)
    paper_wanted = Signal(object)
    route_wanted = Signal()
    counted = Signal()

    concerns: ClassVar[frozenset[Topic]] = frozenset()
    """What must have changed for it to be stale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True

    @property
    def count(self) -> int:
        """What the tab's title is followed by; 0 says nothing."""
        return 0

    def activated(self) -> None:
        """The tab was opened: take the keyboard."""

    def reload(self) -> None:
        """Read everything shown here; each tab's own."""
        raise NotImplementedError

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed, at once if one sees it."""
        if changes.topics & self.concerns:
            self._stale = True
            if self.isVisible():
                self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """Read what changed while nobody looked."""
        if self._stale:
            self.reload()


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

    def show_tabs(self, open_tab: int, counts: Sequence[int]) -> None:
        """Mark the open one and put the counts behind the titles."""
        for at, (tab, title, count) in enumerate(zip(self.tabs, self._titles, counts, strict=True)):
            tab.setChecked(at == open_tab)
            text = f"{title}  {count}" if count else title
            tab.setText(text)
            tab.setAccessibleName(text)

    def _pressed(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.chosen.emit(pressed.property("tab"))
