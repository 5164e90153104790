"""The best possible rounds in a small village, solved exactly, and what any other way of choosing brings there.

Every slot holds `ROOM` knocks, whatever comes of them; whoever is met pays. The state is what was missed where, so
that everything a miss teaches is used: all sequences of choices and outcomes are gone through, backwards.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import prod

from collector_desktop.domain.planning.attempts import Setting
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.outlook import Outlook, doubt
from collector_desktop.domain.planning.schedule import Candidate, Opening, Times

ROOM = 2
KNOCK_PRICE = 0.1
TIMES = Times(met=10, missed=10, next_door=0, next_hamlet=0)
_MINUTES = 20.0
_KINDS = ((0.8, 0.8, 0.85), (0.45, 0.5, 0.8), (0.35, 0.2, 0.75), (0.6, 0.2, 0.1), (0.04, 0.04, 0.06))
"""Ways a household may live; each door of a case is one of them, with weights of its own."""

Missed = tuple[int, int, int]
"""How often a door was missed in each slot."""
State = tuple[int, tuple[Missed | None, ...]]
"""The slot of the cycle, and every door's misses; None for one that paid."""
Choice = Callable[[State], Sequence[int]]


@dataclass(frozen=True)
class Case:
    """A few doors, so many slots, and how likely each door lives in each of the ways."""

    weights: tuple[tuple[float, ...], ...]
    slots: int

    def begin(self) -> State:
        """Before any knock."""
        return 0, ((0, 0, 0),) * len(self.weights)

    def home(self, state: State, door: int) -> float:
        """How likely somebody opens in the slot at hand."""
        states = self._states(door, state[1][door])
        return sum(weight * kind[state[0] % len(SLOTS)] for weight, kind in zip(states, _KINDS, strict=True))

    def choices(self, state: State) -> list[tuple[int, ...]]:
        """Every set of doors the slot holds, none among them."""
        left = [door for door, missed in enumerate(state[1]) if missed is not None]
        return [chosen for room in range(ROOM + 1) for chosen in combinations(left, room)]

    def worth(self, state: State, chosen: Sequence[int], onward: Callable[[State], float]) -> float:
        """What a choice brings on average: households collected, less the price of the knocks."""
        chances = [self.home(state, door) for door in chosen]
        total = -KNOCK_PRICE * len(chosen)
        for outcome in product((True, False), repeat=len(chosen)):
            likely = prod(chance if met else 1 - chance for chance, met in zip(chances, outcome, strict=True))
            total += likely * (sum(outcome) + onward(_after(state, dict(zip(chosen, outcome, strict=True)))))
        return total

    def candidates(self, state: State) -> list[Candidate]:
        """The doors left, as the planner is told of them."""
        return [
            Candidate(key=door, hamlet=0, order=door, outlook=self._outlook(door, missed))
            for door, missed in enumerate(state[1])
            if missed is not None
        ]

    def openings(self, state: State) -> list[Opening]:
        """The slots left."""
        return [Opening(Setting(SLOTS[at % len(SLOTS)]), _MINUTES) for at in range(state[0], self.slots)]

    def _states(self, door: int, missed: Missed | None) -> list[float]:
        likely = [
            weight * prod((1 - home) ** times for home, times in zip(kind, missed or (0, 0, 0), strict=True))
            for weight, kind in zip(self.weights[door], _KINDS, strict=True)
        ]
        return [each / sum(likely) for each in likely]

    def _outlook(self, door: int, missed: Missed) -> Outlook:
        states = self._states(door, missed)
        homes = [[kind[at] for kind in _KINDS] for at in range(len(SLOTS))]
        home = {
            Setting(slot): sum(weight * chance for weight, chance in zip(states, homes[at], strict=True))
            for at, slot in enumerate(SLOTS)
        }
        return Outlook(home=home, pays=1.0, doubt=doubt(states, homes))


def drawn(seed: int, doors: int, slots: int) -> Case:
    """A case of a seed: some doors are nearly known, others may live in any way."""
    dice = random.Random(seed)
    weights = []
    for _ in range(doors):
        raw = [dice.random() ** 3 + 0.01 for _ in _KINDS]
        weights.append(tuple(each / sum(raw) for each in raw))
    return Case(tuple(weights), slots)


def best(case: Case) -> float:
    """The most any way of choosing brings."""

    @cache
    def most(state: State) -> float:
        if state[0] == case.slots:
            return 0.0
        return max(case.worth(state, chosen, most) for chosen in case.choices(state))

    return most(case.begin())


def brings(case: Case, choice: Choice) -> float:
    """What one way of choosing brings on average, reckoned exactly."""

    @cache
    def worth(state: State) -> float:
        if state[0] == case.slots:
            return 0.0
        return case.worth(state, choice(state), worth)

    return worth(case.begin())


def _after(state: State, outcomes: dict[int, bool]) -> State:
    at, doors = state
    slot = at % len(SLOTS)

    def missed(door: int, before: Missed | None) -> Missed | None:
        if before is None or outcomes.get(door):
            return None
        if door not in outcomes:
            return before
        first, second, third = (times + (each == slot) for each, times in enumerate(before))
        return first, second, third

    return at + 1, tuple(missed(door, before) for door, before in enumerate(doors))
