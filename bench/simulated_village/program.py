"""The program itself in the simulated village: its day plan, made of visits just as Today makes it of the books."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from collector_desktop.domain.day_plan import DayPlan, plan_day
from collector_desktop.domain.door_history import DoorHistory
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Circumstance, Record, Usage, usage
from collector_desktop.domain.planning.history import attempts
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.lattice import SLOTS as ALL_SLOTS
from collector_desktop.domain.planning.prospect import Prospect
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Knock as Visit
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services.planning_day import usually_home
from simulated_village.rounds import Knock, Moment
from simulated_village.village import Day, Month, Village
from simulated_village.ways import SLOTS

_START = date(2026, 1, 1)
_VILLAGE = "village"
_USUAL = usually_home(Policy().visits)


class Program:
    """`plan_day` with the default policy but for the price of a knock; the doors it leaves for spare time are left."""

    def __init__(self, village: Village, knock_price: float) -> None:
        self._village = village
        self._rules = Policy().visits.model_copy(update={"knock_price": Decimal(str(knock_price))})
        self._usages = usages(village)
        self._accounts = [AccountNumber(f"{home.at:010d}") for home in village.homes]
        self._past: list[list[Visit]] = [[] for _ in village.homes]
        self._told: list[set[tuple[date, Slot]]] = [set() for _ in village.homes]
        self._days: dict[date, Day] = {}

    def begins(self, month: Month) -> None:
        """Everybody owes again."""
        self._month = month
        self._open = set(range(len(self._accounts)))
        self._promises: dict[int, Promise] = {}
        self._days |= {_on(day): day for day in month.days}

    def doors(self, moment: Moment, promised: Sequence[int]) -> Sequence[int]:
        """The promises, then the slot's round; what was learned before the day is learned anew each morning."""
        if moment.slot == 0:
            self.learn(moment.day)
        chosen = [int(each.account) for each in self.plan(moment).of(ALL_SLOTS[moment.slot]).doors]
        return [*promised, *(door for door in chosen if door not in promised)]

    def learn(self, day: Day) -> None:
        """All that the visits before a day teach."""
        self._knowledge = Knowledge([self._record(door) for door in range(len(self._accounts))], _on(day), _USUAL)

    def plan(self, moment: Moment) -> DayPlan:
        """The plan of what is left of the day."""
        on, last = _on(moment.day), _on(self._month.days[-1])
        ahead = Prospect(
            knowledge=self._knowledge,
            on=on,
            days=min(self._rules.plan_days, (last - on).days + 1),
            minutes=dict.fromkeys(Slot, self._village.minutes.slot),
            day_in=self._day_in,
            rainy=frozenset(ALL_SLOTS) if moment.day.rains else frozenset(),
        )
        histories = [self._history(door, on, last) for door in sorted(self._open)]
        return plan_day(histories, ahead, ALL_SLOTS[moment.slot], self._rules)

    def saw(self, knock: Knock) -> None:
        """A visit as the collector notes it."""
        door, on, slot = knock.home, _on(knock.moment.day), ALL_SLOTS[knock.moment.slot]
        self._promises.pop(door, None)
        outcome = Outcome.NOT_HOME
        if knock.met:
            outcome = Outcome.PAID if knock.paid else Outcome.REFUSED if knock.promised is None else Outcome.PROMISED
        self._past[door].append(Visit(on=on, slot=slot, outcome=outcome))
        if knock.paid:
            self._open.discard(door)
        if knock.promised is not None:
            day_at, slot_at = divmod(knock.promised, len(SLOTS))
            promise = Promise(on=_on(self._month.days[day_at]), slot=ALL_SLOTS[slot_at])
            self._promises[door] = promise
            self._told[door].add((promise.on, promise.slot))

    def _history(self, door: int, on: date, last: date) -> DoorHistory:
        visits = self._past[door]
        return DoorHistory(
            account=self._accounts[door],
            order=door,
            village=_VILLAGE,
            place=str(self._village.homes[door].hamlet),
            promise=self._promises.get(door),
            past=tuple(visit for visit in visits if visit.on < on),
            today=tuple(visit for visit in visits if visit.on == on),
            due_by=last,
        )

    def _record(self, door: int) -> Record:
        def under(day: date, slot: Slot) -> list[Circumstance]:
            rain = [Circumstance.RAIN] if self._days[day].rains else []
            return [*self._day_in(_VILLAGE, day), *rain]

        made = attempts(self._past[door], under, self._told[door])
        return Record(self._accounts[door], self._usages[door], made, place=str(self._village.homes[door].hamlet))

    def _day_in(self, village: str, day: date) -> list[Circumstance]:
        known = self._days[day]
        return [
            *([Circumstance.MARKET_DAY] if known.is_market else []),
            *([Circumstance.HARVEST] if known.is_harvest else []),
        ]


def _on(day: Day) -> date:
    return _START + timedelta(days=day.number)


def usages(village: Village) -> list[Usage]:
    """What the station's export says of each household: its use category, and its use beside the others'."""
    middle = sorted(home.kwh for home in village.homes)[len(village.homes) // 2]
    return [usage(home.kwh, middle, is_business=home.is_business) for home in village.homes]
