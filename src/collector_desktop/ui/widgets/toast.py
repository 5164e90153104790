"""A toast: what was done, with undo where undoing is allowed; it names its target and covers no amount."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_SECONDS = 4


class Toast(QFrame):
    """One line at the lower left of its parent, where no amount stands; `undone` when the button was pressed."""

    undone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        self._label = Label(tone=Tone.TEXT)
        self._button = KeyButton(tr("撤销"), "Ctrl+Z")
        self._button.clicked.connect(self._undo)
        line.addWidget(self._label)
        line.addSpacing(Space.S)
        line.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, *, undo: bool = False, seconds: int = _SECONDS) -> None:
        """Show a line for some seconds; with a button that takes back what the line names, if that may be."""
        self._label.setText(text)
        self._button.setAccessibleName(tr("撤销:{line}").format(line=text))
        self._button.setVisible(undo)
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            self.move(Space.XL, parent.height() - self.height() - Space.XL)
        self.show()
        self.raise_()
        self._timer.start(seconds * 1000)

    def _undo(self) -> None:
        self.hide()
        self.undone.emit()
