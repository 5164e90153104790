"""A notice in place: a refusal or a result, with what can be done now as buttons. Never a dialog."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label

Action = tuple[str, Callable[[], None]]


class Notice(Card):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone=Tone.WARN, margin=Space.M, parent=parent)
        self._actions: tuple[Action, ...] = ()
        self._title = Label(size=Size.BODY, bold=True, wrap=True)
        self._text = Label(size=Size.SMALL, wrap=True)
        self._buttons = QFrame()
        self._line = row(None)
        self._buttons.setLayout(self._line)
        self.column.addWidget(self._title)
        self.column.addWidget(self._text)
        self.column.addWidget(self._buttons)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, title and all."""
        return f"{self._title.text()} {self._text.text()}".strip()

    def say(self, title: str, text: str = "", *, tone: Tone = Tone.WARN, actions: tuple[Action, ...] = ()) -> None:
        """Show a title, what it means, and what can be done."""
        self.set_tone(tone)
        self._title.setText(title)
        self._title.set_tone(tone)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        while self._line.count() > 1:
            item = self._line.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for at, (name, _action) in enumerate(actions):
            button = KeyButton(name)
            button.setProperty("action", at)
            button.clicked.connect(self._act)
            self._line.insertWidget(at, button)
        self._actions = actions
        self._buttons.setVisible(bool(actions))
        self.show()

    def focus_action(self) -> None:
        """The first thing that can be done takes the keyboard."""
        item = self._line.itemAt(0)
        button = None if item is None else item.widget()
        if button is not None:
            button.setFocus()

    def clear(self) -> None:
        """Say nothing more."""
        self.hide()

    def _act(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._actions[pressed.property("action")][1]()
