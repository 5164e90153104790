"""What is noted of households, slips and kept promises: at the door and, after the day package, at the station."""

from datetime import timedelta

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.household import Household
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.promises import AgreementKind, Kept, figures
from collector_desktop.domain.refusals import AccountUnknown, Refusal
from collector_desktop.domain.refusals_household import (
    AppointmentAlreadyMade,
    AppointmentInThePast,
    AppointmentUnknown,
    AwayInThePast,
    ContactNameMissing,
    ContactNeedsPhone,
    NotAway,
)
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services import households, visiting
from collector_desktop.services.households import Appoint, CallOff, NoteAway, NoteContact, NoteNeighbour
from collector_desktop.services.requesting import withdraw
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import doors as doors_query
from collector_desktop.store.queries import policies, promises
from collector_desktop.store.queries.households import household_of
from collector_desktop.store.queries.households import households as all_households

ONE, TWO, NOBODY = (AccountNumber(number) for number in ("4100000001", "4100000002", "4100000009"))
Wanted = NoteContact | NoteNeighbour | NoteAway | Appoint
TOMORROW, IN_A_WEEK = DAY + timedelta(days=1), DAY + timedelta(days=7)


def known(ledger: Ledger, account: AccountNumber = ONE) -> Household:
    with ledger.reading() as conn:
        return household_of(conn, account, DAY)


def contact(account: AccountNumber = ONE, name: str = " 王小军 ", phone: str = "13800000001") -> NoteContact:
    return NoteContact(id=new_act_id(), account=account, name=name, relation="儿子", phone=phone)


def away(account: AccountNumber = ONE, days: int = 7) -> NoteAway:
    return NoteAway(id=new_act_id(), account=account, until=DAY + timedelta(days=days), reason="打工")


def appointment(account: AccountNumber = ONE, days: int = 1) -> Appoint:
    return Appoint(id=new_act_id(), account=account, on=DAY + timedelta(days=days), slot=Slot.EVENING, purpose="收费")


def note(seats: TwoSeats, wanted: Wanted, minute: int) -> None:
    match wanted:
        case NoteContact():
            households.note_contact(seats.laptop, wanted, stamp(minute))
        case NoteNeighbour():
            households.note_neighbour(seats.laptop, wanted, stamp(minute))
        case NoteAway():
            households.note_away(seats.laptop, wanted, stamp(minute))
        case Appoint():
            households.appoint(seats.laptop, wanted, stamp(minute))


def test_everything_noted_at_the_door_is_known_at_the_station_and_comes_back_with_a_route(doors: TwoSeats) -> None:
    households.note_contact(doors.laptop, contact(), stamp(2))
    households.note_neighbour(doors.laptop, NoteNeighbour(id=new_act_id(), account=ONE, name="李婶"), stamp(3))
    households.note_away(doors.laptop, away(), stamp(4))
    households.appoint(doors.laptop, appointment(days=9), stamp(5))
    doors.carry_day(stamp(6))
    assert known(doors.station) == known(doors.laptop)
    told = known(doors.station)
    assert [(each.name, each.relation, each.phone) for each in told.contacts] == [("王小军", "儿子", "13800000001")]
    assert (told.neighbour and told.neighbour.name, told.away and told.away.until) == ("李婶", IN_A_WEEK)
    households.note_contact(doors.station, contact(name="王小红", phone="13800000003"), stamp(7))
    doors.carry_route(stamp(8))
    assert [each.name for each in known(doors.laptop).contacts] == ["王小军", "王小红"]
    with doors.station.reading() as conn:
        assert set(all_households(conn, DAY)) == {ONE}


def test_a_note_changes_the_household_and_nothing_else(doors: TwoSeats) -> None:
    changes = households.note_contact(doors.laptop, contact(), stamp(2))
    assert changes.accounts == {ONE}
    assert changes.topics == {Topic.HOUSEHOLD, Topic.SYNC}


def test_a_note_is_one_however_often_enter_is_pressed(doors: TwoSeats) -> None:
    for wanted in (contact(), away(), appointment()):
        note(doors, wanted, 2)
        note(doors, wanted, 3)
    assert (len(known(doors.laptop).contacts), len(known(doors.laptop).appointments)) == (1, 1)


def test_a_contact_said_by_mistake_is_gone_at_both_seats(doors: TwoSeats) -> None:
    wrong = contact()
    households.note_contact(doors.laptop, wrong, stamp(2))
    withdraw(doors.laptop, wrong.id, "号码打不通", stamp(3))
    doors.carry_day(stamp(4))
    assert known(doors.laptop).contacts == known(doors.station).contacts == ()


def test_back_before_the_day_they_said(doors: TwoSeats) -> None:
    households.note_away(doors.laptop, away(), stamp(2))
    once = new_act_id()
    households.end_away(doors.laptop, once, ONE, stamp(3))
    assert households.end_away(doors.laptop, once, ONE, stamp(4)).topics == frozenset()
    assert known(doors.laptop).away is None
    with pytest.raises(NotAway):
        households.end_away(doors.laptop, new_act_id(), ONE, stamp(5))


def test_an_appointment_brings_the_door_to_its_day_even_if_nothing_is_owed(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    households.appoint(doors.laptop, appointment(), stamp(3))
    with doors.laptop.reading() as conn:
        found = doors_query.doors(conn, TOMORROW, policies.policy(conn), LAPTOP)
    (door,) = [each for each in found if each.account == ONE]
    assert door.appointment is not None
    assert (door.appointment.slot, door.appointment.purpose, door.due.fen) == (Slot.EVENING, "收费", 0)


def test_an_appointment_called_off_is_off_once(doors: TwoSeats) -> None:
    made = appointment()
    households.appoint(doors.laptop, made, stamp(2))
    off = CallOff(id=new_act_id(), account=ONE, appointment=made.id, reason="客户有事")
    households.call_off(doors.laptop, off, stamp(3))
    assert households.call_off(doors.laptop, off, stamp(4)).topics == frozenset()
    assert known(doors.laptop).appointments == ()
    with pytest.raises(AppointmentUnknown):
        households.call_off(doors.laptop, off.model_copy(update={"id": new_act_id()}), stamp(5))


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (contact(name=" "), ContactNameMissing),
        (contact(phone=" "), ContactNeedsPhone),
        (contact(account=NOBODY), AccountUnknown),
        (NoteNeighbour(id=ActId("n"), account=ONE, name=""), ContactNameMissing),
        (away(days=-1), AwayInThePast),
        (appointment(days=-1), AppointmentInThePast),
        (appointment(account=NOBODY), AccountUnknown),
    ],
)
def test_what_can_not_be_noted_is_refused_and_nothing_is_kept(
    doors: TwoSeats, wanted: Wanted, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        note(doors, wanted, 2)
    assert known(doors.laptop) == Household()


def test_one_appointment_a_day_is_enough(doors: TwoSeats) -> None:
    households.appoint(doors.laptop, appointment(), stamp(2))
    with pytest.raises(AppointmentAlreadyMade):
        households.appoint(doors.laptop, appointment(), stamp(3))


def test_promises_and_appointments_are_counted_alike_at_both_seats(doors: TwoSeats) -> None:
    promise = Promise(on=TOMORROW, slot=Slot.EVENING)
    visit = RecordVisit(id=new_act_id(), account=ONE, slot=Slot.MORNING, outcome=Outcome.PROMISED, promise=promise)
    visiting.record(doors.laptop, visit, stamp(2))
    households.appoint(doors.laptop, appointment(TWO), stamp(3))
    knock = RecordVisit(id=new_act_id(), account=TWO, slot=Slot.EVENING, outcome=Outcome.NOT_HOME)
    visiting.record(doors.laptop, knock, stamp(4, TOMORROW))
    doors.pay(ONE, 10000, stamp(5, TOMORROW))
    doors.carry_day(stamp(6, TOMORROW))
    for books in (doors.laptop, doors.station):
        with books.reading() as conn:
            told = promises.judged_between(conn, DAY, IN_A_WEEK, IN_A_WEEK)
            of_one = promises.judged_between(conn, DAY, IN_A_WEEK, IN_A_WEEK, ONE)
            later = promises.judged_between(conn, IN_A_WEEK, IN_A_WEEK, IN_A_WEEK)
        assert [(each.agreement.account, each.agreement.kind, each.kept) for each in told] == [
            (ONE, AgreementKind.PROMISE, Kept.KEPT),
            (TWO, AgreementKind.APPOINTMENT, Kept.NOBODY_HOME),
        ]
        assert of_one == told[:1]
        assert later == ()
        assert (figures(told).kept, figures(told).nobody_home) == (1, 1)
