"""A field for a whole number."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent

from collector_desktop.ui.widgets.text_field import TextField

_DIGITS = 5


class NumberField(TextField):
    """Digits only, full-width ones too; empty is zero. `number_changed` as one types."""

    number_changed = Signal(int)

    def __init__(self, name: str, hint: str = "0") -> None:
        super().__init__(name, hint)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._read)

    @property
    def number(self) -> int:
        """What stands there."""
        return int(self.text() or 0)

    def set_number(self, number: int) -> None:
        """Show a number; zero is left empty."""
        if number != self.number:
            self.setText(str(number) if number else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces what was there."""
        super().focusInEvent(event)
        self.selectAll()

    def _read(self, text: str) -> None:
        plain = "".join(char for char in unicodedata.normalize("NFKC", text) if char in "0123456789")[:_DIGITS]
        if plain != text:
            self.setText(plain)
        self.number_changed.emit(self.number)
