"""Bookings folded from what was said: moved, cancelled or done; whatever comes after the end no longer counts."""

from collections.abc import Iterable

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.serving import (
    CheckBooked,
    CheckBookingCancelled,
    CheckDone,
    CheckMoved,
    FollowUpDone,
)
from collector_desktop.domain.names import ActId
from collector_desktop.domain.service_check import Booking, BookingState
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot

_SLOTS = tuple(Slot)


class OpenFollowUp(Value):
    """A check that left something to be done, and whether it was done since."""

    check: CheckDone
    done: FollowUpDone | None = None


def bookings(facts: Iterable[Fact]) -> tuple[Booking, ...]:
    """Every booking as it stands, by day, slot and the order in which they were agreed."""
    found: dict[ActId, Booking] = {}
    for fact in _in_order(facts):
        if isinstance(fact, CheckBooked):
            found[fact.id] = Booking(
                act=fact.id,
                account=fact.account,
                by=fact.by,
                booked_on=fact.business_day,
                on=fact.on,
                slot=fact.slot,
                note=fact.note,
            )
            continue
        standing = found.get(fact.about)
        if standing is not None and standing.state is BookingState.OPEN:
            found[fact.about] = _after(standing, fact)
    # The order of agreement is kept within a day and slot: the sort is stable.
    return tuple(sorted(found.values(), key=lambda booking: (booking.on, _SLOTS.index(booking.slot))))


def follow_ups(facts: Iterable[Fact]) -> tuple[OpenFollowUp, ...]:
    """What checks left to be done, the one due first at the front."""
    every = list(facts)
    done: dict[ActId, FollowUpDone] = {}
    for fact in _in_order(every):
        if isinstance(fact, FollowUpDone):
            done.setdefault(fact.about, fact)
    left = [
        (fact.follow_up.due_on, OpenFollowUp(check=fact, done=done.get(fact.id)))
        for fact in _in_order(every)
        if isinstance(fact, CheckDone) and fact.follow_up is not None
    ]
    return tuple(follow_up for _, follow_up in sorted(left, key=lambda pair: pair[0]))


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    """As they were said: two seats' facts come together by the clock, a booking before what continues it."""
    return sorted(facts, key=lambda fact: (bool(fact.about), fact.at, fact.id))


def _after(booking: Booking, fact: Fact) -> Booking:
    match fact:
        case CheckMoved():
            changed: dict[str, object] = {"on": fact.on, "slot": fact.slot, "moved": booking.moved + 1}
            return booking.model_copy(update=changed | ({"note": fact.note} if fact.note else {}))
        case CheckBookingCancelled():
            return booking.model_copy(update={"state": BookingState.CANCELLED})
        case CheckDone():
            return booking.model_copy(update={"state": BookingState.DONE})
        case _:
            return booking
