"""One line over the foot of a table: what is being typed, what was copied, how far an export is."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout

from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label

Action = tuple[str, Callable[[], None]]
_SECONDS = 5
_SECONDS_TO_PRESS = 15


class TableLine(QFrame):
    """Hidden until it has something to say; it never covers the row under the cursor."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self.setObjectName("toast")
        self._table = table
        self._label = Label()
        self._buttons: list[KeyButton] = []
        self._actions: tuple[Action, ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        self._line.addWidget(self._label)
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self._end)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; nothing while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    @property
    def buttons(self) -> tuple[KeyButton, ...]:
        """What can be done now."""
        return tuple(self._buttons)

    def say(self, text: str, *actions: Action, stays: bool = False) -> None:
        """Show a text with what can be done, for some seconds, or until the next one where it `stays`."""
        self._label.setText(text)
        self._table.setAccessibleDescription(text)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._actions = actions
        self._buttons = [KeyButton(name) for name, _act in actions]
        for button in self._buttons:
            button.clicked.connect(self._act)
            self._line.addWidget(button)
            button.show()
            button.ensurePolished()
        self.show()
        self.place()
        self.raise_()
        self._over.stop()
        if not stays:
            self._over.start((_SECONDS_TO_PRESS if actions else _SECONDS) * 1000)

    def clear(self) -> None:
        """Say nothing more."""
        self._over.stop()
        if not self.isHidden():
            self.hide()
            self._table.setAccessibleDescription("")

    def place(self) -> None:
        """At the foot of the table, or under its head where the cursor is at the foot."""
        if self.isHidden():
            return
        seen = self._table.viewport().geometry()
        self._label.setWordWrap(False)
        self._line.invalidate()
        width = min(self.sizeHint().width(), seen.width() - 2 * Space.S)
        self._label.setWordWrap(width < self.sizeHint().width())
        height = self._line.heightForWidth(width) if self._label.wordWrap() else self.sizeHint().height()
        self.resize(width, height)
        self.move(seen.left() + Space.S, seen.bottom() - height - Space.XS)
        cursor = self._table.visualRect(self._table.currentIndex()).translated(seen.topLeft())
        if cursor.isValid() and cursor.bottom() >= self.y() and cursor.top() <= self.geometry().bottom():
            self.move(self.x(), seen.top() + Space.XS)

    def _end(self) -> None:
        if any(button.hasFocus() for button in self._buttons):
            self._over.start()
            return
        self.clear()

    def _act(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, KeyButton)
        self._actions[self._buttons.index(pressed)][1]()
