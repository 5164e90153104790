"""A widget that scrolls only where there is less room than it needs at the least."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class Roomy(QScrollArea):
    """Gives a widget all the room there is, and scroll bars below its least size.

    A resizable scroll area alone scrolls already below the height a widget with wrapped texts would like best.
    """

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_AsLarge(inside))


class _AsLarge(QWidget):
    """As large as what it holds needs at the least; it has no layout, whose wishes for wrapped texts would count."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """What is inside decides."""
        return self._inside.minimumSizeHint().expandedTo(self._inside.minimumSize())

    def event(self, event: QEvent) -> bool:
        """What is inside needs another size: so does this."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is inside fills it."""
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())
