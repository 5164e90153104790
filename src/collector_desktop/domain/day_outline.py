"""The outline of a day: which doors are most worth the slots left, with the days left of the cycle in view.

It is the dear part of the plan, made once a slot of the doors as they were when it began.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collector_desktop.domain.door_history import DoorHistory, RestReason, bound_slot, rest_reason
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Setting
from collector_desktop.domain.planning.history import attempts
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.outlook import Outlook
from collector_desktop.domain.planning.prospect import Prospect
from collector_desktop.domain.planning.rounds import plan_rounds
from collector_desktop.domain.planning.schedule import Candidate, Times
from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.visit import Slot

_PRESSING = 3.0
"""A door with something due within the days planned for counts like that many."""
_YESTERDAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outline:
    """What was chosen. `later` says in how many slots from now a door in none of them is worth going to."""

    chosen: Mapping[Slot, frozenset[AccountNumber]]
    later: Mapping[AccountNumber, int]


def outlined(doors: Sequence[DoorHistory], ahead: Prospect, now: Slot, rules: VisitPolicy) -> Outline:
    """Choose the doors of the slots left today, `now` included; what a word binds to a slot takes its time first.

    The doors are as `as_the_slot_began` gives them.
    """
    before = sorted(doors, key=lambda door: (door.order, door.account))
    left = slots_left(now, rules)
    taken = dict.fromkeys(SLOTS, 0.0)
    places: dict[str, int] = {}
    candidates: list[Candidate] = []
    for key, door in enumerate(before):
        bound = bound_slot(door, ahead.on, left)
        if bound is not None:
            taken[bound] += float(rules.met_minutes + rules.next_door_minutes)
        elif (rest := rest_reason(door, ahead.on, left)) is None or rest is RestReason.AWAY:
            hamlet = places.setdefault(door.place, len(places))
            candidates.append(_candidate(key, hamlet, door, ahead, now, rules))
    today = SLOTS[SLOTS.index(now) :]
    openings = list(ahead.openings(now))
    for at, slot in enumerate(today):
        openings[at] = replace(openings[at], minutes=max(0.0, openings[at].minutes - taken[slot]))
    found = plan_rounds(candidates, openings, len(today), float(rules.knock_price), times_of(rules))
    return Outline(
        chosen={
            slot: frozenset(before[key].account for key in chosen)
            for slot, chosen in zip(today, found.slots, strict=True)
        },
        later={before[key].account: at for key, at in found.later.items()},
    )


def slots_left(now: Slot, rules: VisitPolicy) -> tuple[Slot, ...]:
    """The slots of today in which one goes out, from now on; all of them if one never goes out now."""
    slots = tuple(window.slot for window in rules.windows)
    return slots[slots.index(now) :] if now in slots else slots


def attempts_today(door: DoorHistory, ahead: Prospect) -> tuple[Attempt, ...]:
    """Today's knocks at a door as the plan learns from them."""
    told = {(ahead.on, door.expected)} if door.expected else set()
    if door.promise is not None:
        told.add((door.promise.on, door.promise.slot))
    yesterday = tuple(knock for knock in door.past if knock.on == ahead.on - _YESTERDAY)

    def circumstances(day: date, slot: Slot) -> frozenset[Circumstance]:
        return ahead.setting(door.village, day, slot).circumstances

    found = attempts((*yesterday, *door.today), circumstances, told)
    return found[len(yesterday) :]


def _candidate(key: int, hamlet: int, door: DoorHistory, ahead: Prospect, now: Slot, rules: VisitPolicy) -> Candidate:
    return Candidate(
        key=key,
        hamlet=hamlet,
        order=door.order,
        outlook=_outlook(door, ahead, now),
        first=_first_opening(door, ahead.on, now),
        last=_last_opening(door, ahead.on, now),
        value=_value(door, ahead, rules),
        missed_yesterday=_missed(door, ahead.on, now),
        settings=_settings(door, ahead, now),
    )


def _outlook(door: DoorHistory, ahead: Prospect, now: Slot) -> Outlook:
    return ahead.outlook(door.account, door.village, now, attempts_today(door, ahead))


def _settings(door: DoorHistory, ahead: Prospect, now: Slot) -> list[Setting | None]:
    """The openings as they are at the door; none in a slot of today in which it was tried in vain."""
    tried = {knock.slot for knock in door.today}
    today = SLOTS[SLOTS.index(now) :]
    settings = list(ahead.settings(door.village, now))
    for at, slot in enumerate(today):
        if slot in tried:
            settings[at] = None
    return settings


def _value(door: DoorHistory, ahead: Prospect, rules: VisitPolicy) -> float:
    """More than one where something is due soon, and where nobody went for long: no door is forgotten."""
    last = max((knock.on for knock in (*door.past, *door.today)), default=None)
    days = rules.forgotten_days if last is None else (ahead.on - last).days
    value = 1 + min(days / rules.forgotten_days, 1.0)
    soon = ahead.on + timedelta(days=ahead.days)
    is_pressing = door.instalment_due or (door.deadline is not None and door.deadline < soon)
    return value * _PRESSING if is_pressing else value


def _first_opening(door: DoorHistory, on: date, now: Slot) -> int:
    """The first opening after an absence: who comes back within the days planned for has a part in them."""
    if door.away_until is None:
        return 0
    return ((door.away_until - on).days + 1) * len(SLOTS) - SLOTS.index(now)


def _last_opening(door: DoorHistory, on: date, now: Slot) -> int | None:
    """The last opening before a deadline; one that is over hurries nobody any more."""
    ends = [day for day in (door.due_by, door.deadline) if day is not None and day >= on]
    if not ends:
        return None
    return (min(ends) - on).days * len(SLOTS) + len(SLOTS) - 1 - SLOTS.index(now)


def _missed(door: DoorHistory, on: date, now: Slot) -> tuple[int, ...]:
    """The openings whose slot was tried in vain on the day before."""
    first = SLOTS.index(now)
    today = {knock.slot for knock in door.today if not knock.outcome.met}
    yesterday = {knock.slot for knock in door.past if knock.on == on - _YESTERDAY and not knock.outcome.met}
    again = [SLOTS.index(slot) - first for slot in yesterday]
    again += [SLOTS.index(slot) - first + len(SLOTS) for slot in today]
    return tuple(sorted(at for at in again if at >= 0))


def times_of(rules: VisitPolicy) -> Times:
    """What things take by the policy."""
    return Times(
        met=float(rules.met_minutes),
        missed=float(rules.missed_minutes),
        next_door=float(rules.next_door_minutes),
        next_hamlet=float(rules.next_group_minutes),
    )
