"""Taking back what was written down by mistake: a reason and a button, in one line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr


class TakeBack(QWidget):
    """`asked` carries the reason."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = TextField(tr("收回的原因"), tr("记错了?写原因再收回"))
        self.reason.returnPressed.connect(self._ask)
        self.button = KeyButton(tr("收回"), compact=True)
        self.button.clicked.connect(self._ask)
        line = row(self.reason, self.button, spacing=Space.XS)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _ask(self) -> None:
        self.asked.emit(self.reason.text())
