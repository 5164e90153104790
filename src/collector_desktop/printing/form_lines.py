"""What a form is filled in with: boxes to tick, lines to write on, a room to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector_desktop.printing import fonts
from collector_desktop.printing.blocks import Text
from collector_desktop.printing.pen import LEADING, Pen

_BOX = 1.05
_TICK = "√"
_BESIDE = 3.0
_GAP = 5.0
_LINE_FEET = 3.0


@dataclass(frozen=True)
class TickBoxes:
    """Boxes in a row, each with its word; one of them ticked, or none on a blank form."""

    words: Sequence[str]
    ticked: int | None
    size: float

    def height(self, width: float) -> float:
        """One line with a little air, so that a pen finds the box."""
        return self.size * LEADING + 4

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Box and word in equal columns, so that rows stand below each other; closer where a word needs more."""
        side = self.size * _BOX
        wide = [side + _BESIDE + fonts.width(word, self.size) for word in self.words]
        column = width / len(wide)
        fits = max(wide) + _BESIDE <= column
        air = max((width - sum(wide)) / max(len(wide) - 1, 1), _BESIDE)
        x, y = left, top + 2
        for at, word in enumerate(self.words):
            pen.frame(x, y + (self.size * LEADING - side) / 2, side, side)
            if at == self.ticked:
                pen.text(x + side / 2, y, _TICK, self.size, bold=True, align="centre")
            pen.text(x + side + _BESIDE, y, word, self.size)
            x += column if fits else wide[at] + air


@dataclass(frozen=True)
class WriteOn:
    """A label and what was written; blank ruled lines where nothing was."""

    label: str
    value: str
    size: float
    lines: int = 1
    label_width: float = 64.0

    @property
    def _step(self) -> float:
        return self.size * LEADING + 6

    def _written(self, width: float) -> tuple[str, ...]:
        return fonts.wrap(self.value, width - self.label_width - _GAP, self.size) if self.value else ()

    def height(self, width: float) -> float:
        """As many lines as are ruled, more if more was written."""
        return max(self.lines, len(self._written(width))) * self._step

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The words on their lines; a value that leaves lines free rules them too."""
        pen.text(left, top + 3, self.label, self.size, bold=True)
        written = self._written(width)
        start = left + self.label_width
        for at in range(max(self.lines, len(written))):
            y = top + at * self._step
            if at < len(written):
                pen.text(start + 2, y + 3, written[at], self.size)
            pen.line(start, left + width, y + self._step - _LINE_FEET, weight=0.4)


@dataclass(frozen=True)
class SignHere:
    """A framed room for a signature or a fingerprint, with the picture of one if it was given on screen."""

    label: str
    size: float
    room: float
    picture: bytes | None = None
    note: str = ""

    def height(self, width: float) -> float:
        """The frame and the label above it."""
        return self.size * LEADING + self.room + 2

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The label, the frame, and what is in it."""
        pen.text(left, top, self.label, self.size)
        y = top + self.size * LEADING + 2
        pen.frame(left, y, width, self.room)
        if self.picture is not None:
            pen.picture(left + 6, y + 4, width - 12, self.room - 8, self.picture)
        elif self.note:
            said = Text(self.note, self.size, align="centre")
            said.draw(pen, left + 4, y + (self.room - said.height(width - 8)) / 2, width - 8)
