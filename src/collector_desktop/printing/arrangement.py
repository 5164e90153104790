"""Blocks made of blocks: indented, kept together, or side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector_desktop.printing.blocks import Block
from collector_desktop.printing.pen import Pen


@dataclass(frozen=True)
class Indented:
    """A block that begins a little further right."""

    block: Block
    by: float

    def height(self, width: float) -> float:
        """The block's own, in the room left to it."""
        return self.block.height(width - self.by)

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The block, further right."""
        self.block.draw(pen, left + self.by, top, width - self.by)


@dataclass(frozen=True)
class Marked:
    """A block with a mark before its first line, such as a dot or a number."""

    mark: str
    block: Block
    size: float

    def height(self, width: float) -> float:
        """The block's own, in the room left to it."""
        return self.block.height(width - self.size)

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The mark in the margin, the block beside it."""
        pen.text(left, top, self.mark, self.size, bold=True)
        self.block.draw(pen, left + self.size, top, width - self.size)


@dataclass(frozen=True)
class Together:
    """Blocks under each other that no page break may part, such as a heading and its first row."""

    blocks: Sequence[Block]

    def height(self, width: float) -> float:
        """All of them."""
        return sum(block.height(width) for block in self.blocks)

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """From the first down."""
        for block in self.blocks:
            block.draw(pen, left, top, width)
            top += block.height(width)


@dataclass(frozen=True)
class Beside:
    """Blocks next to each other, each with its share of the width."""

    blocks: Sequence[Sequence[Block]]
    shares: Sequence[float]
    gap: float = 14.0

    def _columns(self, width: float) -> list[float]:
        room = width - self.gap * (len(self.blocks) - 1)
        return [room * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        """The tallest column."""
        columns = self._columns(width)
        return max(
            sum(block.height(column) for block in blocks) for blocks, column in zip(self.blocks, columns, strict=True)
        )

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Column by column, all from the same top."""
        for blocks, column in zip(self.blocks, self._columns(width), strict=True):
            y = top
            for block in blocks:
                block.draw(pen, left, y, column)
                y += block.height(column)
            left += column + self.gap
