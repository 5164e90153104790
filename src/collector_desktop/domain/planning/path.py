"""The best way to go on at one door: in which of the slots left to knock, until somebody pays or it is not worth it."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.outlook import Outlook

_SLOTS_A_DAY = len(SLOTS)
_LEAST_DOUBT = 0.5
"""Where a miss in one slot speaks for another one, as at night workers', it may double its chance and no more."""
PATIENCE = 0.99
"""What comes in a slot later is worth so much of what comes now: nobody is put off without need."""


@dataclass(slots=True)
class Path:
    """Knocks planned at one door. `chances` are those of the day they are made, after all earlier ones failed."""

    worth: float
    """What the door brings on average from here, less what its knocks cost."""
    taken: list[bool]
    chances: list[float]


def best_path(
    home: Sequence[float],
    slots: Sequence[int],
    begin: int,
    missed: int | None,
    outlook: Outlook,
    value: float,
    knock_price: float,
    minutes: tuple[float, float],
    prices: Sequence[float],
    rounds: int,
) -> Path:
    """Backwards: knock where it brings more than it costs and more than what is still to come.

    A knock that fails lowers the chance of those after it; which ones come before depends on the answer, so the answer
    is found in rounds. `home` are the chances before any of it, `missed` is the slot that failed just before `begin`,
    `minutes` are those of a knock nobody answers and what an answer adds.
    """
    short, longer = minutes
    pays, number = outlook.pays, len(home)
    taken = [False] * number
    chances = _after(home, slots, begin, missed, outlook, taken)
    worth = 0.0
    for at_round in range(rounds):
        if at_round:
            chances = _after(home, slots, begin, missed, outlook, taken)
        worth = 0.0
        for at in range(number - 1, begin - 1, -1):
            worth *= PATIENCE
            chance = chances[at]
            gain = chance * pays * (value - worth) - knock_price - prices[at] * (short + longer * chance)
            if chance > 0 and gain > 0:
                worth += gain
                taken[at] = True
            else:
                taken[at] = False
    return Path(worth, taken, chances)


def _after(
    home: Sequence[float],
    slots: Sequence[int],
    begin: int,
    missed: int | None,
    outlook: Outlook,
    taken: Sequence[bool],
) -> list[float]:
    """The chances when every planned knock before has failed."""
    chances = list(home)
    if missed is None and True not in taken:
        return chances
    doubts, again = outlook.doubt, outlook.again
    doubt = [1.0, 1.0, 1.0]
    last_missed = [-9, -9, -9]
    if missed is not None:
        doubt = [each + more for each, more in zip(doubt, doubts[missed], strict=True)]
        last_missed[missed] = begin - 1
    for at in range(begin, len(home)):
        slot, chance = slots[at], home[at]
        if chance:
            less = doubt[slot]
            if less < chance or less < _LEAST_DOUBT:
                less = max(chance, _LEAST_DOUBT)
            chance /= less
            if last_missed[slot] == at - _SLOTS_A_DAY:
                odds = again[slot]
                chance = chance * odds / (1 - chance + chance * odds)
            chances[at] = chance
        if taken[at]:
            first, second, third = doubts[slot]
            doubt[0] += first
            doubt[1] += second
            doubt[2] += third
            last_missed[slot] = at
    return chances
