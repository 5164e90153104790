"""The product's planner in the simulated village, and the same planner in the hands of an oracle."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rounds import Knock, Moment
from village import Home, Month, Village
from village_life import EVENING, MORNING, SLOTS

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Setting, Usage, setting, usage
from collector_desktop.domain.planning.lattice import SLOTS as ALL_SLOTS
from collector_desktop.domain.planning.learning import (
    Evidence,
    evidence,
    learned,
    one_more,
    pays_given,
    states_given,
)
from collector_desktop.domain.planning.outlook import Outlook, outlook
from collector_desktop.domain.planning.rounds_of_hamlets import filled, in_walking_order
from collector_desktop.domain.planning.schedule import Candidate, Opening, Times, wishes

_START = date(2026, 1, 1)
import os
Q = float(os.environ.get('Q', '1'))
_USUAL = (0.4, 0.35, 0.6)


class Planner:
    """Plans each slot anew; what it expects at a door is for its heirs to say."""

    def __init__(self, village: Village, knock_price: float) -> None:
        self._village = village
        self._knock_price = knock_price
        minutes = village.minutes
        self._times = Times(met=minutes.met, missed=minutes.missed)
        by_hamlet: dict[int, list[Home]] = {}
        for home in village.homes:
            by_hamlet.setdefault(home.hamlet, []).append(home)
        self._middles = {
            hamlet: (sum(home.x for home in homes) / len(homes), sum(home.y for home in homes) / len(homes))
            for hamlet, homes in by_hamlet.items()
        }
        self._prices = [0.0] * (village.calendar.days * len(SLOTS))

    def begins(self, month: Month) -> None:
        """Everybody owes again."""
        self._month = month
        self._open = set(range(len(self._village.homes)))
        self._missed: dict[int, set[int]] = {}
        self._first: dict[int, int] = {}

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """The promises, then the doors most worth it."""
        settings = [self._setting(at) for at in range(moment.at, len(self._month.days) * len(SLOTS))]
        openings = [Opening(each, self._village.minutes.slot) for each in settings]
        left = [
            self._candidate(door, moment.at, settings) for door in sorted(self._open.difference(promised))
        ]
        plan = wishes(left, openings, self._knock_price, self._times, self._prices[moment.at :], q=Q)
        self._prices[moment.at :] = plan.prices
        taken = len(promised) * (self._times.met + self._times.next_door)
        chosen = filled(plan.now, openings[0].minutes - taken, self._times)
        return [*promised, *(wish.candidate.key for wish in in_walking_order(chosen, self._middles))]

    def saw(self, knock: Knock) -> None:
        """Remembers the cycle."""
        at = knock.moment.at
        if knock.paid:
            self._open.discard(knock.home)
        elif knock.met:
            self._first[knock.home] = (knock.promised or at - knock.moment.slot + len(SLOTS) - 1) + 1
        else:
            self._missed.setdefault(knock.home, set()).add(at)

    def _candidate(self, door: int, now: int, settings: Sequence[Setting]) -> Candidate:
        home = self._village.homes[door]
        return Candidate(
            key=door,
            hamlet=home.hamlet,
            order=home.at,
            outlook=self._outlook(door, settings),
            first=max(0, self._first.get(door, 0) - now),
            missed_yesterday=tuple(
                at + len(SLOTS) - now for at in self._missed.get(door, ()) if at + len(SLOTS) >= now
            ),
        )

    def _setting(self, at: int) -> Setting:
        day = self._month.days[at // len(SLOTS)]
        now = [
            *([Circumstance.MARKET_DAY] if day.is_market else []),
            *([Circumstance.HARVEST] if day.is_harvest else []),
            *([Circumstance.RAIN] if day.rains else []),
        ]
        return setting(ALL_SLOTS[at % len(SLOTS)], now)

    def _outlook(self, door: int, settings: Sequence[Setting]) -> Outlook:
        raise NotImplementedError


class Oracle(Planner):
    """Knows every probability of the village, and plans with the same planner."""

    def begins(self, month: Month) -> None:
        """The chances of the month's days."""
        super().begins(month)
        self._known: dict[int, Outlook] = {}

    def _outlook(self, door: int, settings: Sequence[Setting]) -> Outlook:
        if door not in self._known:
            village, home = self._village, self._village.homes[door]
            chances: dict[Setting, float] = {}
            for at in range(len(self._month.days) * len(SLOTS)):
                day = self._month.days[at // len(SLOTS)]
                chances[self._setting(at)] = village.is_home(
                    home, day, at % len(SLOTS), expected=False, missed_yesterday=False
                )
            again = village.ways.failed_yesterday
            odds = tuple(again * (1 - chance) / (1 - again * chance) for chance in home.home)
            self._known[door] = Outlook(chances, home.pays, again=odds)
        return self._known[door]


class Learner(Planner):
    """The product: knows nothing but what a collector sees."""

    def __init__(self, village: Village, knock_price: float) -> None:
        super().__init__(village, knock_price)
        usages = _usages(village)
        self._records = [
            Record(AccountNumber(f"{home.at:010d}"), usages[home.at]) for home in village.homes
        ]
        self._attempts: list[list[Attempt]] = [[] for _ in village.homes]

    def begins(self, month: Month) -> None:
        """Learns from all knocks so far."""
        super().begins(month)
        self._learn(month.days[0].number)

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """Learns each morning."""
        if moment.slot == 0 and moment.day_at:
            self._learn(moment.day.number)
        return super().doors(moment, promised)

    def _learn(self, number: int) -> None:
        on = _START + timedelta(days=number)
        self._evidence = [
            evidence(Record(record.account, record.usage, tuple(attempts)), on)
            for record, attempts in zip(self._records, self._attempts, strict=True)
        ]
        self._population = learned(self._evidence, _USUAL)
        self._states: dict[int, list[float]] = {}
        self._known: dict[int, Outlook] = {}
        self._paid = [[each.paid, each.unpaid] for each in self._evidence]

    def _states_of(self, door: int) -> list[float]:
        if door not in self._states:
            self._states[door] = states_given(self._evidence[door], self._population)
        return self._states[door]

    def _outlook(self, door: int, settings: Sequence[Setting]) -> Outlook:
        if door not in self._known:
            pays = pays_given(*self._paid[door], self._population.pays)
            every = [self._setting(at) for at in range(len(self._month.days) * len(SLOTS))]
            self._known[door] = outlook(self._states_of(door), pays, self._population, list(dict.fromkeys(every)))
        return self._known[door]

    def saw(self, knock: Knock) -> None:
        """One more knock, at once."""
        at = knock.moment.at
        more = set(self._setting(at).circumstances)
        if at - len(SLOTS) in self._missed.get(knock.home, ()):
            more.add(Circumstance.MISSED_YESTERDAY)
        if knock.expected:
            more.add(Circumstance.EXPECTED)
        attempt = Attempt(
            _START + timedelta(days=knock.moment.day.number),
            setting(ALL_SLOTS[knock.moment.slot], more),
            knock.met,
            knock.paid,
        )
        self._attempts[knock.home].append(attempt)
        self._states[knock.home] = one_more(self._states_of(knock.home), attempt, self._population)
        if knock.met and not knock.expected:
            self._paid[knock.home][not knock.paid] += 1
        self._known.pop(knock.home, None)
        super().saw(knock)


def _usages(village: Village) -> list[Usage]:
    """What the station's export says of each household: its use category, and its use beside the others'."""
    middle = sorted(home.kwh for home in village.homes)[len(village.homes) // 2]
    return [usage(home.kwh, middle, is_business=home.is_business) for home in village.homes]
