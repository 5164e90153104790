"""The simple policies: paper order with retries, the nearest unpaid door first, and a tally for every door and slot."""

from collections.abc import Sequence

from simulated_village.rounds import Knock, Moment
from simulated_village.village import Month, Village
from simulated_village.ways import SLOTS


class PaperOrder:
    """Through the route book, round after round: on from where the last slot ended, unpaid doors only.

    Stops at a door after so many knocks in a cycle. Keeps promises first, as everybody does.
    """

    def __init__(self, village: Village, most: int) -> None:
        self._number = len(village.homes)
        self._most = most
        self._next = 0

    def begins(self, month: Month) -> None:
        """From the first page."""
        self._open = set(range(self._number))
        self._knocks = [0] * self._number
        self._next = 0

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """The promises, then one round of the book."""
        book = [(self._next + step) % self._number for step in range(self._number)]
        return [*promised, *(door for door in book if self._goes_to(door) and door not in promised)]

    def saw(self, knock: Knock) -> None:
        """Turns the page."""
        self._knocks[knock.home] += 1
        if knock.paid:
            self._open.discard(knock.home)
        if not knock.expected:
            self._next = (knock.home + 1) % self._number

    def _goes_to(self, door: int) -> bool:
        return door in self._open and self._knocks[door] < self._most


class NearestFirst(PaperOrder):
    """Always the nearest unpaid door that was knocked at least often."""

    def __init__(self, village: Village, most: int) -> None:
        super().__init__(village, most)
        self._village = village

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """The promises, then from door to door."""
        left = [door for door in range(self._number) if self._goes_to(door) and door not in promised]
        fewest = sorted(left, key=lambda door: self._knocks[door])
        homes, way = self._village.homes, list(promised)
        while fewest and len(way) < _IN_A_SLOT:
            least = self._knocks[fewest[0]]
            here = homes[way[-1]] if way else None
            near = min(
                (door for door in fewest if self._knocks[door] == least),
                key=lambda door: self._village.walk(here, homes[door]),
            )
            way.append(near)
            fewest.remove(near)
        return way


_IN_A_SLOT = 80
"""More doors than two hours hold even if nobody is home."""


class TallyPlan:
    """The product's plan before it learned: each door where its own tally is best, no further than a likelihood.

    A door's rate in a slot is its own knocks there plus a prior of two knocks; a door without any knock goes
    everywhere. As a collector would, it begins with those knocked at least often in the cycle, and fills the time left
    over with the doors it would rather visit later in the day.
    """

    _PRIOR = (0.4, 0.35, 0.6)

    def __init__(self, village: Village, least: float) -> None:
        self._number = len(village.homes)
        self._least = least
        self._met = [[2 * prior for prior in self._PRIOR] for _ in range(self._number)]
        self._knocks = [[2.0] * len(SLOTS) for _ in range(self._number)]

    def begins(self, month: Month) -> None:
        """What was learned stays."""
        self._open = set(range(self._number))
        self._today: dict[int, set[int]] = {}
        self._resting: dict[int, int] = {}
        self._cycle = [0] * self._number

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """The promises, then the doors for whom this slot is the best left of the day, then the others."""
        if moment.slot == 0:
            self._today = {}
        slot = moment.slot
        likely = [
            door
            for door in sorted(self._open.difference(promised), key=lambda door: (self._cycle[door], door))
            if self._resting.get(door, 0) <= moment.at and self._rate(door, slot) >= self._least
        ]
        best = [door for door in likely if self._is_best(door, slot)]
        return [*promised, *best, *(door for door in likely if door not in set(best))]

    def saw(self, knock: Knock) -> None:
        """One more in the tally."""
        slot = knock.moment.slot
        self._cycle[knock.home] += 1
        self._knocks[knock.home][slot] += 1
        self._met[knock.home][slot] += knock.met
        self._today.setdefault(knock.home, set()).add(slot)
        if knock.paid:
            self._open.discard(knock.home)
        elif knock.met:
            tomorrow = (knock.moment.day_at + 1) * len(SLOTS)
            self._resting[knock.home] = max(knock.promised or 0, tomorrow)

    def _rate(self, door: int, slot: int) -> float:
        return self._met[door][slot] / self._knocks[door][slot]

    def _is_best(self, door: int, slot: int) -> bool:
        if sum(self._knocks[door]) == 2 * len(SLOTS):
            return True
        tried = self._today.get(door, set())
        return all(
            self._rate(door, slot) >= self._rate(door, later) for later in range(slot, len(SLOTS)) if later not in tried
        )
