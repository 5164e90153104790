"""Planning the day: what takes long is thought beside the window, and the plan made of it follows every act at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from collector_desktop.domain.acts.rounds import DoorArranged
from collector_desktop.domain.day_outline import Outline, outlined
from collector_desktop.domain.day_plan import DayPlan, Seen, plan_day
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
class Learned:
    """What holds for a whole day."""

    on: date
    policy: Policy
    day_in: DayIn
    knowledge: Knowledge
    idle: frozenset[AccountNumber]


@dataclass(frozen=True)
class Thought:
    """The dear part of a plan, which holds while the slot runs and nobody says otherwise, and of what it was made."""

    learned: Learned
    ahead: Prospect
    now: Slot
    began: tuple[DoorHistory, ...]
    outline: Outline
    told: dict[AccountNumber, "_Told"] = field(default_factory=dict, repr=False, compare=False)
    """What the books told of each door, for as long as it stays the same."""
    seen: Seen = field(default_factory=dict, repr=False, compare=False)
    """What the plan says of each door, for as long as it stays the same."""


class _Told(NamedTuple):
    door: Door
    wish: DoorArranged | None
    history: DoorHistory


def think(
    conn: Connection, doors: Sequence[Door], on: date, now: Slot, policy: Policy, before: Thought | None = None
) -> Thought:
    """Learn from every knock and choose the doors of the slots left: long work, which only reads.

    The same is thought whatever was thought before; `before` spares what still holds of it.
    """
    if before is not None and (before.learned.on, before.learned.policy) == (on, policy):
        learned = before.learned
    else:
        learned, before = _learned(conn, on, policy), None
    ahead = _ahead(conn, learned)
    told = dict(before.told) if before is not None else {}
    began = _began(_histories(conn, doors, learned, now, told), now, before)
    if before is not None and (before.ahead, before.now, before.began) == (ahead, now, began):
        return before
    return Thought(learned, ahead, now, began, outlined(began, ahead, now, policy.visits), told)


def still_holds(thought: Thought, conn: Connection, doors: Sequence[Door], on: date, now: Slot, policy: Policy) -> bool:
    """Whether thinking again would bring the same."""
    learned = thought.learned
    if (learned.on, learned.policy, thought.now) != (on, policy, now) or thought.ahead != _ahead(conn, learned):
        return False
    return thought.began == _began(_histories(conn, doors, learned, now, thought.told), now, thought)


def planned(thought: Thought, conn: Connection, doors: Sequence[Door]) -> DayPlan:
    """The plan of the slots left with the doors as they are now, around what was thought: no long work."""
    known = _histories(conn, doors, thought.learned, thought.now, thought.told)
    return plan_day(known, thought.ahead, thought.now, thought.learned.policy.visits, thought.outline, thought.seen)


def _learned(conn: Connection, on: date, policy: Policy) -> Learned:
    day_in = day_in_villages(conn, policy)
    knowledge = Knowledge(records(conn, on, day_in), on, usually_home(policy.visits))
    return Learned(on, policy, day_in, knowledge, using_nothing(conn, on))


def _ahead(conn: Connection, learned: Learned) -> Prospect:
    rules = learned.policy.visits
    return Prospect(
        knowledge=learned.knowledge,
        on=learned.on,
        days=rules.plan_days,
        minutes={window.slot: window_minutes(window) for window in rules.windows},
        day_in=learned.day_in,
        rainy=frozenset(slot for _, slot in rounds.rainy_slots(conn, learned.on, learned.on)),
    )


def _histories(
    conn: Connection, doors: Sequence[Door], learned: Learned, now: Slot, told: dict[AccountNumber, _Told]
) -> list[DoorHistory]:
    """The doors to plan for; `told` is what is known of them already, and is kept up."""
    arranged = rounds.arranged(conn, learned.on)
    known: list[DoorHistory] = []
    for door in doors:
        if not is_wanted(door) and not any(knock.slot is now for knock in door.today):
            continue
        wish, earlier = arranged.get(door.account), told.get(door.account)
        if earlier is None or earlier.door is not door or earlier.wish != wish:
            earlier = told[door.account] = _Told(door, wish, _history(conn, door, learned, wish))
        known.append(earlier.history)
    return known


def _began(known: Sequence[DoorHistory], now: Slot, before: Thought | None) -> tuple[DoorHistory, ...]:
    """The doors as they were when the slot began: its own knocks change nothing in what was thought."""
    remembered = {door.account: door for door in before.began} if before is not None else {}
    return tuple(
        began if door is began else remembered.get(door.account, began)
        for door in known
        if (began := as_the_slot_began(door, now)) is not None
    )


def is_wanted(door: Door) -> bool:
    """Whether there is a reason to go there: something owed, a check booked, an appointment."""
    return bool(door.due or door.booked or door.appointment)


def usually_home(rules: VisitPolicy) -> tuple[float, ...]:
    """How often somebody is home in a usual household, slot by slot; as often as at noon where one never goes out."""
    priors = {each.slot: float(each.prior_met / (each.prior_met + each.prior_missed)) for each in rules.windows}
    return tuple(priors.get(slot, min(priors.values())) for slot in SLOTS)


def _history(conn: Connection, door: Door, learned: Learned, wish: DoorArranged | None) -> DoorHistory:
    on = learned.on
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
        deadline=_deadline(conn, door, on, learned.policy),
        arranged=_arranged(wish),
        uses_nothing=door.account in learned.idle,
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
