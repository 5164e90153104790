"""A collector's month in the simulated village: door after door until the slot's two hours are over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from simulated_village.village import HARD_TO_MEET, Day, Home, Month, Village
from simulated_village.ways import SLOTS


@dataclass(frozen=True)
class Moment:
    """A slot of a cycle."""

    day: Day
    day_at: int
    slot: int

    @property
    def at(self) -> int:
        """Counted through the cycle."""
        return self.day_at * len(SLOTS) + self.slot


@dataclass(frozen=True)
class Knock:
    """What the collector saw at a door, and so all that any policy may learn."""

    home: int
    moment: Moment
    met: bool
    paid: bool
    expected: bool
    """It had promised to pay in this slot."""
    promised: int | None
    """The slot of the cycle in which it promises to pay now."""


class Collector(Protocol):
    """A policy: it chooses the doors of a slot, and may learn from each knock."""

    def begins(self, month: Month) -> None:
        """A new cycle; everybody owes again."""

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """Where to go in a slot, in order. `promised` are those who said they would pay in it."""

    def saw(self, knock: Knock) -> None:
        """What came of a knock."""


@dataclass
class Tally:
    """What a cycle cost and brought."""

    households: int = 0
    knocks: int = 0
    collected: int = 0
    walking: float = 0.0
    hard: int = 0
    hard_collected: int = 0

    def add(self, other: "Tally") -> None:
        """Together with another one."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class _State:
    """The cycle so far."""

    paid: set[int] = field(default_factory=set)
    promises: dict[int, int] = field(default_factory=dict)
    """Household → slot of the cycle."""
    missed: set[tuple[int, int]] = field(default_factory=set)
    """Household and slot of the cycle."""


def collect(village: Village, collector: Collector) -> list[Tally]:
    """All months, one after the other."""
    return [_month(village, month, collector) for month in village.months]


def _month(village: Village, month: Month, collector: Collector) -> Tally:
    state, tally = _State(), Tally(households=len(village.homes))
    collector.begins(month)
    for day_at, day in enumerate(month.days):
        for slot in range(len(SLOTS)):
            _slot(village, month, Moment(day, day_at, slot), collector, state, tally)
    hard = [home.at for home in village.homes if home.type_name in HARD_TO_MEET]
    tally.collected = len(state.paid)
    tally.hard, tally.hard_collected = len(hard), len(state.paid.intersection(hard))
    return tally


def _slot(village: Village, month: Month, moment: Moment, collector: Collector, state: _State, tally: Tally) -> None:
    promised = [home for home, at in sorted(state.promises.items()) if at == moment.at]
    left = village.minutes.slot
    here: Home | None = None
    knocked: Counter[int] = Counter()
    for door in collector.doors(moment, promised):
        if door in state.paid or knocked[door]:
            raise ValueError(f"door {door} has paid or was knocked at in this slot")
        home = village.homes[door]
        walk = village.walk(here, home)
        if walk + village.minutes.met > left:
            break
        knock = _knock(village, month, moment, home, state)
        left -= walk + (village.minutes.met if knock.met else village.minutes.missed)
        here = home
        knocked[door] += 1
        tally.knocks += 1
        tally.walking += walk
        collector.saw(knock)


def _knock(village: Village, month: Month, moment: Moment, home: Home, state: _State) -> Knock:
    """The dice decide; they are the same for every policy."""
    at, expected = moment.at, state.promises.pop(home.at, None) == moment.at
    dice_home, dice_pays = month.dice[home.at][at]
    chance = village.is_home(
        home.home,
        moment.day,
        moment.slot,
        expected=expected,
        missed_yesterday=(home.at, at - len(SLOTS)) in state.missed,
    )
    met = dice_home < chance
    paid = met and dice_pays < (village.ways.promise_kept if expected else home.pays)
    promised = None
    if met and not paid and home.pays >= 0.5 and moment.day_at + 1 < len(month.days):
        best = max(range(len(SLOTS)), key=lambda slot: home.home[slot])
        promised = at - moment.slot + len(SLOTS) + best
        state.promises[home.at] = promised
    if paid:
        state.paid.add(home.at)
    if not met:
        state.missed.add((home.at, at))
    return Knock(home.at, moment, met, paid, expected, promised)
