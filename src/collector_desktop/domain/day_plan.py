"""The day plan: which doors to visit in which slot, each with the likelihood of meeting somebody and a plain reason.

It suggests and explains. What binds us comes first (promises, appointments, booked checks, what is due), then the doors
most worth the slot (`day_outline`), in paper order; every other door stands behind them for when there is time left.
What the collector wants otherwise is done, and paper order (`DoorHistory.order`) stays one key away. A knock takes its
door off the running slot's list and moves no other one.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import Field

from collector_desktop.domain.day_outline import Outline, attempts_today, outlined, slots_left
from collector_desktop.domain.day_plan_reasons import Better, Reason, Tally, reason_of, tallied
from collector_desktop.domain.door_history import (
    DoorHistory,
    RestReason,
    as_the_slot_began,
    bound_slot,
    is_booked,
    is_expected,
    promised_on,
    rest_reason,
)
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Circumstance, Setting
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.prospect import Prospect
from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot


class Planned(Value):
    """One door in one slot."""

    account: AccountNumber
    likelihood: float = Field(ge=0, le=1)
    """That somebody is met."""
    pays: float = Field(ge=0, le=1)
    """That it pays when somebody is met."""
    reason: Reason

    @property
    def collects(self) -> float:
        """That the visit brings money."""
        return self.likelihood * self.pays


class SlotPlan(Value):
    """The doors of one slot: those to go to, in the order to walk, and those to go to if time is left."""

    slot: Slot
    doors: tuple[Planned, ...]
    spare: tuple[Planned, ...] = ()

    @property
    def expected(self) -> float:
        """How many households are expected to pay."""
        return sum(door.collects for door in self.doors)


class Resting(Value):
    """A door in no slot, so that none is lost without a word."""

    account: AccountNumber
    why: RestReason


class DayPlan(Value):
    """Every door, in at least one slot or resting."""

    slots: tuple[SlotPlan, ...]
    resting: tuple[Resting, ...]

    def of(self, slot: Slot) -> SlotPlan:
        """The plan of a slot; empty if the slot is over."""
        return next((plan for plan in self.slots if plan.slot is slot), SlotPlan(slot=slot, doors=()))


Seen = dict[tuple[AccountNumber, Slot], tuple[DoorHistory, Better | None, Tally | None, Planned]]
"""What was said of the doors of one outline, and of what: a door that stayed the same is not looked at again."""


def plan_day(
    doors: Sequence[DoorHistory],
    ahead: Prospect,
    now: Slot,
    rules: VisitPolicy,
    outline: Outline | None = None,
    seen: Seen | None = None,
) -> DayPlan:
    """Where to go in what is left of a day, the slot `now` included.

    A promise for the day binds the door to its slot (to the running one if that slot is over), and so do an appointment
    and a booked check until they were tried in vain, and the collector's own wish; whoever is away is left alone. What
    has its last day today is in the plan whatever it is worth. `outline` is the running slot's, if it was made before,
    and `seen` what was said of its doors; the plan is the same with and without.
    """
    if outline is None:
        began = [known for door in doors if (known := as_the_slot_began(door, now)) is not None]
        outline = outlined(began, ahead, now, rules)
    left = slots_left(now, rules)
    lists: dict[Slot, list[DoorHistory]] = {slot: [] for slot in left}
    spare: dict[Slot, list[DoorHistory]] = {slot: [] for slot in left}
    resting: list[Resting] = []
    sight = _Sight(ahead, now, outline, doors, {} if seen is None else seen)
    for door in sorted(doors, key=lambda door: (*_later(door, ahead.on), door.order, door.account)):
        if door.is_settled:
            continue
        bound = bound_slot(door, ahead.on, left)
        why = rest_reason(door, ahead.on, left) if bound is None else None
        if why is not None:
            resting.append(Resting(account=door.account, why=why))
            continue
        chosen = bound or sight.chosen(door, left)
        open_slots = [slot for slot in left if slot not in {knock.slot for knock in door.today}]
        for slot in [bound] if bound else open_slots:
            (lists if slot is chosen else spare)[slot].append(door)
    return DayPlan(
        slots=tuple(
            SlotPlan(
                slot=slot,
                doors=tuple(sight.planned(door, slot) for door in _as_dragged(lists[slot], slot)),
                spare=tuple(sight.planned(door, slot, waits=True) for door in spare[slot]),
            )
            for slot in left
        ),
        resting=tuple(resting),
    )


class _Sight:
    """The likelihoods and reasons of a plan."""

    def __init__(self, ahead: Prospect, now: Slot, outline: Outline, doors: Sequence[DoorHistory], seen: Seen) -> None:
        self._ahead, self._now, self._outline, self._seen = ahead, now, outline, seen
        self._neighbours = tallied(doors)

    def chosen(self, door: DoorHistory, left: Sequence[Slot]) -> Slot | None:
        """The slot of the outline, or where a door that must be visited today is likeliest to open."""
        for slot in left:
            if door.account in self._outline.chosen[slot] and not _tried(door, slot):
                return slot
        if door.deadline is not None and door.deadline <= self._ahead.on:
            untried = [slot for slot in left if not _tried(door, slot)]
            return max(untried, key=lambda slot: self._home(door, slot))
        return None

    def planned(self, door: DoorHistory, slot: Slot, *, waits: bool = False) -> Planned:
        """A door in a slot."""
        better = self._better(door, slot) if waits else None
        neighbours = self._neighbours.get((door.place, slot)) if door.place else None
        known = self._seen.get((door.account, slot))
        if known is not None and known[0] is door and known[1:3] == (better, neighbours):
            return known[3]
        today = self._setting(door, slot).circumstances
        found = Planned(
            account=door.account,
            likelihood=min(1.0, self._home(door, slot)),
            pays=min(1.0, self._ahead.knowledge.pays(door.account, attempts_today(door, self._ahead))),
            reason=reason_of(door, self._ahead.on, slot, today, better, neighbours),
        )
        self._seen[door.account, slot] = door, better, neighbours, found
        return found

    def _better(self, door: DoorHistory, slot: Slot) -> Better | None:
        """When instead: in another slot of today, or on a day to come."""
        for other, accounts in self._outline.chosen.items():
            if other is not slot and door.account in accounts and not _tried(door, other):
                return Better(on=self._ahead.on, slot=other)
        at = self._outline.later.get(door.account)
        if at is None:
            return None
        days, slot_at = divmod(at + SLOTS.index(self._now), len(SLOTS))
        return Better(on=self._ahead.on + timedelta(days=days), slot=SLOTS[slot_at])

    def _home(self, door: DoorHistory, slot: Slot) -> float:
        seen = attempts_today(door, self._ahead)
        return self._ahead.knowledge.home(door.account, self._setting(door, slot), seen)

    def _setting(self, door: DoorHistory, slot: Slot) -> Setting:
        found = self._ahead.setting(door.village, self._ahead.on, slot)
        if promised_on(door, self._ahead.on) or is_expected(door):
            return Setting(slot, found.circumstances | {Circumstance.EXPECTED})
        return found


def _later(door: DoorHistory, on: date) -> tuple[bool, bool, bool]:
    """Promises and appointments come before booked checks, those before what is due, and all before the others."""
    is_due = door.instalment_due or (door.deadline is not None and door.deadline <= on)
    return not (promised_on(door, on) or is_expected(door)), not is_booked(door), not is_due


def _tried(door: DoorHistory, slot: Slot) -> bool:
    return any(knock.slot is slot for knock in door.today)


def _as_dragged(doors: Sequence[DoorHistory], slot: Slot) -> list[DoorHistory]:
    """The doors of a slot with those the collector put in front of others, or behind all, in their places."""
    walked = list(doors)
    for door in doors:
        wish = door.arranged
        if wish is None or wish.slot is not slot:
            continue
        if wish.at_end:
            walked.remove(door)
            walked.append(door)
        elif any(other.account == wish.before for other in walked if other is not door):
            walked.remove(door)
            walked.insert(next(at for at, other in enumerate(walked) if other.account == wish.before), door)
    return walked
