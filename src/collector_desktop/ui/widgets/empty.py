"""Empty states: what will be here, and how to get it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label


class EmptyState(QWidget):
    """A title, a sentence and, where something can be done, one button."""

    pressed = Signal()

    def __init__(self, title: str, text: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        column.addStretch(1)
        for label in (Label(title, size=Size.LARGE, bold=True), Label(text, tone=Tone.MUTED, wrap=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        if button:
            press = KeyButton(button, primary=True)
            press.clicked.connect(self.pressed)
            column.addSpacing(Space.M)
            column.addWidget(press, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
