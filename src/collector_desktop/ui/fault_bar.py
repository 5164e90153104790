"""What disk or stick refused, in one line above the open place, which stays as it is to try again."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from collector_desktop.ui.faults import fault_said
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class FaultBar(QWidget):
    """Hidden until something failed, and again once it was read or an act went through."""

    def __init__(self) -> None:
        super().__init__()
        self._what = Label(tone=Tone.DANGER, bold=True)
        self._text = Label(size=Size.SMALL, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.read = KeyButton(tr("知道了"))
        self.read.clicked.connect(self.hide)
        card = Card(tone=Tone.DANGER, margin=Space.XS)
        line = row(self._what, self._text, self.read)
        line.setContentsMargins(Space.S, 0, 0, 0)
        line.setSpacing(Space.M)
        line.setStretch(1, 1)
        card.column.addLayout(line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L + Space.XS, Space.S, Space.L + Space.XS, 0)
        outer.addWidget(card)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._what.text()} {self._text.text()}"

    def tell(self, fault: OSError) -> None:
        """Say what failed and what became of the books."""
        said = fault_said(fault)
        self._what.setText(said.what)
        self._text.setText(said.text)
        self.show()
