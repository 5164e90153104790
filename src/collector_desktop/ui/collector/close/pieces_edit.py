"""A field for a number of notes or coins."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from collector_desktop.ui.theme import TARGET
from collector_desktop.ui.widgets.text_field import TextField

_DIGITS = 5


class PiecesEdit(TextField):
    """Whole pieces only, full-width digits too; Up and Down ask for the neighbour."""

    number_changed = Signal(int)
    up = Signal()
    down = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, "0")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(2 * TARGET)
        self.textEdited.connect(self._read)
        self.returnPressed.connect(self.down)

    @property
    def number(self) -> int:
        """How many pieces."""
        return int(self.text() or 0)

    def set_number(self, number: int) -> None:
        """Show a number; zero is left empty."""
        if number != self.number:
            self.setText(str(number) if number else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down leave the field."""
        if event.key() == Qt.Key.Key_Up:
            self.up.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces what was there."""
        super().focusInEvent(event)
        self.selectAll()

    def _read(self, text: str) -> None:
        plain = "".join(char for char in unicodedata.normalize("NFKC", text) if char in "0123456789")[:_DIGITS]
        if plain != text:
            self.setText(plain)
        self.number_changed.emit(self.number)
