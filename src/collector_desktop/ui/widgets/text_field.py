"""A line of text whose Enter is its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class TextField(QLineEdit):
    """`returnPressed` as ever, but the key goes no further: Qt would pass it on to the page, which would act again."""

    def __init__(self, name: str, hint: str = "", longest: int = 60) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The line's own keys."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
