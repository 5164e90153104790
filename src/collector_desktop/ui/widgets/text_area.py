"""Several lines of text: minutes, an opinion, a remark."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from collector_desktop.ui.theme import Space

_LONGEST = 500


class TextArea(QPlainTextEdit):
    """Plain text whatever is pasted; Enter begins a line, Tab leaves the field, what is too long is cut at its end."""

    def __init__(self, name: str, hint: str = "", *, lines: int = 3, longest: int = _LONGEST) -> None:
        super().__init__()
        self._longest = longest
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + Space.XL)
        self.textChanged.connect(self._cut)

    def text(self) -> str:
        """What stands there, without blanks around it."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show a text, the cursor behind it; what is longer than the field is seen from its beginning."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.verticalScrollBar().setValue(0)

    def _cut(self) -> None:
        if self.document().characterCount() - 1 <= self._longest:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._longest)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
