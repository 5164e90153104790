"""What the plan brought in a month, compared with paper order: estimated from the log, with its uncertainty.

Nobody walked in paper order that month, so it is replayed many times: in the very slots in which the collector went
out, each walked to its end, through the book round after round, doors that have not paid yet. Where the log
has a knock at that door in that slot, what really happened is taken; elsewhere dice decide, thrown with chances drawn
anew for each replay from what is known of the household (so that what is not known widens the range). Both are counted
until nine in ten of those who paid at the door that month had done so. Taken for granted: households are at home
independently of who knocks elsewhere, and what is known of them does not depend on the order they were visited in.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Setting
from collector_desktop.domain.planning.knowledge import Drawn, Knowledge
from collector_desktop.domain.planning.schedule import Times
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot

_REPLAYS = 200
_LEAST_KNOCKS = 30
"""Fewer knocks in a month say nothing of a way of going round."""
_RANGE = 0.8
_MOST_OF = 0.9
"""The last few households are a matter of luck: both ways are compared where nine in ten had paid."""
_NEARLY = 0.05
_ROUNDS_AT_MOST = 3
"""The month's slots are walked again where once is not enough for paper order."""


class Logged(NamedTuple):
    """One knock of the month, in the order they were made."""

    on: date
    slot: Slot
    account: AccountNumber
    met: bool
    paid: bool


class Place(NamedTuple):
    """A door of the book, in paper order."""

    account: AccountNumber
    group: str
    """The part of a village walked in one go."""


class Gain(Value):
    """Knocks for each household collected: as they were, and as paper order would have needed, in the middle and in
    eight of ten replays.
    """

    households: int
    real: float
    paper: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether the plan was better, or worse, by more than the range and a twentieth."""
        return not self.low * (1 - _NEARLY) <= self.real <= self.high * (1 + _NEARLY)

    @property
    def saved(self) -> float:
        """The part of paper order's knocks that was saved; negative if there were more."""
        return 1 - self.real / self.paper if self.paper else 0.0


def tells(log: Sequence[Logged]) -> bool:
    """Whether a month's log is long enough to be compared with anything."""
    return len(log) >= _LEAST_KNOCKS and any(knock.paid for knock in log)


def gain(
    log: Sequence[Logged],
    book: Sequence[Place],
    knowledge: Knowledge,
    setting_at: Callable[[AccountNumber, date, Slot], Setting],
    times: Times,
    slot_minutes: Mapping[Slot, float],
) -> Gain | None:
    """Compare a month's log with paper order; None where there is too little to tell.

    `knowledge` is learned from the month's knocks too. Deterministic: the same log gives the same estimate.
    """
    if not tells(log):
        return None
    enough = math.ceil(_MOST_OF * len({knock.account for knock in log if knock.paid}))
    groups = {place.account: place.group for place in book}
    slots = [
        (on, slot, max(slot_minutes.get(slot, 0.0), _minutes(tuple(knocks), groups, times)))
        for (on, slot), knocks in groupby(log, key=itemgetter(0, 1))
    ]
    seen = {(knock.account, knock.on, knock.slot): (knock.met, knock.paid) for knock in log}
    replay = _Replay(book, slots, seen, knowledge, setting_at, times, enough)
    found = sorted(replay.knocks_per_collected(random.Random(f"{log[0].on} {at}")) for at in range(_REPLAYS))
    edge = round(_REPLAYS * (1 - _RANGE) / 2)
    return Gain(
        households=enough,
        real=_until(log, enough) / enough,
        paper=found[_REPLAYS // 2],
        low=found[edge],
        high=found[-1 - edge],
    )


def _until(log: Sequence[Logged], enough: int) -> int:
    """How many knocks it took until so many households had paid."""
    paid: set[AccountNumber] = set()
    for knocks, knock in enumerate(log, start=1):
        if knock.paid:
            paid.add(knock.account)
        if len(paid) == enough:
            return knocks
    return len(log)


def _minutes(knocks: Sequence[Logged], groups: Mapping[AccountNumber, str], times: Times) -> float:
    """The minutes of a slot's round, as the planner reckons them."""
    minutes, here = 0.0, None
    for knock in knocks:
        there = groups.get(knock.account)
        minutes += _way(here, there, times) + (times.met if knock.met else times.missed)
        here = there
    return minutes


def _way(here: str | None, there: str | None, times: Times) -> float:
    return times.next_door if here == there else times.next_hamlet


class _Replay:
    def __init__(
        self,
        book: Sequence[Place],
        slots: list[tuple[date, Slot, float]],
        seen: Mapping[tuple[AccountNumber, date, Slot], tuple[bool, bool]],
        knowledge: Knowledge,
        setting_at: Callable[[AccountNumber, date, Slot], Setting],
        times: Times,
        enough: int,
    ) -> None:
        self._book, self._slots, self._seen, self._times, self._enough = book, slots, seen, times, enough
        self._knowledge, self._setting_at = knowledge, setting_at
        self._cumulated = {
            place.account: tuple(map(list[float], map(accumulate, knowledge.weights(place.account)))) for place in book
        }

    def knocks_per_collected(self, dice: random.Random) -> float:
        """One replay."""
        drawn = {
            account: self._knowledge.drawn(_drawn(dice, states), _drawn(dice, pays))
            for account, (states, pays) in self._cumulated.items()
        }
        paid: set[AccountNumber] = set()
        rests: dict[AccountNumber, date] = {}
        knocks, at = 0, 0
        for on, slot, minutes in self._slots * _ROUNDS_AT_MOST:
            here: str | None = None
            for _ in range(len(self._book)):
                place = self._book[at]
                at = (at + 1) % len(self._book)
                if place.account in paid or rests.get(place.account) == on:
                    continue
                way = _way(here, place.group, self._times)
                if minutes < way + self._times.missed:
                    at = (at - 1) % len(self._book)
                    break
                met, pays = self._outcome(place.account, on, slot, drawn[place.account], dice)
                knocks += 1
                minutes -= way + (self._times.met if met else self._times.missed)
                here = place.group
                if pays:
                    paid.add(place.account)
                    if len(paid) == self._enough:
                        return knocks / len(paid)
                elif met:
                    rests[place.account] = on
        return knocks / max(len(paid), 1)

    def _outcome(
        self, account: AccountNumber, on: date, slot: Slot, drawn: Drawn, dice: random.Random
    ) -> tuple[bool, bool]:
        seen = self._seen.get((account, on, slot))
        if seen is not None:
            return seen
        met = dice.random() < drawn.home(self._setting_at(account, on, slot))
        return met, met and dice.random() < drawn.pays


def _drawn(dice: random.Random, cumulated: Sequence[float]) -> int:
    return dice.choices(range(len(cumulated)), cum_weights=cumulated)[0]
