"""One way to begin: icon, title, what it means, buttons, and what came of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from collector_desktop.ui.icons import icon
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.label import Label

_ICON = 36


class ChoiceCard(Card):
    """A card of the first run."""

    def __init__(self, icon_name: str, title: str, text: str, look: Look) -> None:
        super().__init__(margin=Space.XL)
        self.column.setSpacing(Space.S)
        picture = QLabel()
        picture.setPixmap(icon(icon_name, look.theme, "accent").pixmap(QSize(_ICON, _ICON)))
        self._said = Label(wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._figure = Label(size=Size.TITLE, bold=True, wrap=True)
        self._figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(picture)
        self.column.addWidget(Label(title, size=Size.TITLE, bold=True))
        self.column.addWidget(Label(text, tone=Tone.MUTED, wrap=True))
        self.column.addSpacing(Space.M)
        self.column.addWidget(self._said)
        self.column.addWidget(self._figure)
        self.column.addStretch(1)
        self.say("")

    def add(self, *buttons: QWidget) -> None:
        """Buttons at the bottom."""
        for button in buttons:
            self.column.addWidget(button)

    def say(self, text: str, figure: str = "") -> None:
        """What came of a button; `figure` large, to be read aloud."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._figure.setText(figure)
        self._figure.setVisible(bool(figure))
