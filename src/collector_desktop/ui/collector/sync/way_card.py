"""One way of the exchange: how it stands, and the button that does it."""

from PySide6.QtWidgets import QPushButton

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label


class _WayButton(KeyButton):
    """Several stand side by side: Enter presses the one that has the keyboard, and only that one says so."""

    @property
    def shows_key(self) -> bool:
        """Where Enter would press it."""
        return super().shows_key and self.hasFocus()


class WayCard(Card):
    """A title, a large line, a small one, a button and perhaps `other`; a link beside the title if there is `more`."""

    def __init__(self, title: str, button: str, other: str = "", more: str = "") -> None:
        super().__init__(margin=Space.M)
        self._large = Label(size=Size.LARGE, bold=True, wrap=True)
        self._small = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.button = _WayButton(button, "⏎", primary=True)
        self.other = QPushButton(other)
        self.other.setAccessibleName(other)
        self.column.setSpacing(Space.XS)
        self.more = LinkButton(more)
        room = self.more.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that the titles of neighbours stand in one line
        self.more.setSizePolicy(room)
        self.column.addLayout(row(Label(title, tone=Tone.MUTED), None, self.more))
        self.more.setHidden(not more)
        self.column.addWidget(self._large)
        self.column.addWidget(self._small)
        self.column.addStretch(1)
        self.column.addSpacing(Space.M)
        self.other.setMinimumHeight(self.button.sizeHint().height())
        line = row(self.button, self.other)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        self.other.setHidden(not other)

    def say(self, large: str, small: str) -> None:
        """How it stands."""
        self._large.setText(large)
        self._small.setText(small)
