"""What a paper is made of: blocks that know their height for a given width, and draw themselves there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import segno

from collector_desktop.printing import fonts
from collector_desktop.printing.pen import LEADING, Align, Pen

GAP_BETWEEN_CELLS = 6.0
_QUIET_MODULES = 2
_AIR_BESIDE_CODE = 4.0


class Block(Protocol):
    """A piece that is never cut by a page break."""

    def height(self, width: float) -> float:
        """How much of the page it takes."""

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Draw it there."""


@dataclass(frozen=True)
class Gap:
    """Empty space."""

    size: float

    def height(self, width: float) -> float:
        """The space itself."""
        return self.size

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Nothing to draw."""


@dataclass(frozen=True)
class Rule:
    """A line across, with air around it."""

    dashed: bool = False
    air: float = 3.0
    weight: float = 0.6

    def height(self, width: float) -> float:
        """The air above and below."""
        return 2 * self.air

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The line, in the middle of its air."""
        pen.line(left, left + width, top + self.air, dashed=self.dashed, weight=self.weight)


@dataclass(frozen=True)
class Text:
    """A text that wraps."""

    text: str
    size: float
    bold: bool = False
    align: Align = "left"
    framed: bool = False
    red: bool = False
    """For a title on praise; in grey print it is dark and stays readable."""

    def _lines(self, width: float) -> tuple[str, ...]:
        return fonts.wrap(self.text, width, self.size, bold=self.bold)

    def height(self, width: float) -> float:
        """Its lines, at a leading set by hand."""
        return len(self._lines(width)) * self.size * LEADING

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Line by line."""
        anchor = {"left": left, "centre": left + width / 2, "right": left + width}[self.align]
        if self.framed:
            pen.frame(left, top, width, self.height(width))
        for at, line in enumerate(self._lines(width)):
            y = top + at * self.size * LEADING
            pen.text(anchor, y, line, self.size, bold=self.bold, align=self.align, red=self.red)


@dataclass(frozen=True)
class Pair:
    """A label at the left and its value at the right; a long value wraps under itself, and so does a long label."""

    label: str
    value: str
    size: float
    bold: bool = False
    value_size: float = 0.0
    label_width: float = 0.0
    """If given, the value begins there, left-aligned."""

    def _split(self, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        size = self.value_size or self.size
        if self.label_width:
            room = width - self.label_width - GAP_BETWEEN_CELLS
            labels = fonts.wrap(self.label, self.label_width, self.size, bold=self.bold)
            return labels, fonts.wrap(self.value, room, size, bold=self.bold)
        label = fonts.width(fonts.printable(self.label), self.size, bold=self.bold)
        room = max(width - label - GAP_BETWEEN_CELLS, width / 2)
        values = fonts.wrap(self.value, room, size, bold=self.bold)
        widest = max(fonts.width(value, size, bold=self.bold) for value in values)
        return fonts.wrap(self.label, width - widest - GAP_BETWEEN_CELLS, self.size, bold=self.bold), values

    def height(self, width: float) -> float:
        """The taller of the two."""
        labels, values = self._split(width)
        return max(len(labels) * self.size, len(values) * (self.value_size or self.size)) * LEADING

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Both on one baseline."""
        labels, values = self._split(width)
        size = self.value_size or self.size
        drop = max(size - self.size, 0) * 1.08
        for at, label in enumerate(labels):
            pen.text(left, top + drop + at * self.size * LEADING, label, self.size, bold=self.bold)
        for at, value in enumerate(values):
            y = top + at * size * LEADING
            if self.label_width:
                pen.text(left + self.label_width, y, value, size, bold=self.bold)
            elif len(values) > 1:
                widest = max(fonts.width(line, size, bold=self.bold) for line in values)
                pen.text(left + width - widest, y, value, size, bold=self.bold)
            else:
                pen.text(left + width, y, value, size, bold=self.bold, align="right")


@dataclass(frozen=True)
class Column:
    """One column of a table: its share of the width and where its cells stand."""

    share: float
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """One row of cells; a cell too long for its column wraps."""

    columns: Sequence[Column]
    cells: Sequence[str]
    size: float
    bold: bool = False
    air: float = 1.5

    def _places(self, width: float) -> list[tuple[float, float]]:
        """Left edge and width of each cell."""
        whole = sum(column.share for column in self.columns)
        room = width - GAP_BETWEEN_CELLS * (len(self.columns) - 1)
        places, left = [], 0.0
        for column in self.columns:
            cell = room * column.share / whole
            places.append((left, cell))
            left += cell + GAP_BETWEEN_CELLS
        return places

    def _lines(self, width: float) -> list[tuple[str, ...]]:
        return [
            fonts.wrap(cell, room, self.size, bold=self.bold)
            for cell, (_, room) in zip(self.cells, self._places(width), strict=True)
        ]

    def height(self, width: float) -> float:
        """The tallest cell and a little air."""
        return max(len(lines) for lines in self._lines(width)) * self.size * LEADING + 2 * self.air

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Cell by cell."""
        for column, lines, (start, room) in zip(self.columns, self._lines(width), self._places(width), strict=True):
            x = left + start + {"left": 0.0, "centre": room / 2, "right": room}[column.align]
            for at, line in enumerate(lines):
                y = top + self.air + at * self.size * LEADING
                pen.text(x, y, line, self.size, bold=self.bold, align=column.align)


@dataclass(frozen=True)
class Code:
    """A QR code with text at its right, or above the text where the paper is too narrow for both."""

    qr: segno.QRCode
    module: float
    beside: Sequence[Block]
    least_room: float
    """How wide the text must be able to be to stand at the right."""

    def _measure(self, width: float) -> tuple[float, float, bool]:
        """Module size, the code's side with its quiet zone, and whether the text stands beside it."""
        modules = len(self.qr.matrix) + 2 * _QUIET_MODULES
        module = min(self.module, (width - _AIR_BESIDE_CODE) / modules)
        side = modules * module + _AIR_BESIDE_CODE
        return module, side, width - side >= self.least_room

    def height(self, width: float) -> float:
        """The taller of code and text, or both."""
        _, side, is_beside = self._measure(width)
        text = sum(block.height(width - side if is_beside else width) for block in self.beside)
        return max(side, text) if is_beside else side + text

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The code first."""
        module, side, is_beside = self._measure(width)
        quiet = module * _QUIET_MODULES
        start = left if is_beside else left + (width - side) / 2
        pen.code(start + (0 if is_beside else quiet), top + quiet, self.qr, module)
        room = width - side if is_beside else width
        y = top if is_beside else top + side
        for block in self.beside:
            block.draw(pen, left + width - room, y, room)
            y += block.height(room)
