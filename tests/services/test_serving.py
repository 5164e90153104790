"""Booking, moving and calling off free checks, and small services in one tap; the station knows them too."""

from datetime import date, timedelta

import pytest
from service_village import (
    LATE,
    PROMPT,
    SECOND,
    TODAY,
    TOMORROW,
    booked,
    bookings_of,
    in_december,
    later,
)
from two_seats import DAY, LAPTOP, TwoSeats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import RepairDone, SafetyTalkGiven, TariffExplained
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
    NotEntitledToCheck,
    SlotFull,
)
from collector_desktop.domain.service_policy import ServicePolicy
from collector_desktop.domain.visit import Slot
from collector_desktop.services import savers, serving
from collector_desktop.services.requesting import withdraw
from collector_desktop.services.savers import NoteSaver
from collector_desktop.services.serving import BookCheck, CancelCheck, LogService, MoveCheck, QuickService
from collector_desktop.store.queries import doors, policies, service


@pytest.fixture
def village(doors: TwoSeats) -> TwoSeats:
    """In December: two households paid before their bill fell due, the third has not paid at all."""
    return in_december(doors)


def test_prompt_payers_are_listed_with_their_ground_and_the_others_are_not(village: TwoSeats) -> None:
    with village.laptop.reading() as conn:
        found = service.households(conn, TODAY, policies.policy(conn))
    assert [(each.account, each.entitlement.grounds) for each in found] == [
        (PROMPT, (Ground.PROMPT_PAYER,)),
        (SECOND, (Ground.PROMPT_PAYER,)),
    ]


def test_a_bank_saver_is_entitled_and_books_a_check_though_it_paid_late(village: TwoSeats) -> None:
    noted = NoteSaver(id=new_act_id(), account=LATE, active=True, bank="柳泉信用社", last_digits="6677")
    savers.note(village.laptop, noted, later())
    with village.laptop.reading() as conn:
        found = service.households(conn, TODAY, policies.policy(conn))
    assert (found[-1].account, found[-1].entitlement.grounds) == (LATE, (Ground.SAVER,))
    booked(village, LATE)
    assert bookings_of(village.laptop, TOMORROW) == [(LATE, Slot.EVENING)]


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
    assert serving.cancel(village.laptop, off, later(6)) == Changes()
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


def test_a_check_the_station_booked_is_in_the_day_plan_of_the_laptop(village: TwoSeats) -> None:
    village.carry_day(later(1))
    wanted = BookCheck(id=new_act_id(), account=SECOND, on=TOMORROW, slot=Slot.MORNING)
    serving.book(village.station, wanted, later(2))
    village.carry_route(later(3))
    assert bookings_of(village.laptop, TOMORROW) == [(SECOND, Slot.MORNING)]
