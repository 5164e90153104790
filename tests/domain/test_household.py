"""What holds of a household, folded from what was said of it."""

from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.household import (
    AppointmentCancelled,
    AppointmentMade,
    AwayEnded,
    AwayNoted,
    ContactNoted,
    DoorSlipLeft,
    NeighbourNoted,
)
from collector_desktop.domain.door_slip import evenings_to_announce
from collector_desktop.domain.household import Household, appointments, household
from collector_desktop.domain.names import AccountNumber, ActId, Badge
from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.visit import Slot

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, SATURDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 5))
NINE = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
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


SON = said(ContactNoted, 0, name="王小军", relation="儿子", phone="13800000001")
SON_MOVED = said(ContactNoted, 5, name="王小军", relation="儿子", phone="13800000002")
DAUGHTER = said(ContactNoted, 1, name="王小红", relation="女儿", phone="13800000003")
NEIGHBOUR = said(NeighbourNoted, 2, name="李婶")
OTHER_NEIGHBOUR = said(NeighbourNoted, 6, name="赵叔", phone="13800000004")
AWAY = said(AwayNoted, 3, until=WEDNESDAY, reason="打工")
APPOINTED = said(AppointmentMade, 4, on=TUESDAY, slot=Slot.EVENING, purpose="看电表")
SLIP = said(DoorSlipLeft, 7, evenings=(TUESDAY, SATURDAY))
EVERYTHING = (SON, DAUGHTER, NEIGHBOUR, AWAY, APPOINTED, SON_MOVED, OTHER_NEIGHBOUR, SLIP)


def test_the_newest_word_on_a_contact_counts_and_the_others_stay() -> None:
    found = household(EVERYTHING, MONDAY)
    assert [(each.name, each.phone) for each in found.contacts] == [
        ("王小红", "13800000003"),
        ("王小军", "13800000002"),
    ]
    assert found.may_be_called


def test_the_newest_neighbour_is_the_one_who_passes_messages_on() -> None:
    assert household([NEIGHBOUR], MONDAY).neighbour is not None
    newest = household(EVERYTHING, MONDAY).neighbour
    assert newest is not None
    assert newest.name == "赵叔"


def test_being_away_ends_by_itself_after_its_last_day() -> None:
    last = household([AWAY], WEDNESDAY).away
    assert last is not None
    assert last.reason == "打工"
    assert household([AWAY], WEDNESDAY + timedelta(days=1)).away is None


def test_coming_back_early_ends_it_and_leaving_again_begins_it_anew() -> None:
    back = said(AwayEnded, 8, about=AWAY.id)
    again = said(AwayNoted, 9, until=SATURDAY)
    assert household([AWAY, back], MONDAY).away is None
    found = household([AWAY, back, again], MONDAY).away
    assert found is not None
    assert found.until == SATURDAY


def test_the_end_of_an_older_absence_says_nothing_of_a_newer_one() -> None:
    again = said(AwayNoted, 5, until=SATURDAY)
    assert household([AWAY, again, said(AwayEnded, 8, about=AWAY.id)], MONDAY).away is not None


def test_an_appointment_is_expected_in_its_slot_until_it_is_called_off_or_over() -> None:
    off = said(AppointmentCancelled, 9, about=APPOINTED.id)
    assert household([APPOINTED], MONDAY).expected_on(TUESDAY) is Slot.EVENING
    assert household([APPOINTED], MONDAY).expected_on(WEDNESDAY) is None
    assert household([APPOINTED, off], MONDAY).expected_on(TUESDAY) is None
    assert household([APPOINTED], WEDNESDAY).appointments == ()
    assert [each.is_cancelled for each in appointments([APPOINTED, off])] == [True]


def test_a_slip_makes_the_household_expect_us_on_its_evenings_and_a_newer_slip_on_its_own() -> None:
    newer = said(DoorSlipLeft, 8, evenings=(WEDNESDAY,))
    assert household([SLIP], MONDAY).expected_on(SATURDAY) is Slot.EVENING
    assert household([SLIP, newer], MONDAY).expected_on(SATURDAY) is None
    assert household([SLIP, newer], MONDAY).expected_on(WEDNESDAY) is Slot.EVENING


def test_evenings_announced_are_tomorrow_and_the_coming_saturday() -> None:
    assert evenings_to_announce(MONDAY, Household(), VisitPolicy()) == (TUESDAY, SATURDAY)


def test_what_was_agreed_is_announced_first_and_nobody_who_is_away_is_expected() -> None:
    agreed = household([said(AppointmentMade, 1, on=WEDNESDAY, slot=Slot.EVENING)], MONDAY)
    assert evenings_to_announce(MONDAY, agreed, VisitPolicy(slip_evenings=1)) == (WEDNESDAY,)
    away = household([AWAY], MONDAY)
    assert evenings_to_announce(MONDAY, away, VisitPolicy()) == (WEDNESDAY + timedelta(days=1), SATURDAY)


@given(st.integers(0, 400), st.integers(1, 4))
def test_as_many_evenings_as_the_policy_says_all_after_today(ahead: int, evenings: int) -> None:
    today = MONDAY + timedelta(days=ahead)
    announced = evenings_to_announce(today, Household(), VisitPolicy(slip_evenings=evenings))
    assert len(announced) == evenings
    assert list(announced) == sorted(set(announced))
    assert announced[0] > today


@given(st.randoms(use_true_random=False))
def test_it_is_the_same_in_whatever_order_facts_arrive(random: Random) -> None:
    shuffled = list(EVERYTHING)
    random.shuffle(shuffled)
    assert household(shuffled, MONDAY) == household(EVERYTHING, MONDAY)
