"""The free service from booking to signature, at the laptop; what the station knows of it is at the end."""

from datetime import date, timedelta
from typing import Any

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.serving import CheckDone, RepairDone, SafetyTalkGiven, TariffExplained
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.entitlement import Ground
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing, Refusal
from collector_desktop.domain.refusals_serving import (
    BookingEnded,
    BookingInThePast,
    BookingUnknown,
    CheckAlreadyBooked,
    ChecklistEmpty,
    CheckUsedUp,
    FaultUnanswered,
    FollowUpInThePast,
    FollowUpUnknown,
    NotEntitledToCheck,
    SlotFull,
)
from collector_desktop.domain.service_check import (
    BookingState,
    CheckedItem,
    CheckItem,
    CheckResult,
    Confirmation,
    FollowUp,
)
from collector_desktop.domain.service_policy import ServicePolicy
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import checking, serving
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.checking import CompleteCheck, FinishFollowUp
from collector_desktop.services.requesting import withdraw
from collector_desktop.services.serving import BookCheck, CancelCheck, LogService, MoveCheck, QuickService
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import doors, policies, service, visits
from collector_desktop.store.queries.facts import facts

PROMPT, SECOND, LATE = (AccountNumber(number) for number in ("4100000001", "4100000002", "4100000003"))
TODAY = date(2026, 12, 15)
TOMORROW = TODAY + timedelta(days=1)
NEW_YEAR = date(2027, 1, 4)
ALL_WELL = tuple(CheckedItem(item=item, result=CheckResult.OK) for item in CheckItem)
BAD_SOCKET = CheckedItem(item=CheckItem.SOCKETS, result=CheckResult.FAULT, note="厨房插座松动")
SIGNATURE = NewFile(content=b"\x89PNG\r\n\x1a\n" + bytes(40), media=MediaType.PNG, title="客户签字")


@pytest.fixture
def village(doors: TwoSeats) -> TwoSeats:
    """In December: two households paid before their bill fell due, the third has not paid at all."""
    doors.pay(PROMPT, 10000, stamp(2))
    doors.pay(SECOND, 10000, stamp(3))
    return doors


def later(minute: int = 0, day: date = TODAY) -> Stamp:
    """A minute of a December morning, when the bills have fallen due."""
    return stamp(minute, day)


def booked(
    seats: TwoSeats, account: AccountNumber = PROMPT, on: date = TOMORROW, slot: Slot = Slot.EVENING, minute: int = 4
) -> ActId:
    """A booking at the laptop; its act."""
    wanted = BookCheck(id=new_act_id(), account=account, on=on, slot=slot, note="晚饭后")
    serving.book(seats.laptop, wanted, later(minute))
    return wanted.id


def made(account: AccountNumber = PROMPT, **changed: Any) -> CompleteCheck:
    """A check that found everything in order."""
    return CompleteCheck(
        **{"id": new_act_id(), "account": account, "slot": Slot.EVENING, "items": ALL_WELL, "minutes": 20} | changed
    )


def bookings_of(ledger: Ledger, day: date) -> list[tuple[str, Slot]]:
    """Account and slot of the open bookings of a day."""
    with ledger.reading() as conn:
        return [(each.account, each.slot) for each in service.bookings(conn, day)]


def left(ledger: Ledger, account: AccountNumber, on: date = TODAY) -> int:
    """Free checks a household still has."""
    with ledger.reading() as conn:
        return service.entitlement_of(conn, account, on, policies.policy(conn)).left


def test_prompt_payers_are_listed_with_their_ground_and_the_others_are_not(village: TwoSeats) -> None:
    with village.laptop.reading() as conn:
        found = service.households(conn, TODAY, policies.policy(conn))
        saving = service.households(conn, TODAY, policies.policy(conn), frozenset({LATE}))
    assert [(each.account, each.entitlement.grounds) for each in found] == [
        (PROMPT, (Ground.PROMPT_PAYER,)),
        (SECOND, (Ground.PROMPT_PAYER,)),
    ]
    assert (saving[-1].account, saving[-1].entitlement.grounds) == (LATE, (Ground.SAVER,))


def test_a_booked_check_is_among_the_doors_of_its_day_though_nothing_is_owed(village: TwoSeats) -> None:
    booked(village)
    assert bookings_of(village.laptop, TOMORROW) == [(PROMPT, Slot.EVENING)]
    with village.laptop.reading() as conn:
        found = doors.doors(conn, TOMORROW, policies.policy(conn), LAPTOP)
        (door,) = [each for each in found if each.account == PROMPT]
        today = doors.doors(conn, TODAY, policies.policy(conn), LAPTOP)
    assert (door.booked, door.due.fen) == (Slot.EVENING, 0)
    assert PROMPT not in [each.account for each in today]


def test_a_booking_is_one_however_often_enter_is_pressed(village: TwoSeats) -> None:
    wanted = BookCheck(id=new_act_id(), account=PROMPT, on=TOMORROW, slot=Slot.NOON)
    assert Topic.SERVICE in serving.book(village.laptop, wanted, later()).topics
    assert serving.book(village.laptop, wanted, later(1)).topics == frozenset()
    assert len(bookings_of(village.laptop, TOMORROW)) == 1


@pytest.mark.parametrize(
    ("account", "on", "refusal"),
    [
        (AccountNumber("4100000099"), TOMORROW, AccountUnknown),
        (PROMPT, TODAY - timedelta(days=1), BookingInThePast),
        (LATE, TOMORROW, NotEntitledToCheck),
    ],
)
def test_no_check_is_booked_for_the_past_for_nobody_or_for_whoever_pays_late(
    village: TwoSeats, account: AccountNumber, on: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        serving.book(village.laptop, BookCheck(id=new_act_id(), account=account, on=on, slot=Slot.NOON), later())


def test_a_household_has_one_open_booking_and_a_slot_its_number_of_checks(village: TwoSeats) -> None:
    booked(village)
    with pytest.raises(CheckAlreadyBooked) as already:
        booked(village, slot=Slot.NOON)
    assert already.value.facts["on"] == TOMORROW
    with village.laptop.writing() as conn:
        policies.set_policy(conn, Policy(service=ServicePolicy(checks_per_slot=1)))
    with pytest.raises(SlotFull):
        booked(village, SECOND)
    booked(village, SECOND, slot=Slot.NOON)


def test_a_moved_booking_leaves_its_day_and_a_cancelled_one_gives_the_check_back(village: TwoSeats) -> None:
    act = booked(village)
    wanted = MoveCheck(id=new_act_id(), booking=act, on=TOMORROW + timedelta(days=1), slot=Slot.NOON)
    serving.move(village.laptop, wanted, later(5))
    assert bookings_of(village.laptop, TOMORROW) == []
    assert bookings_of(village.laptop, wanted.on) == [(PROMPT, Slot.NOON)]
    off = CancelCheck(id=new_act_id(), booking=act, reason="老人住院")
    serving.cancel(village.laptop, off, later(6))
    assert bookings_of(village.laptop, wanted.on) == []
    with pytest.raises(BookingEnded):
        serving.move(village.laptop, wanted.model_copy(update={"id": new_act_id(), "on": TOMORROW}), later(7))
    booked(village, minute=8)


def test_moving_and_cancelling_ask_for_a_booking_a_reason_and_a_day_to_come(village: TwoSeats) -> None:
    act = booked(village)
    with pytest.raises(ReasonMissing):
        serving.cancel(village.laptop, CancelCheck(id=new_act_id(), booking=act, reason="  "), later(5))
    with pytest.raises(BookingUnknown):
        serving.cancel(village.laptop, CancelCheck(id=new_act_id(), booking=ActId("no"), reason="x"), later(5))
    past = MoveCheck(id=new_act_id(), booking=act, on=DAY, slot=Slot.NOON)
    with pytest.raises(BookingInThePast):
        serving.move(village.laptop, past, later(5))
    same = MoveCheck(id=new_act_id(), booking=act, on=TOMORROW, slot=Slot.EVENING)
    assert serving.move(village.laptop, same, later(6)) == Changes()


def test_the_free_check_is_used_once_a_calendar_year(village: TwoSeats) -> None:
    booked(village, on=TODAY)
    checking.complete(village.laptop, made(), later(9))
    assert left(village.laptop, PROMPT) == 0
    with pytest.raises(CheckUsedUp) as used:
        booked(village, minute=10)
    assert used.value.facts["next_year"] == 2027
    booked(village, on=NEW_YEAR, minute=11)
    assert bookings_of(village.laptop, NEW_YEAR) == [(PROMPT, Slot.EVENING)]


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


def test_small_things_are_logged_with_one_tap_counted_and_taken_back(village: TwoSeats) -> None:
    acts = {kind: new_act_id() for kind in QuickService}
    for minute, (kind, act) in enumerate(acts.items(), start=5):
        assert PROMPT in serving.log_quick(village.laptop, act, PROMPT, kind, later(minute)).accounts
    serving.log_quick(village.laptop, acts[QuickService.REPAIR], PROMPT, QuickService.REPAIR, later(8))
    told = LogService(id=new_act_id(), account=LATE, service=QuickService.REPAIR, what="换灯头", minutes=15)
    serving.log(village.laptop, told, later(9))
    with village.laptop.reading() as conn:
        assert [type(each) for each in service.history(conn, PROMPT)] == [TariffExplained, SafetyTalkGiven, RepairDone]
        counted = service.counts(conn, TODAY, TODAY)
        assert (counted.repairs, counted.talks, counted.explanations, counted.minutes) == (2, 1, 1, 15)
        assert service.counts(conn, DAY, DAY).services == 0
    withdraw(village.laptop, told.id, "记错了户", later(10))
    with village.laptop.reading() as conn:
        assert service.counts(conn, TODAY, TODAY).repairs == 1
    nobody = AccountNumber("4100000099")
    with pytest.raises(AccountUnknown):
        serving.log_quick(village.laptop, new_act_id(), nobody, QuickService.REPAIR, later(11))


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


def test_a_check_the_station_booked_is_in_the_day_plan_of_the_laptop(village: TwoSeats) -> None:
    village.carry_day(later(1))
    wanted = BookCheck(id=new_act_id(), account=SECOND, on=TOMORROW, slot=Slot.MORNING)
    serving.book(village.station, wanted, later(2))
    village.carry_route(later(3))
    assert bookings_of(village.laptop, TOMORROW) == [(SECOND, Slot.MORNING)]
