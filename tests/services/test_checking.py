"""A free check made at the door: its list, its signature, what it leaves, and how often a year."""

import pytest
from service_village import (
    ALL_WELL,
    BAD_SOCKET,
    LATE,
    NEW_YEAR,
    PROMPT,
    SECOND,
    SIGNATURE,
    TODAY,
    TOMORROW,
    booked,
    bookings_of,
    in_december,
    later,
    left,
    made,
)
from two_seats import DAY, TwoSeats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing
from collector_desktop.domain.refusals_serving import (
    BookingEnded,
    BookingUnknown,
    ChecklistEmpty,
    CheckUsedUp,
    FaultUnanswered,
    FollowUpInThePast,
    FollowUpUnknown,
    NotEntitledToCheck,
)
from collector_desktop.domain.service_check import (
    BookingState,
    CheckedItem,
    CheckItem,
    CheckResult,
    Confirmation,
    FollowUp,
)
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import checking, serving
from collector_desktop.services.checking import FinishFollowUp
from collector_desktop.services.serving import MoveCheck, QuickService
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.queries import service, visits
from collector_desktop.store.queries.facts import facts


@pytest.fixture
def village(doors: TwoSeats) -> TwoSeats:
    """In December: two households paid before their bill fell due, the third has not paid at all."""
    return in_december(doors)


def test_the_free_check_is_used_once_a_calendar_year(village: TwoSeats) -> None:
    booked(village, on=TODAY)
    checking.complete(village.laptop, made(), later(9))
    assert left(village.laptop, PROMPT) == 0
    with pytest.raises(CheckUsedUp) as used:
        booked(village, minute=10)
    assert used.value.facts["next_year"] == 2027
    booked(village, on=NEW_YEAR, minute=11)
    assert bookings_of(village.laptop, NEW_YEAR) == [(PROMPT, Slot.EVENING)]


def test_a_check_agreed_for_next_year_is_not_made_nor_moved_into_this_one(village: TwoSeats) -> None:
    booked(village, on=TODAY)
    checking.complete(village.laptop, made(), later(9))
    act = booked(village, on=NEW_YEAR, minute=11)
    with pytest.raises(CheckUsedUp):
        checking.complete(village.laptop, made(booking=act), later(12))
    with pytest.raises(CheckUsedUp):
        checking.complete(village.laptop, made(), later(12))
    moved = MoveCheck(id=new_act_id(), booking=act, on=TOMORROW, slot=Slot.EVENING)
    with pytest.raises(CheckUsedUp):
        serving.move(village.laptop, moved, later(13))
    checking.complete(village.laptop, made(booking=act), later(9, NEW_YEAR))
    assert left(village.laptop, PROMPT, NEW_YEAR) == 0


def test_a_check_done_ends_its_booking_counts_as_a_visit_and_is_kept_with_its_signature(village: TwoSeats) -> None:
    act = booked(village, on=TODAY)
    check = made(confirmation=Confirmation.SIGNED_ON_SCREEN, files=(SIGNATURE,))
    changes = checking.complete(village.laptop, check, later(9))
    assert {Topic.SERVICE, Topic.VISITS} <= changes.topics
    assert checking.complete(village.laptop, check, later(10)) == Changes()
    with village.laptop.reading() as conn:
        (kept,) = facts(conn, CheckDone, account=PROMPT)
        (seen,) = visits.at_account(conn, TODAY, PROMPT).today
        (standing,) = service.week(conn, TODAY)
        assert read_attachment(conn, kept.attachments[0]) == SIGNATURE.content
    assert (kept.about, standing.state, seen.outcome) == (act, BookingState.DONE, Outcome.SERVICED)
    with pytest.raises(BookingEnded):
        checking.complete(village.laptop, made(booking=act), later(11))


def test_a_check_on_the_spot_needs_a_right_and_a_booking_must_be_of_the_same_household(village: TwoSeats) -> None:
    checking.complete(village.laptop, made(SECOND), later(5))
    with pytest.raises(CheckUsedUp):
        checking.complete(village.laptop, made(SECOND), later(6))
    with pytest.raises(NotEntitledToCheck):
        checking.complete(village.laptop, made(LATE), later(6))
    with pytest.raises(AccountUnknown):
        checking.complete(village.laptop, made(AccountNumber("4100000099")), later(6))
    act = booked(village, on=TODAY)
    with pytest.raises(BookingUnknown):
        checking.complete(village.laptop, made(SECOND, booking=act), later(7))


def test_no_fault_stays_without_an_answer_and_an_empty_list_is_no_check(village: TwoSeats) -> None:
    nothing = tuple(CheckedItem(item=item, result=CheckResult.NOT_CHECKED) for item in CheckItem)
    with pytest.raises(ChecklistEmpty):
        checking.complete(village.laptop, made(items=nothing), later(5))
    with pytest.raises(FaultUnanswered):
        checking.complete(village.laptop, made(items=(BAD_SOCKET,)), later(5))
    past = FollowUp(what="换插座", due_on=DAY)
    with pytest.raises(FollowUpInThePast):
        checking.complete(village.laptop, made(items=(BAD_SOCKET,), follow_up=past), later(5))
    checking.complete(village.laptop, made(items=(BAD_SOCKET,), repaired="插座已紧固"), later(5))


def test_a_follow_up_waits_until_somebody_says_what_was_done(village: TwoSeats) -> None:
    check = made(items=(BAD_SOCKET,), follow_up=FollowUp(what="换插座", due_on=TOMORROW))
    checking.complete(village.laptop, check, later(5))
    with village.laptop.reading() as conn:
        assert [each.check.id for each in service.follow_ups(conn)] == [check.id]
    with pytest.raises(ReasonMissing):
        checking.finish_follow_up(village.laptop, FinishFollowUp(id=new_act_id(), check=check.id, what=" "), later(6))
    unknown = FinishFollowUp(id=new_act_id(), check=ActId("no"), what="换好")
    with pytest.raises(FollowUpUnknown):
        checking.finish_follow_up(village.laptop, unknown, later(6))
    done = FinishFollowUp(id=new_act_id(), check=check.id, what="换好了")
    checking.finish_follow_up(village.laptop, done, later(7))
    again = FinishFollowUp(id=new_act_id(), check=check.id, what="换好了")
    assert checking.finish_follow_up(village.laptop, again, later(8)) == Changes()
    with village.laptop.reading() as conn:
        assert service.follow_ups(conn) == ()


def test_a_check_booked_and_made_at_the_door_is_known_at_the_station_and_used_there_too(village: TwoSeats) -> None:
    act = booked(village, on=TODAY)
    check = made(
        items=(*ALL_WELL[:3], BAD_SOCKET),
        follow_up=FollowUp(what="换插座", due_on=TOMORROW),
        confirmation=Confirmation.SIGNED_ON_SCREEN,
        files=(SIGNATURE,),
    )
    checking.complete(village.laptop, check, later(9))
    serving.log_quick(village.laptop, new_act_id(), LATE, QuickService.SAFETY_TALK, later(10))
    village.carry_day(later(20))
    with village.station.reading() as conn:
        (kept,) = facts(conn, CheckDone)
        assert (kept.id, kept.about, kept.items[-1]) == (check.id, act, BAD_SOCKET)
        assert read_attachment(conn, kept.attachments[0]) == SIGNATURE.content
        counted = service.counts(conn, TODAY, TODAY)
        assert (counted.checks, counted.faults, counted.talks) == (1, 1, 1)
        assert [each.check.id for each in service.follow_ups(conn)] == [check.id]
    assert left(village.station, PROMPT) == 0
    village.carry_route(later(30))
    assert left(village.laptop, PROMPT) == 0
    with village.laptop.reading() as conn:
        assert len(facts(conn, CheckDone)) == 1
        assert service.counts(conn, TODAY, TODAY) == counted
