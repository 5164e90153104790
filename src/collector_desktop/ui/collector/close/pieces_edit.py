"""A field for a number of notes or coins."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from collector_desktop.ui.theme import TARGET
from collector_desktop.ui.widgets.number_field import NumberField


class PiecesEdit(NumberField):
    """Whole pieces only; Up and Down ask for the neighbour."""

    up = Signal()
    down = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFixedWidth(2 * TARGET)
        self.returnPressed.connect(self.down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down leave the field."""
        if event.key() == Qt.Key.Key_Up:
            self.up.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)
