"""Visiting: what a knock brought is kept, and taken back only while it is fresh."""

from datetime import timedelta

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown, PromiseInThePast, UndoTooLate, VisitUnknown
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services.visiting import RecordVisit, record, undo
from collector_desktop.store.queries import doors as walk
from collector_desktop.store.queries import policies, receipts, sync, visits
from collector_desktop.store.queries.visits import VisitsOfAccount

ONE = AccountNumber("4100000001")


def knock(outcome: Outcome = Outcome.NOT_HOME, promise: Promise | None = None) -> RecordVisit:
    return RecordVisit(id=new_act_id(), account=ONE, slot=Slot.MORNING, outcome=outcome, promise=promise)


def seen(seats: TwoSeats) -> VisitsOfAccount:
    with seats.laptop.reading() as conn:
        return visits.at_account(conn, DAY, ONE)


def seconds_later(at: Stamp, seconds: int) -> Stamp:
    return at.model_copy(update={"at": at.at + timedelta(seconds=seconds)})


def test_a_knock_is_known_at_the_door_and_in_the_journal(doors: TwoSeats) -> None:
    record(doors.laptop, knock(), stamp(2))
    assert [each.outcome for each in seen(doors).today] == [Outcome.NOT_HOME]
    with doors.laptop.reading() as conn:
        assert '"kind":"visit_recorded"' in sync.lines(conn, doors.laptop.chain)[-1].content


def test_a_key_held_down_is_one_visit(doors: TwoSeats) -> None:
    once = knock()
    record(doors.laptop, once, stamp(2))
    record(doors.laptop, once, stamp(2))
    assert len(seen(doors).today) == 1


def test_a_promise_waits_at_its_door(doors: TwoSeats) -> None:
    promise = Promise(on=DAY, slot=Slot.EVENING)
    record(doors.laptop, knock(Outcome.PROMISED, promise), stamp(2))
    with doors.laptop.reading() as conn:
        found = walk.doors(conn, DAY, policies.policy(conn), LAPTOP)
    assert [door.promise for door in found if door.account == ONE] == [promise]


def test_a_promise_for_yesterday_is_refused(doors: TwoSeats) -> None:
    promise = Promise(on=DAY - timedelta(days=1), slot=Slot.EVENING)
    with pytest.raises(PromiseInThePast):
        record(doors.laptop, knock(Outcome.PROMISED, promise), stamp(2))


def test_an_unknown_account_has_no_door(doors: TwoSeats) -> None:
    with pytest.raises(AccountUnknown):
        record(doors.laptop, knock().model_copy(update={"account": AccountNumber("9999999999")}), stamp(2))


def test_a_visit_is_taken_back_within_ten_seconds(doors: TwoSeats) -> None:
    visit = knock()
    record(doors.laptop, visit, stamp(2))
    changes = undo(doors.laptop, visit.id, seconds_later(stamp(2), 10))
    assert changes.accounts == {ONE}
    assert seen(doors).today == ()


def test_after_ten_seconds_it_stays(doors: TwoSeats) -> None:
    visit = knock()
    record(doors.laptop, visit, stamp(2))
    with pytest.raises(UndoTooLate):
        undo(doors.laptop, visit.id, seconds_later(stamp(2), 11))
    assert len(seen(doors).today) == 1


def test_taking_it_back_twice_is_once(doors: TwoSeats) -> None:
    visit = knock()
    record(doors.laptop, visit, stamp(2))
    undo(doors.laptop, visit.id, stamp(2))
    assert not undo(doors.laptop, visit.id, stamp(2)).topics


def test_a_payment_is_voided_and_never_undone(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    with doors.laptop.reading() as conn:
        given = receipts.by_number(conn, receipt.number)
    assert given is not None
    with pytest.raises(VisitUnknown):
        undo(doors.laptop, given.payment, stamp(2))


def test_an_unknown_visit_cannot_be_taken_back(doors: TwoSeats) -> None:
    with pytest.raises(VisitUnknown):
        undo(doors.laptop, ActId("no such visit"), stamp(2))


def test_the_station_learns_of_visits_and_of_those_taken_back(doors: TwoSeats) -> None:
    kept, undone = knock(Outcome.REFUSED), knock()
    record(doors.laptop, kept, stamp(2))
    record(doors.laptop, undone, stamp(3))
    undo(doors.laptop, undone.id, stamp(3))
    doors.carry_day(stamp(4))
    with doors.station.reading() as conn:
        assert [each.outcome for each in visits.at_account(conn, DAY, ONE).today] == [Outcome.REFUSED]
