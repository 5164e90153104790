"""Going to court over two seats: the station files and records, the laptop sees where it stands."""

from datetime import date, timedelta

import pytest
from court_seats import FILED, NUMBER, filed, wanted
from ladder_seats import BILL, DUNNED, ONE, TWO, demand, serve
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cases import DisputeOpened
from collector_desktop.domain.court import ClaimState
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.limitation_board import Restart, Urgency
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_court import (
    BillNotOverdue,
    CaseNumberMissing,
    ClaimRunning,
    ClaimUnknown,
    CourtMissing,
    EnforcementTooEarly,
    FilingDayNotPossible,
    NothingToClaim,
    ObjectionTooLate,
    OnlyTheStationSues,
    PaymentOrderDisputed,
    StepDayNotPossible,
    StepDoesNotFollow,
)
from collector_desktop.services import limitation_board, suing
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries.court import claim, claims


def step(ledger: Ledger, act: ActId, kind: CourtStep, on: date, number: str = "", at: Stamp | None = None) -> None:
    taken = suing.RecordStep(id=new_act_id(), claim=act, step=kind, on=on, case_number=number)
    suing.record(ledger, taken, at or stamp(1, on))


def state(ledger: Ledger, act: ActId) -> ClaimState:
    with ledger.reading() as conn:
        found = claim(conn, act, Policy())
    assert found is not None
    return found


def test_a_payment_order_goes_its_way_and_the_laptop_sees_it(dunned: TwoSeats) -> None:
    dunned.carry_day(stamp(30, DUNNED))
    act = filed(dunned.station)
    step(dunned.station, act, CourtStep.ACCEPTED, date(2027, 2, 4), NUMBER)
    step(dunned.station, act, CourtStep.ORDER_ISSUED, date(2027, 2, 10))
    step(dunned.station, act, CourtStep.ORDER_SERVED, date(2027, 2, 22))
    found = state(dunned.station, act)
    assert (found.stage, found.case_number, found.enforce_from) == (
        CourtStep.ORDER_SERVED,
        NUMBER,
        date(2027, 3, 10),
    )
    dunned.carry_route(stamp(5, date(2027, 2, 23)))
    assert state(dunned.laptop, act) == found
    with dunned.laptop.reading() as conn:
        (line,) = [line for line in limitation_board.board(conn, FILED, Policy()) if line.account.number == ONE]
    assert line.times[0].urgency is Urgency.IN_COURT


def test_the_claim_says_what_the_books_say(dunned: TwoSeats) -> None:
    dunned.carry_day(stamp(30, DUNNED))
    claimed = state(dunned.station, filed(dunned.station)).claimed
    assert [line.bill for line in claimed.lines] == [BILL]
    assert str(claimed.fees) == "100.00"
    assert str(claimed.penalties) == "5.30"
    assert claimed.demands[0].startswith("2026-12-15 送达 催2026-")
    assert "催费通知单及送达回证" in claimed.evidence


def test_a_double_enter_files_once(doors: TwoSeats) -> None:
    asked = wanted()
    suing.file(doors.station, asked, stamp(0, FILED))
    assert not suing.file(doors.station, asked, stamp(0, FILED)).topics
    with doors.station.reading() as conn:
        assert len(claims(conn, Policy())) == 1


def test_only_the_station_sues(doors: TwoSeats) -> None:
    with pytest.raises(OnlyTheStationSues):
        suing.file(doors.laptop, wanted(), stamp(0, FILED))
    with pytest.raises(OnlyTheStationSues):
        step(doors.laptop, new_act_id(), CourtStep.ACCEPTED, FILED, NUMBER)


def test_what_can_t_be_claimed_is_refused(doors: TwoSeats) -> None:
    station, at = doors.station, stamp(0, FILED)
    with pytest.raises(CourtMissing):
        suing.file(station, wanted().model_copy(update={"court": " "}), at)
    with pytest.raises(AccountUnknown):
        suing.file(station, wanted(account=AccountNumber("4100000099")), at)
    with pytest.raises(FilingDayNotPossible):
        suing.file(station, wanted(on=FILED + timedelta(days=1)), at)
    with pytest.raises(NothingToClaim):
        suing.file(station, wanted(on=DAY), stamp(0, DAY))
    with pytest.raises(BillNotOverdue):
        suing.file(station, wanted().model_copy(update={"bills": (BillId("4100000001-202701-正常电费"),)}), at)


def test_the_same_bill_is_not_claimed_twice(doors: TwoSeats) -> None:
    act = filed(doors.station)
    with pytest.raises(ClaimRunning):
        suing.file(doors.station, wanted(Way.SUIT), stamp(0, FILED))
    step(doors.station, act, CourtStep.WITHDRAWN, FILED)
    suing.file(doors.station, wanted(Way.SUIT), stamp(2, FILED))


def test_a_disputed_debt_is_sued_for_never_ordered(doors: TwoSeats) -> None:
    with doors.station.writing() as conn:
        dispute = DisputeOpened(**dict(stamp(0, DUNNED)), id=new_act_id(), account=ONE, what="表走得快")
        doors.station.post(conn, dispute)
    with pytest.raises(PaymentOrderDisputed) as refused:
        suing.file(doors.station, wanted(), stamp(0, FILED))
    assert refused.value.facts["text"] == "表走得快"
    suing.file(doors.station, wanted(Way.SUIT), stamp(0, FILED))


def test_a_step_that_can_t_follow_is_refused_with_its_reason(doors: TwoSeats) -> None:
    station = doors.station
    with pytest.raises(ClaimUnknown):
        step(station, new_act_id(), CourtStep.ACCEPTED, FILED, NUMBER)
    act = filed(station)
    with pytest.raises(StepDoesNotFollow):
        step(station, act, CourtStep.ORDER_SERVED, FILED)
    with pytest.raises(CaseNumberMissing):
        step(station, act, CourtStep.ACCEPTED, FILED)
    with pytest.raises(StepDayNotPossible):
        step(station, act, CourtStep.ACCEPTED, FILED - timedelta(days=1), NUMBER, at=stamp(0, FILED))
    step(station, act, CourtStep.ACCEPTED, FILED, NUMBER)
    step(station, act, CourtStep.ORDER_ISSUED, FILED)
    step(station, act, CourtStep.ORDER_SERVED, FILED)
    with pytest.raises(EnforcementTooEarly) as early:
        step(station, act, CourtStep.ENFORCEMENT_APPLIED, date(2027, 2, 16))
    assert early.value.facts["day"] == date(2027, 2, 17)
    with pytest.raises(ObjectionTooLate):
        step(station, act, CourtStep.OBJECTED, date(2027, 2, 17))
    step(station, act, CourtStep.OBJECTED, date(2027, 2, 16))
    assert state(station, act).next_steps == (CourtStep.SUIT_OPENED, CourtStep.CLOSED)


def test_the_board_puts_what_runs_out_first_on_top(doors: TwoSeats) -> None:
    serve(doors.laptop, demand(doors.laptop, stamp(0, DUNNED)), stamp(5, DUNNED))
    doors.carry_day(stamp(30, DUNNED))
    on = date(2029, 12, 1)
    with doors.station.reading() as conn:
        lines = limitation_board.board(conn, on, Policy())
    assert [line.account.number for line in lines][-1] == ONE
    first, last = lines[0], lines[-1]
    assert first.account.number == TWO
    assert first.first is not None
    assert (first.first.days_left, first.worth_attention) == (9, True)
    assert last.first is not None
    assert (last.first.restart, last.first.restarted_on) == (Restart.DEMAND, DUNNED)


def test_a_claim_whose_bills_are_paid_can_be_closed(doors: TwoSeats) -> None:
    act = filed(doors.station)
    doors.settle_at_the_counter(BILL)
    with doors.station.reading() as conn:
        line = limitation_board.household(conn, ONE, DAY, Policy())
    assert line is not None
    assert line.claim is not None
    assert line.claim.filed.id == act
    assert limitation_board.is_settled(line, line.claim)
