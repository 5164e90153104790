"""A tab of 村务: what the page asks of each, and the base of those that read one village."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.ui.collector.village.presenter import Villages
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.VILLAGE, Topic.SNAPSHOT, Topic.BILLS, Topic.SERVICE})
"""What must have changed for a tab to be stale."""


class VillageTab(Protocol):
    """`changed` carries the Changes of whatever was saved in the tab."""

    changed: SignalInstance

    def show_village(self, name: str) -> None:
        """Show another village."""

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed."""


@dataclass(frozen=True, slots=True)
class TabOf:
    """A title and how its tab is made."""

    title: str
    make: Callable[[Session], QWidget]


class VillagePart(QWidget):
    """Reads its village when it is seen; `reload` is each tab's own."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._villages = Villages(session)
        self._stale = True

    @property
    def village(self) -> str:
        """The village shown; empty before one is chosen."""
        return self._villages.village

    def show_village(self, name: str) -> None:
        """Show another village; whatever form was open is closed."""
        self._villages.village = name
        self.close_forms()
        self._stale = True
        self._catch_up()

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed, at once if one sees it."""
        if changes.topics & CONCERNS:
            self._stale = True
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()

    def reload(self) -> None:
        """Read the village again; each tab's own."""

    def close_forms(self) -> None:
        """Back to what the tab shows first, where there are forms."""

    def _told(self, changes: Changes) -> None:
        """Something was saved here: tell the page, and read again if nobody made this tab do so."""
        self._stale = True
        self.changed.emit(changes)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and self.village and self.isVisible():
            self._stale = False
            self.reload()
