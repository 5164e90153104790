"""The program's planner in the hands of who knows more: every household, or the village's ways but no household."""

import math
from collections.abc import Sequence

from collector_desktop.domain.planning.attempts import Circumstance, Setting, setting
from collector_desktop.domain.planning.lattice import SLOTS as ALL_SLOTS
from collector_desktop.domain.planning.outlook import Outlook, doubt
from collector_desktop.domain.planning.rounds import plan_rounds
from collector_desktop.domain.planning.schedule import Candidate, Opening, Times
from simulated_village.rounds import Knock, Moment
from simulated_village.village import Day, Home, Month, Village, shifted
from simulated_village.ways import SLOTS


class Planner:
    """Plans each slot anew; what it expects at a door is for its heirs to say."""

    def __init__(self, village: Village, knock_price: float) -> None:
        self._village = village
        self._knock_price = knock_price
        self._times = Times(met=village.minutes.met, missed=village.minutes.missed)
        self._known: dict[int, Outlook] = {}

    def begins(self, month: Month) -> None:
        """Everybody owes again."""
        self._month = month
        self._open = set(range(len(self._village.homes)))
        self._missed: dict[int, set[int]] = {}
        self._first: dict[int, int] = {}

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """The promises, then the doors most worth it."""
        if moment.slot == 0:
            self._settings = self._settings_seen_on(moment.day_at)
            self._known.clear()
        minutes = self._village.minutes.slot
        taken = len(promised) * (self._times.met + self._times.next_door)
        now, *later = self._settings[moment.at :]
        openings = [Opening(now, max(0.0, minutes - taken)), *(Opening(each, minutes) for each in later)]
        left = [self._candidate(door, moment.at) for door in sorted(self._open.difference(promised))]
        return [*promised, *plan_rounds(left, openings, 1, self._knock_price, self._times).slots[0]]

    def saw(self, knock: Knock) -> None:
        """Who was met rests until the promise, or until tomorrow."""
        at = knock.moment.at
        if knock.paid:
            self._open.discard(knock.home)
        elif knock.met:
            self._first[knock.home] = (knock.promised or at - knock.moment.slot + len(SLOTS) - 1) + 1
        else:
            self._missed.setdefault(knock.home, set()).add(at)

    def _candidate(self, door: int, now: int) -> Candidate:
        home = self._village.homes[door]
        if door not in self._known:
            self._known[door] = self._outlook(door)
        again = (at + len(SLOTS) - now for at in self._missed.get(door, ()))
        return Candidate(
            key=door,
            hamlet=home.hamlet,
            order=home.at,
            outlook=self._known[door],
            first=max(0, self._first.get(door, 0) - now),
            missed_yesterday=tuple(at for at in again if at >= 0),
        )

    def _settings_seen_on(self, today: int) -> list[Setting]:
        """Of all slots of the cycle; nobody knows tomorrow's rain."""
        return [
            setting(slot, _circumstances(day, sees_rain=at == today))
            for at, day in enumerate(self._month.days)
            for slot in ALL_SLOTS
        ]

    def _outlook(self, door: int) -> Outlook:
        raise NotImplementedError


class Oracle(Planner):
    """Knows every probability of the village, and plans with the same planner."""

    def _outlook(self, door: int) -> Outlook:
        village, home = self._village, self._village.homes[door]
        again = village.ways.failed_yesterday
        odds = tuple(again * (1 - chance) / (1 - again * chance) for chance in home.home)
        return Outlook({each: _chance(village, home.home, each) for each in self._settings}, home.pays, again=odds)


class WellInformed(Planner):
    """Knows the village's ways exactly, but no household: what it pays more than the oracle is the price of learning.

    Every household is of each type, and each way off its middle, as likely as the ways say, its meter tells and its
    knocks leave over; no learner can know more.
    """

    _OFF = tuple(-2.5 + 0.5 * step for step in range(11))

    def __init__(self, village: Village, knock_price: float) -> None:
        super().__init__(village, knock_price)
        ways = village.ways
        self._types = [
            (
                kind.name,
                tuple(shifted(share, off * ways.sd) for share in kind.home),
                kind.share * math.exp(-off * off / 2),
            )
            for kind in ways.types
            for off in self._OFF
        ]
        self._states = [self._before_any_knock(home) for home in village.homes]
        self._pays = [[each.share for each in ways.pay] for _ in village.homes]
        self._tables: dict[Setting, list[float]] = {}

    def saw(self, knock: Knock) -> None:
        """Bayes, exactly."""
        slot = self._settings[knock.moment.at]
        more = set(slot.circumstances)
        if knock.moment.at - len(SLOTS) in self._missed.get(knock.home, ()):
            more.add(Circumstance.MISSED_YESTERDAY)
        if knock.expected:
            more.add(Circumstance.EXPECTED)
        states, home = self._states[knock.home], self._table(setting(slot.slot, more))
        self._states[knock.home] = _normed(
            [weight * (chance if knock.met else 1 - chance) for weight, chance in zip(states, home, strict=True)]
        )
        if knock.met and not knock.expected:
            classes = zip(self._pays[knock.home], self._village.ways.pay, strict=True)
            self._pays[knock.home] = _normed(
                [weight * (each.probability if knock.paid else 1 - each.probability) for weight, each in classes]
            )
        self._known.pop(knock.home, None)
        super().saw(knock)

    def _before_any_knock(self, home: Home) -> list[float]:
        return _normed(
            [
                share * self._village.kwh_density(home.kwh, chances) * ((name == "shop") == home.is_business)
                for name, chances, share in self._types
            ]
        )

    def _table(self, slot: Setting) -> list[float]:
        if slot not in self._tables:
            self._tables[slot] = [_chance(self._village, chances, slot) for _, chances, _ in self._types]
        return self._tables[slot]

    def _outlook(self, door: int) -> Outlook:
        states, ways = self._states[door], self._village.ways
        settings = dict.fromkeys(self._settings)
        home = {
            each: sum(weight * chance for weight, chance in zip(states, self._table(each), strict=True))
            for each in settings
        }
        pays = sum(weight * each.probability for weight, each in zip(self._pays[door], ways.pay, strict=True))
        tables = [self._table(Setting(slot)) for slot in ALL_SLOTS]
        usual = [sum(weight * chance for weight, chance in zip(states, table, strict=True)) for table in tables]
        again = ways.failed_yesterday
        odds = tuple(again * (1 - chance) / (1 - again * chance) for chance in usual)
        return Outlook(home, pays, doubt(states, tables), odds)


def _chance(village: Village, home: Sequence[float], slot: Setting) -> float:
    """How likely somebody opens in a setting, by the village's own ways."""
    under = slot.circumstances
    day = Day(0, Circumstance.MARKET_DAY in under, Circumstance.RAIN in under, Circumstance.HARVEST in under)
    return village.is_home(
        home,
        day,
        ALL_SLOTS.index(slot.slot),
        expected=Circumstance.EXPECTED in under,
        missed_yesterday=Circumstance.MISSED_YESTERDAY in under,
    )


def _normed(weights: Sequence[float]) -> list[float]:
    whole = sum(weights)
    return [weight / whole for weight in weights]


def _circumstances(day: Day, *, sees_rain: bool) -> list[Circumstance]:
    return [
        *([Circumstance.MARKET_DAY] if day.is_market else []),
        *([Circumstance.HARVEST] if day.is_harvest else []),
        *([Circumstance.RAIN] if day.rains and sees_rain else []),
    ]
