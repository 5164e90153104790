"""Labels and chips: always plain text, whatever a name contains."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Size, Tone

_TIGHT = 1.2
"""Line height of large figures: the typeface's own 1.45 em is made for running text."""


class Label(QLabel):
    """A text in one of the theme's sizes and tones; markup in it stays text."""

    def __init__(
        self,
        text: str = "",
        *,
        size: Size = Size.BODY,
        tone: Tone = Tone.TEXT,
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, bold=bold))
        self.setProperty("tone", str(tone))
        self.setProperty("bold", bold)
        self.setWordWrap(wrap)
        if size >= Size.HUGE:
            self.setFixedHeight(round(size * _TIGHT))
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone."""
        if self.property("tone") != str(tone):
            self.setProperty("tone", str(tone))
            self.style().unpolish(self)
            self.style().polish(self)


class AmountLabel(Label):
    """A figure, right-aligned; figures are tabular in the bundled typeface."""

    def __init__(self, text: str = "", *, size: Size = Size.BODY, tone: Tone = Tone.TEXT, bold: bool = False) -> None:
        super().__init__(text, size=size, tone=tone, bold=bold)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Chip(Label):
    """A short mark with a soft ground: a promise, a notice, a state."""

    def __init__(self, text: str = "", *, tone: Tone = Tone.MUTED) -> None:
        super().__init__(text, size=Size.SMALL, tone=tone)
        self.setObjectName("chip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
