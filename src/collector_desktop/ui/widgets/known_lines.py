"""What is known, line by line, each with the word that takes it back; more than fit scroll."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.masking import mask_phone
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Rule, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One line; no word where nothing takes it back."""

    title: str
    text: str
    word: str = ""
    take_back: Callable[[], None] | None = None
    phone: str = ""
    """Masked until it is pressed."""


class KnownLines(QScrollArea):
    """Lines under each other, or a sentence where there is none."""

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_lines(self, lines: Sequence[KnownLine]) -> None:
        """Replace all lines."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.XS)
        if not lines:
            column.addWidget(Label(self._nothing, tone=Tone.MUTED, wrap=True))
        for at, line in enumerate(lines):
            if at:
                column.addWidget(Rule())
            column.addLayout(_line(line))
        column.addStretch(1)
        self.setWidget(sheet)
        # Qt paints a scrolled widget on the window's ground; this one lies on a card.
        sheet.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class _Phone(LinkButton):
    """A number, whole once it was pressed."""

    def __init__(self, number: str) -> None:
        super().__init__(mask_phone(number))
        self._number = number
        self.setToolTip(tr("按一下显示电话"))
        self.clicked.connect(self._show_whole)

    def _show_whole(self) -> None:
        self.setText(self._number)


def _line(line: KnownLine) -> QHBoxLayout:
    told = QVBoxLayout()
    told.setSpacing(0)
    told.addWidget(Label(line.title, size=Size.SMALL, tone=Tone.MUTED))
    told.addWidget(Label(line.text, wrap=True))
    if line.phone:
        told.addLayout(row(_Phone(line.phone), None))
    whole = row()
    whole.addLayout(told, 1)
    if line.take_back is not None:
        button = LinkButton(line.word)
        button.setAccessibleName(f"{line.word} {line.text}")
        button.clicked.connect(line.take_back)
        whole.addWidget(button)
    return whole
