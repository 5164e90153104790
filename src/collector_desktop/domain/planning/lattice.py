"""All the ways a household may be at home that the plan tells apart, and how likely each is at first."""

import math
from collections.abc import Sequence
from functools import cache

from collector_desktop.domain.visit import Slot

SLOTS = tuple(Slot)
_LEVELS = (-3.2, -0.8, 0.8, 2.4)
"""On the logit: at home 4, 31, 69 and 92 times in a hundred; more levels learned no better."""
_NEVER = -7.0
_NEVER_SHARE = 0.03
_TOGETHER_SD = 1.2
"""How far households differ in being at home at all; wide, so that a village's own knocks soon decide."""
_APART_SD = 0.9
"""How far a household's slots differ from each other."""

LEVELS = (*_LEVELS, _NEVER)
"""The logits a slot may have, the house where nobody lives last."""

STATES: tuple[tuple[float, ...], ...] = (
    *((morning, noon, evening) for morning in _LEVELS for noon in _LEVELS for evening in _LEVELS),
    (_NEVER, _NEVER, _NEVER),
)
"""The logit of being at home in each slot: every combination of the levels, and the house where nobody lives."""


def sigmoid(logit: float) -> float:
    """The share of a logit."""
    return 1 / (1 + math.exp(-logit))


def over_states(by_slot: Sequence[Sequence[float]]) -> list[float]:
    """Products over the slots for every state, from one value for each of `LEVELS` slot by slot."""
    morning, noon, evening = by_slot
    *lived, never = zip(morning, noon, evening, strict=True)
    mornings, noons, evenings = zip(*lived, strict=True)
    products = [first * second * third for first in mornings for second in noons for third in evenings]
    products.append(math.prod(never))
    return products


@cache
def first_guess(usual: tuple[float, ...]) -> tuple[float, ...]:
    """How likely each state is if in a usual household somebody is home with these shares, slot by slot.

    A broad bell around them on the logit: slots of one household resemble each other, households don't.
    """
    middle = [math.log(share / (1 - share)) for share in usual]
    bell = [_bell([value - mean for value, mean in zip(state, middle, strict=True)]) for state in STATES[:-1]]
    return (*(weight / sum(bell) * (1 - _NEVER_SHARE) for weight in bell), _NEVER_SHARE)


def _bell(off: Sequence[float]) -> float:
    """Unnormalised density of a deviation that is part common to all slots and part each slot's own."""
    own, common, size = _APART_SD**2, _TOGETHER_SD**2, len(off)
    squares, whole = sum(value * value for value in off), sum(off)
    return math.exp(-(squares - common * whole * whole / (own + size * common)) / (2 * own))
