"""A part of a window that reads when it is seen, and again once something it shows has changed."""

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.changes import Changes, Topic


class SeenPart(QWidget):
    """Reads everything with `reload` when it is stale and somebody looks; whoever reloads is no longer stale."""

    concerns: ClassVar[frozenset[Topic]] = frozenset()
    """What must have changed for it to be stale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True

    def reload(self) -> None:
        """Read everything shown here; each part's own."""
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
