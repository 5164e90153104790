"""The product's planner in the simulated village: as a learner, as an oracle, and knowing the ways but no household."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Setting, Usage, setting, usage
from collector_desktop.domain.planning.lattice import SLOTS as ALL_SLOTS
from collector_desktop.domain.planning.learning import evidence, learned, one_more, pays_given, states_given
from collector_desktop.domain.planning.outlook import Outlook, doubt, outlook
from collector_desktop.domain.planning.rounds_of_hamlets import filled
from collector_desktop.domain.planning.schedule import Candidate, Opening, Times, Wish, wishes
from simulated_village.rounds import Knock, Moment
from simulated_village.village import Day, Home, Month, Village, shifted
from simulated_village.ways import SLOTS

_START = date(2026, 1, 1)
USUAL = (0.4, 0.35, 0.6)
_MORE_TO_LEARN = 1.2


class Planner:
    """Plans each slot anew; what it expects at a door is for its heirs to say."""

    def __init__(self, village: Village, knock_price: float) -> None:
        self._village = village
        self._knock_price = knock_price
        self._times = Times(met=village.minutes.met, missed=village.minutes.missed)
        by_hamlet: dict[int, list[Home]] = {}
        for home in village.homes:
            by_hamlet.setdefault(home.hamlet, []).append(home)
        self._middles = {
            hamlet: (sum(home.x for home in homes) / len(homes), sum(home.y for home in homes) / len(homes))
            for hamlet, homes in by_hamlet.items()
        }
        self._prices = [0.0] * (village.calendar.days * len(SLOTS))
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
        openings = [Opening(each, self._village.minutes.slot) for each in self._settings[moment.at :]]
        left = [self._candidate(door, moment.at) for door in sorted(self._open.difference(promised))]
        plan = wishes(left, openings, self._knock_price, self._times, self._prices[moment.at :])
        self._prices[moment.at :] = plan.prices
        taken = len(promised) * (self._times.met + self._times.next_door)
        chosen = filled(plan.now, openings[0].minutes - taken, self._times)
        return [*promised, *(wish.candidate.key for wish in _in_walking_order(chosen, self._middles))]

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


class Learner(Planner):
    """The product: knows nothing but what a collector sees."""

    def __init__(self, village: Village, knock_price: float) -> None:
        super().__init__(village, knock_price)
        found = usages(village)
        self._records = [Record(AccountNumber(f"{home.at:010d}"), found[home.at]) for home in village.homes]
        self._attempts: list[list[Attempt]] = [[] for _ in village.homes]
        self._knocks, self._knocks_learned = 0, -1

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """Learns first if there is a fifth more to learn from; a door's own knocks count at once anyway."""
        if self._knocks >= _MORE_TO_LEARN * self._knocks_learned:
            self._learn(moment.day.number)
        return super().doors(moment, promised)

    def saw(self, knock: Knock) -> None:
        """One more knock, at once."""
        slot = self._settings[knock.moment.at]
        more = set(slot.circumstances)
        if knock.moment.at - len(SLOTS) in self._missed.get(knock.home, ()):
            more.add(Circumstance.MISSED_YESTERDAY)
        if knock.expected:
            more.add(Circumstance.EXPECTED)
        on = _START + timedelta(days=knock.moment.day.number)
        attempt = Attempt(on, setting(slot.slot, more), knock.met, knock.paid)
        self._attempts[knock.home].append(attempt)
        self._knocks += 1
        self._states[knock.home] = one_more(self._states_of(knock.home), attempt, self._population)
        if knock.met and not knock.expected:
            self._paid[knock.home][not knock.paid] += 1
        self._known.pop(knock.home, None)
        super().saw(knock)

    def _learn(self, number: int) -> None:
        on = _START + timedelta(days=number)
        self._evidence = [
            evidence(Record(record.account, record.usage, tuple(attempts)), on)
            for record, attempts in zip(self._records, self._attempts, strict=True)
        ]
        self._population = learned(self._evidence, USUAL)
        self._states: dict[int, list[float]] = {}
        self._paid = [[each.paid, each.unpaid] for each in self._evidence]
        self._knocks_learned = max(self._knocks, 1)
        self._known.clear()

    def _states_of(self, door: int) -> list[float]:
        if door not in self._states:
            self._states[door] = states_given(self._evidence[door], self._population)
        return self._states[door]

    def _outlook(self, door: int) -> Outlook:
        paid, unpaid = self._paid[door]
        pays = pays_given(paid, unpaid, self._population.pays)
        return outlook(self._states_of(door), pays, self._population, list(dict.fromkeys(self._settings)))


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


def usages(village: Village) -> list[Usage]:
    """What the station's export says of each household: its use category, and its use beside the others'."""
    middle = sorted(home.kwh for home in village.homes)[len(village.homes) // 2]
    return [usage(home.kwh, middle, is_business=home.is_business) for home in village.homes]


def _in_walking_order(chosen: Sequence[Wish], middles: Mapping[int, tuple[float, float]]) -> list[Wish]:
    """Hamlet after hamlet, the nearest next from the middle of the village; paper order within each."""
    by_hamlet: dict[int, list[Wish]] = {}
    for wish in sorted(chosen, key=lambda wish: wish.candidate.order):
        by_hamlet.setdefault(wish.candidate.hamlet, []).append(wish)
    left, way = dict(by_hamlet), []
    x = y = 0.0
    while left:
        nearest = min(left, key=lambda hamlet: ((middles[hamlet][0] - x) ** 2 + (middles[hamlet][1] - y) ** 2, hamlet))
        way += left.pop(nearest)
        x, y = middles[nearest]
    return way
