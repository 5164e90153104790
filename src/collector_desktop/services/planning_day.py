"""Planning the day: what was learned from every knock, and the running slot's outline, kept while they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from collector_desktop.domain.acts.rounds import DoorArranged
from collector_desktop.domain.day_outline import Outline, outlined
from collector_desktop.domain.day_plan import DayPlan, plan_day
from collector_desktop.domain.door_history import Arranged, DoorHistory, as_the_slot_began
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.prospect import DayIn, Prospect
from collector_desktop.domain.policy import Policy, VisitPolicy
from collector_desktop.domain.visit import Promise, Slot, SlotWindow
from collector_desktop.services import limitation_board
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import rounds
from collector_desktop.store.queries.doors import Door
from collector_desktop.store.queries.knocks_learned import day_in_villages, records, using_nothing

_LIMITATION_DAYS = 3 * 365
"""Civil Code art. 188: three years; the board knows the day exactly."""


@dataclass(frozen=True)
class _Morning:
    """What holds for a whole day."""

    on: date
    policy: Policy
    day_in: DayIn
    knowledge: Knowledge
    idle: frozenset[AccountNumber]


@dataclass(frozen=True)
class _Slot:
    """What holds while a slot runs, and of what it was made."""

    ahead: Prospect
    now: Slot
    began: tuple[DoorHistory, ...]
    outline: Outline


class DayPlanner:
    """Plans the day of one laptop; learns each morning, and chooses anew when a slot begins or a word changes it."""

    def __init__(self) -> None:
        self._morning: _Morning | None = None
        self._slot: _Slot | None = None

    def forget(self) -> None:
        """Learn anew: other knocks, bills or village days came."""
        self._morning = self._slot = None

    def plan(self, conn: Connection, doors: Sequence[Door], on: date, now: Slot, policy: Policy) -> DayPlan:
        """The plan of the slots left of a day."""
        morning = self._morning_of(conn, on, policy)
        rules = policy.visits
        arranged = rounds.arranged(conn, on)
        ahead = Prospect(
            knowledge=morning.knowledge,
            on=on,
            days=rules.plan_days,
            minutes={window.slot: window_minutes(window) for window in rules.windows},
            day_in=morning.day_in,
            rainy=frozenset(slot for _, slot in rounds.rainy_slots(conn, on, on)),
        )
        known = [
            _history(conn, door, morning, arranged.get(door.account))
            for door in doors
            if is_wanted(door) or any(knock.slot is now for knock in door.today)
        ]
        return plan_day(known, ahead, now, rules, self._outline(known, ahead, now, rules))

    def _morning_of(self, conn: Connection, on: date, policy: Policy) -> _Morning:
        morning = self._morning
        if morning is None or morning.on != on or morning.policy != policy:
            day_in = day_in_villages(conn, policy)
            knowledge = Knowledge(records(conn, on, day_in), on, usually_home(policy.visits))
            morning = self._morning = _Morning(on, policy, day_in, knowledge, using_nothing(conn, on))
            self._slot = None
        return morning

    def _outline(self, doors: Sequence[DoorHistory], ahead: Prospect, now: Slot, rules: VisitPolicy) -> Outline:
        """The running slot's, made anew only if something but its own knocks changed."""
        known = {door.account: door for door in self._slot.began} if self._slot is not None else {}
        began = tuple(
            before if door is before else known.get(door.account, before)
            for door in doors
            if (before := as_the_slot_began(door, now)) is not None
        )
        if self._slot is None or (self._slot.ahead, self._slot.now, self._slot.began) != (ahead, now, began):
            self._slot = _Slot(ahead, now, began, outlined(began, ahead, now, rules))
        return self._slot.outline


def is_wanted(door: Door) -> bool:
    """Whether there is a reason to go there: something owed, a check booked, an appointment."""
    return bool(door.due or door.booked or door.appointment)


def usually_home(rules: VisitPolicy) -> tuple[float, ...]:
    """How often somebody is home in a usual household, slot by slot; as often as at noon where one never goes out."""
    priors = {each.slot: float(each.prior_met / (each.prior_met + each.prior_missed)) for each in rules.windows}
    return tuple(priors.get(slot, min(priors.values())) for slot in SLOTS)


def _history(conn: Connection, door: Door, morning: _Morning, wish: DoorArranged | None) -> DoorHistory:
    on = morning.on
    return DoorHistory(
        account=door.account,
        order=door.order,
        village=door.village,
        place=f"{door.village}{door.group}",
        promise=_standing_promise(door),
        past=door.past,
        today=door.today,
        booked=door.booked,
        expected=door.household.expected_on(on),
        expected_after=sum(at < door.appointment.made_at for at in door.today_at) if door.appointment else 0,
        instalment_due=door.plan is not None and door.plan.reminds,
        away_until=door.household.away.until if door.household.away is not None else None,
        due_by=door.due_by,
        deadline=_deadline(conn, door, on, morning.policy),
        arranged=_arranged(wish),
        uses_nothing=door.account in morning.idle,
        is_settled=not is_wanted(door),
    )


def _standing_promise(door: Door) -> Promise | None:
    """What it promised, unless word came later that nobody is at home."""
    away = door.household.away
    is_overtaken = away is not None and door.promised_at is not None and away.noted_at > door.promised_at
    return None if is_overtaken else door.promise


def _arranged(wish: DoorArranged | None) -> Arranged | None:
    if wish is None:
        return None
    return Arranged(wish=wish.wish, slot=wish.slot, before=wish.before, at_end=wish.at_end)


def _deadline(conn: Connection, door: Door, on: date, policy: Policy) -> date | None:
    """The last day for the notice to be served there, or on which a bill's limitation can still be stopped."""
    ends = [door.to_serve.by] if door.to_serve is not None and door.to_serve.by is not None else []
    if door.overdue_days > _LIMITATION_DAYS - policy.court.soon_days:
        times = limitation_board.household(conn, door.account, on, policy)
        if times is not None and times.first is not None and times.worth_attention:
            ends.append(times.first.last_day)
    return min((end for end in ends if end >= on), default=None)


def window_minutes(window: SlotWindow) -> float:
    """How long a slot is."""
    begins, ends = (at.hour * 60 + at.minute for at in (window.begins, window.ends))
    return float(max(0, ends - begins))
