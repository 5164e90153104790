"""The field of a PIN: digits only, shown as dots."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from collector_desktop.domain.pin import MOST_DIGITS
from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Size
from collector_desktop.ui.widgets.text_field import TextField


class PinField(TextField):
    """Full-width digits count as digits; everything else is dropped. `returnPressed` as in any line."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name, hint, MOST_DIGITS)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText
        )
        self.setFont(font(Size.LARGE))
        self.textEdited.connect(self._read)

    def take(self) -> str:
        """The digits, and the field is empty again."""
        digits = self.text()
        self.clear()
        return digits

    def _read(self, text: str) -> None:
        plain = "".join(char for char in unicodedata.normalize("NFKC", text) if char in "0123456789")
        if plain != text:
            self.setText(plain)
