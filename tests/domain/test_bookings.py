"""Bookings and follow-ups, folded from what was said."""

from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.serving import (
    CheckBooked,
    CheckBookingCancelled,
    CheckDone,
    CheckMoved,
    FollowUpDone,
)
from collector_desktop.domain.bookings import bookings, follow_ups
from collector_desktop.domain.names import AccountNumber, ActId, Badge
from collector_desktop.domain.service_check import BookingState, FollowUp
from collector_desktop.domain.visit import Slot

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NINE = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=8)))
F = TypeVar("F", bound=Fact)


def said(kind: type[F], minute: int, about: str = "", **facts: Any) -> F:
    """A fact of one household, so many minutes after nine."""
    moment = NINE + timedelta(minutes=minute)
    return kind(
        id=ActId(f"{kind.__name__}{minute}"),
        by=Badge("01"),
        business_day=moment.date(),
        at=moment,
        account=AccountNumber("4100000001"),
        about=ActId(about),
        **facts,
    )


BOOKED = said(CheckBooked, 0, on=MONDAY, slot=Slot.EVENING, note="晚饭后")
MOVED = said(CheckMoved, 1, about=BOOKED.id, on=TUESDAY, slot=Slot.NOON)
DONE = said(CheckDone, 2, about=BOOKED.id, items=())
OFF = said(CheckBookingCancelled, 3, about=BOOKED.id, reason="不在家")


def test_a_booking_is_open_until_it_is_done() -> None:
    (found,) = bookings([BOOKED])
    assert (found.on, found.slot, found.note, found.state) == (MONDAY, Slot.EVENING, "晚饭后", BookingState.OPEN)
    assert bookings([BOOKED, DONE])[0].state is BookingState.DONE


def test_a_moved_booking_keeps_its_note_and_counts_its_moves() -> None:
    (found,) = bookings([BOOKED, MOVED])
    assert (found.on, found.slot, found.note, found.moved) == (TUESDAY, Slot.NOON, "晚饭后", 1)


def test_what_comes_after_the_end_no_longer_counts() -> None:
    assert bookings([BOOKED, DONE, OFF])[0].state is BookingState.DONE
    late = said(CheckMoved, 9, about=BOOKED.id, on=TUESDAY, slot=Slot.NOON)
    assert bookings([BOOKED, OFF, late])[0].on == MONDAY


def test_a_booking_whose_day_went_by_is_missed_and_a_done_one_is_not() -> None:
    assert bookings([BOOKED])[0].is_missed(TUESDAY)
    assert not bookings([BOOKED])[0].is_missed(MONDAY)
    assert not bookings([BOOKED, DONE])[0].is_missed(TUESDAY)


def test_bookings_stand_by_day_then_slot_then_agreement() -> None:
    later = said(CheckBooked, 5, on=MONDAY, slot=Slot.MORNING)
    same = said(CheckBooked, 6, on=MONDAY, slot=Slot.EVENING)
    assert [each.act for each in bookings([same, BOOKED, later])] == [later.id, BOOKED.id, same.id]


def test_a_follow_up_is_open_until_somebody_says_what_was_done() -> None:
    check = said(CheckDone, 2, items=(), follow_up=FollowUp(what="换漏保", due_on=TUESDAY))
    urgent = said(CheckDone, 3, items=(), follow_up=FollowUp(what="补封印", due_on=MONDAY))
    done = said(FollowUpDone, 4, about=check.id, what="换好了")
    assert [each.check.id for each in follow_ups([check, urgent, DONE])] == [urgent.id, check.id]
    assert [each.done for each in follow_ups([check, done])] == [done]


@given(st.integers())
def test_the_order_in_which_two_seats_facts_arrive_makes_no_difference(seed: int) -> None:
    facts = [BOOKED, MOVED, DONE, OFF]
    shuffled = list(facts)
    Random(seed).shuffle(shuffled)
    assert bookings(shuffled) == bookings(facts)
