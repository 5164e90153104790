"""The papers a village office has: two rolls, sheets, and the triplicate form of a dot-matrix printer."""

from enum import StrEnum
from typing import NamedTuple

_POINTS_PER_MM = 72 / 25.4


def mm(length: float) -> float:
    """Millimetres in points."""
    return length * _POINTS_PER_MM


class _Size(NamedTuple):
    width: float
    height: float
    side: float
    """Kept clear left and right: what a thermal head can't reach, or the form's tractor holes."""
    edge: float
    """Kept clear at top and bottom."""


class Paper(StrEnum):
    """A paper by name; sizes are in points. A roll has no height: it grows with what is on it."""

    ROLL80 = "roll80"
    ROLL58 = "roll58"
    A5 = "a5"
    FORM241 = "form241"
    A4 = "a4"
    A5_TALL = "a5_tall"
    A4_WIDE = "a4_wide"
    A3 = "a3"

    @property
    def is_roll(self) -> bool:
        """Whether the paper is cut after the last line instead of turned over."""
        return self in {Paper.ROLL80, Paper.ROLL58}

    @property
    def width(self) -> float:
        """The whole width."""
        return mm(_SIZES[self].width)

    @property
    def height(self) -> float:
        """The whole height; zero for a roll."""
        return mm(_SIZES[self].height)

    @property
    def side(self) -> float:
        """The margin left and right."""
        return mm(_SIZES[self].side)

    @property
    def edge(self) -> float:
        """The margin at top and bottom."""
        return mm(_SIZES[self].edge)

    @property
    def dots(self) -> int:
        """Dots across a roll's thermal head at 203 dpi. Raises ValueError for a sheet."""
        if not self.is_roll:
            raise ValueError(f"{self} is no roll")
        return {Paper.ROLL80: 576, Paper.ROLL58: 384}[self]


_SIZES = {
    Paper.ROLL80: _Size(80, 0, 4, 4),
    Paper.ROLL58: _Size(58, 0, 5, 4),
    Paper.A5: _Size(210, 148, 14, 11),
    Paper.FORM241: _Size(241, 93.1, 18, 6),
    Paper.A4: _Size(210, 297, 18, 16),
    Paper.A5_TALL: _Size(148, 210, 13, 12),
    Paper.A4_WIDE: _Size(297, 210, 26, 22),
    Paper.A3: _Size(297, 420, 25, 24),
}

RECEIPT_PAPERS = (Paper.ROLL80, Paper.ROLL58, Paper.A5, Paper.FORM241)
"""What a receipt is printed on at the door; A4 takes one too, but nobody chooses it."""
