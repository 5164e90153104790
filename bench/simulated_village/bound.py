"""What no policy can beat: the fewest knocks on average for a share collected, every probability known, time for free.

Each household by itself is solved exactly, backwards over the slots of the cycle, for a price of a success in knocks;
the dual function of that price bounds the knocks of any policy that collects the share on average. Capacity, walking
and learning are left out, so the true least lies above.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simulated_village.village import Home, Month, Village
from simulated_village.ways import SLOTS

_LAST = 1 << (len(SLOTS) - 1)
_ALL = (1 << len(SLOTS)) - 1
PRICES = (2.0, 3.0, 4.5, 6.5, 10.0, 18.0)
"""Knocks a success is worth; whichever gives the highest bound at a share counts."""


@dataclass(frozen=True)
class DualPoint:
    """For a price of a success: the most that can be gained, in knocks, by all households together."""

    price: float
    gained: float


def dual(village: Village, month: Month) -> tuple[DualPoint, ...]:
    """The dual function at some prices."""
    chances = [_chances(village, month, home) for home in village.homes]
    return tuple(
        DualPoint(
            price, sum(_most(home, each, village, price) for home, each in zip(village.homes, chances, strict=True))
        )
        for price in PRICES
    )


def fewest_knocks(points: Sequence[DualPoint], collected: float) -> float:
    """No policy collects from so many households on average with fewer knocks on average."""
    return max(0.0, *(point.price * collected - point.gained for point in points))


@dataclass(frozen=True)
class _Chances:
    """One household's chances by slot of the cycle: fresh, after a miss the day before, when expected."""

    fresh: tuple[float, ...]
    again: tuple[float, ...]
    expected: tuple[float, ...]
    best: int


def _chances(village: Village, month: Month, home: Home) -> _Chances:
    slots = [(day, slot) for day in month.days for slot in range(len(SLOTS))]
    fresh, again, expected = (
        tuple(
            village.is_home(home.home, day, slot, expected=is_expected, missed_yesterday=is_again)
            for day, slot in slots
        )
        for is_expected, is_again in ((False, False), (False, True), (True, False))
    )
    return _Chances(fresh, again, expected, max(range(len(SLOTS)), key=lambda slot: home.home[slot]))


def _most(home: Home, chances: _Chances, village: Village, price: float) -> float:
    """The best policy's gain at one door. The state: the slot, which of the last three were missed, the promise."""
    if not any(home.home):
        return 0.0
    last, promises = len(chances.fresh), home.pays >= 0.5
    kept = village.ways.promise_kept
    known: dict[tuple[int, int, int], float] = {}

    def gain(at: int, missed: int, promised: int) -> float:
        if at == last:
            return 0.0
        key = (at, missed, promised)
        found = known.get(key)
        if found is not None:
            return found
        shifted = missed << 1 & _ALL
        waiting = gain(at + 1, shifted, promised if promised > at else -1)
        is_due = promised == at
        home_chance = chances.expected[at] if is_due else chances.again[at] if missed & _LAST else chances.fresh[at]
        pays = kept if is_due else home.pays
        after_miss = gain(at + 1, shifted | 1, promised if promised > at else -1)
        tomorrow = at - at % len(SLOTS) + len(SLOTS)
        next_promise = tomorrow + chances.best if promises and tomorrow < last else -1
        after_talk = gain(at + 1, shifted, next_promise)
        knocking = home_chance * (pays * price + (1 - pays) * after_talk) + (1 - home_chance) * after_miss - 1
        known[key] = found = max(waiting, knocking)
        return found

    return gain(0, 0, -1)
