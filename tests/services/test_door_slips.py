"""A slip at the door: one key, one knock, and taken back together; the station knows it too."""

from datetime import date, timedelta

import pytest
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.household import DoorSlipLeft
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy, VisitPolicy
from collector_desktop.domain.refusals import AccountUnknown, NotWithdrawable, UndoTooLate, VisitUnknown
from collector_desktop.domain.refusals_household import SlipUnknown
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.printing.paper import Paper
from collector_desktop.services import serving
from collector_desktop.services.door_slips import LeaveSlip, leave_slip, slip_paper
from collector_desktop.services.households import Appoint, appoint
from collector_desktop.services.serving import QuickService
from collector_desktop.services.undoing import undo
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, service, visits
from collector_desktop.store.queries.facts import facts

ONE = AccountNumber("4100000001")
SATURDAY = date(2026, 11, 14)


def wanted(account: AccountNumber = ONE) -> LeaveSlip:
    return LeaveSlip(visit=new_act_id(), slip=new_act_id(), account=account, slot=Slot.MORNING)


def slips(ledger: Ledger) -> tuple[DoorSlipLeft, ...]:
    with ledger.reading() as conn:
        return facts(conn, DoorSlipLeft, account=ONE)


def outcomes(ledger: Ledger) -> list[Outcome]:
    with ledger.reading() as conn:
        return [knock.outcome for knock in visits.at_account(conn, DAY, ONE).today]


def test_a_slip_left_is_a_knock_in_vain_that_both_seats_know(doors: TwoSeats) -> None:
    left = wanted()
    leave_slip(doors.laptop, left, stamp(2))
    leave_slip(doors.laptop, left, stamp(3))
    doors.carry_day(stamp(4))
    for books in (doors.laptop, doors.station):
        (slip,) = slips(books)
        assert (slip.about, slip.evenings) == (left.visit, (DAY + timedelta(days=1), SATURDAY))
        assert outcomes(books) == [Outcome.NOT_HOME]


def test_its_paper_is_made_from_what_was_left_on_whatever_paper_there_is(doors: TwoSeats) -> None:
    left = wanted()
    leave_slip(doors.laptop, left, stamp(2))
    for paper in (Paper.A5_TALL, Paper.ROLL80):
        assert slip_paper(doors.laptop, left.slip, paper).startswith(b"%PDF")
    with pytest.raises(SlipUnknown):
        slip_paper(doors.laptop, left.visit, Paper.A5_TALL)


def test_undone_in_time_the_knock_and_the_slip_are_gone_together(doors: TwoSeats) -> None:
    left = wanted()
    leave_slip(doors.laptop, left, stamp(2))
    undo(doors.laptop, left.visit, stamp(2))
    assert undo(doors.laptop, left.visit, stamp(2)).topics == frozenset()
    doors.carry_day(stamp(4))
    for books in (doors.laptop, doors.station):
        assert slips(books) == ()
        assert outcomes(books) == []


def test_undone_too_late_both_stay(doors: TwoSeats) -> None:
    left = wanted()
    leave_slip(doors.laptop, left, stamp(2))
    with pytest.raises(UndoTooLate):
        undo(doors.laptop, left.visit, stamp(3))
    assert outcomes(doors.laptop) == [Outcome.NOT_HOME]
    assert len(slips(doors.laptop)) == 1


def test_a_door_these_books_do_not_know_gets_no_slip(doors: TwoSeats) -> None:
    with pytest.raises(AccountUnknown):
        leave_slip(doors.laptop, wanted(AccountNumber("4100000009")), stamp(2))


def test_a_small_service_logged_by_mistake_is_taken_back_while_it_is_fresh(doors: TwoSeats) -> None:
    done = new_act_id()
    serving.log_quick(doors.laptop, done, ONE, QuickService.REPAIR, stamp(2))
    undo(doors.laptop, done, stamp(2))
    with doors.laptop.reading() as conn:
        assert service.counts(conn, DAY, DAY).repairs == 0
    again = new_act_id()
    serving.log_quick(doors.laptop, again, ONE, QuickService.REPAIR, stamp(3))
    with pytest.raises(UndoTooLate):
        undo(doors.laptop, again, stamp(4))


def test_what_is_no_slip_of_the_finger_is_not_undone(doors: TwoSeats) -> None:
    made = Appoint(id=new_act_id(), account=ONE, on=DAY, slot=Slot.EVENING)
    appoint(doors.laptop, made, stamp(2))
    with pytest.raises(NotWithdrawable):
        undo(doors.laptop, made.id, stamp(2))
    with pytest.raises(VisitUnknown):
        undo(doors.laptop, ActId("nothing"), stamp(2))


def test_how_many_evenings_is_the_policys_to_say(doors: TwoSeats) -> None:
    with doors.laptop.writing() as conn:
        policies.set_policy(conn, Policy(visits=VisitPolicy(slip_evenings=1)))
    leave_slip(doors.laptop, wanted(), stamp(2))
    assert slips(doors.laptop)[0].evenings == (DAY + timedelta(days=1),)
