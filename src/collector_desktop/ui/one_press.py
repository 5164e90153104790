"""One press, one act: a key held down or a button clicked twice in haste says nothing a second time."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_K = Qt.Key
_MOVING = frozenset(
    {
        _K.Key_Up,
        _K.Key_Down,
        _K.Key_Left,
        _K.Key_Right,
        _K.Key_PageUp,
        _K.Key_PageDown,
        _K.Key_Home,
        _K.Key_End,
        _K.Key_Backspace,
        _K.Key_Delete,
        _K.Key_Tab,
        _K.Key_Backtab,
    }
)
"""Keys that go on as long as they are held."""


class OnePress(QObject):
    """Watches a window: a held key moves and writes on, but nothing else it does is done again."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """True for a repetition that must not act."""
        return isinstance(event, QKeyEvent) and event.isAutoRepeat() and not _goes_on(event)


def press_once(part: QWidget) -> None:
    """No key of this part of a window is taken again while it is held."""
    for shortcut in part.findChildren(QShortcut):
        shortcut.setAutoRepeat(False)


def _goes_on(event: QKeyEvent) -> bool:
    if event.key() in _MOVING:
        return True
    writes = isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit | QPlainTextEdit)
    return writes and event.text().isprintable()
