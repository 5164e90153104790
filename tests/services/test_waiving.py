"""Waivers over two seats: asked for at the door, granted at the station, applied once by whoever holds the bill."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from savings_seats import decide, seats_agree
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.refusals import (
    AmountNotPositive,
    GrantedOtherThanAsked,
    OnlyTheStationDecides,
    ReasonMissing,
    Refusal,
)
from collector_desktop.domain.refusals_terms import (
    BillUnknown,
    NothingToWaive,
    WaiverMoreThanOpen,
    WaiverNotApproved,
    WaiverOnAnotherBill,
)
from collector_desktop.domain.requests import Role, WaiverWanted
from collector_desktop.services import deciding, waiving
from collector_desktop.services.matter_words import matter_words
from collector_desktop.services.terms_words import waiver_state
from collector_desktop.services.waiving import AskWaiver
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, policies
from collector_desktop.store.queries.account_terms import account_terms
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.waivers import unapproved_waivers, waiting, waivers

ONE = AccountNumber("4100000001")
BILL, OTHER = BillId("4100000001-202610-正常电费"), BillId("4100000001-202611-正常电费")
LATE = date(2027, 1, 11)
"""32 days after the due date: 100.00 owe 3.20."""


def ask(ledger: Ledger, fen: int, minute: int = 0, bill: BillId = BILL, reason: str = "家里遭了灾") -> ActId:
    """A waiver asked for."""
    wanted = AskWaiver(id=new_act_id(), account=ONE, bill=bill, amount=Money(fen), reason=reason)
    waiving.ask(ledger, wanted, stamp(minute, LATE))
    return wanted.id


def told(ledger: Ledger) -> str:
    """What a card says of the only waiver asked for."""
    with ledger.reading() as conn:
        (line,) = account_terms(conn, ONE, LATE, policies.policy(conn)).waivers
    return waiver_state(line)


def grant(seats: TwoSeats, request: ActId, minute: int, granted: WaiverWanted | None = None) -> None:
    """The manager's approval, of less if so said."""
    said = deciding.Decide(
        request=request, approved=True, reason="情况属实", granted=granted, decided_by="郑所长", role=Role.MANAGER
    )
    deciding.decide(seats.station, said, stamp(minute, LATE))


def bill_of(ledger: Ledger, wanted: BillId = BILL) -> Bill:
    """A bill as one seat has it."""
    with ledger.reading() as conn:
        return next(bill for bill in bills.of_account(conn, ONE) if bill.id == wanted)


def open_penalty(ledger: Ledger) -> int:
    """What is still to be paid of the bill's penalty."""
    with ledger.reading() as conn:
        return penalty(bill_of(ledger), LATE, policies.policy(conn)).open.fen


def test_a_waiver_granted_at_the_station_stands_on_the_receipt_with_its_number(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 200)
    doors.carry_day(stamp(1, LATE))
    grant(doors, request, 2)
    with doors.station.reading() as conn:
        assert [each.about for each in waiting(conn)] == [request], "the laptop holds the bill"
    assert open_penalty(doors.laptop) == 320
    doors.carry_route(stamp(3, LATE))
    assert open_penalty(doors.laptop) == 120
    receipt = doors.pay(ONE, 10120, stamp(4, LATE))
    (line,) = receipt.lines
    assert (line.penalty, line.waived) == (Money(120), Money(200))
    with doors.laptop.reading() as conn:
        (applied,) = waivers(conn, ONE)
    assert line.approval == applied.approval
    assert applied.approval.startswith("20270111-")
    doors.carry_day(stamp(5, LATE))
    seats_agree(doors)
    with doors.station.reading() as conn:
        assert waivers(conn) == (applied,)
        assert not waiting(conn)
        assert not unapproved_waivers(conn)


def test_the_same_decision_is_applied_once_however_often_the_route_comes(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 200)
    doors.carry_day(stamp(1, LATE))
    grant(doors, request, 2)
    for minute in (3, 4, 5):
        doors.carry_route(stamp(minute, LATE))
    assert open_penalty(doors.laptop) == 120
    with doors.laptop.reading() as conn:
        assert len(facts(conn, WaiverApplied)) == 1


def test_what_was_paid_meanwhile_is_waived_no_more(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 300)
    doors.carry_day(stamp(1, LATE))
    grant(doors, request, 2)
    doors.pay(ONE, 10320, stamp(3, LATE))
    doors.carry_day(stamp(4, LATE))
    assert told(doors.laptop) == "等供电所批准"
    doors.carry_route(stamp(5, LATE))
    with doors.laptop.reading() as conn:
        assert not facts(conn, WaiverApplied)
    assert told(doors.laptop) == "批准时违约金已经交清,没有可减的"
    seats_agree(doors)


def test_the_station_applies_at_once_what_it_holds_itself(doors: TwoSeats) -> None:
    doors.bill(ONE, "前柳村", "202611", 5000)
    request = ask(doors.station, 100, bill=OTHER)
    grant(doors, request, 1, WaiverWanted(bill=OTHER, amount=Money(60)))
    assert bill_of(doors.station, OTHER).waived == Money(60)


def test_what_is_refused_changes_nothing(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 200)
    doors.carry_day(stamp(1, LATE))
    decide(doors, request, stamp(2, LATE), approved=False)
    doors.carry_route(stamp(3, LATE))
    assert open_penalty(doors.laptop) == 320


@pytest.mark.parametrize(
    ("fen", "bill", "reason", "refusal"),
    [
        (321, BILL, "遭灾", WaiverMoreThanOpen),
        (0, BILL, "遭灾", AmountNotPositive),
        (100, BillId("x"), "遭灾", BillUnknown),
        (100, BILL, " ", ReasonMissing),
    ],
)
def test_what_can_t_be_asked_for_is_refused(
    fen: int, bill: BillId, reason: str, refusal: type[Refusal], doors: TwoSeats
) -> None:
    with pytest.raises(refusal):
        ask(doors.laptop, fen, bill=bill, reason=reason)


def test_a_bill_without_penalty_has_nothing_to_waive(doors: TwoSeats) -> None:
    wanted = AskWaiver(id=new_act_id(), account=ONE, bill=BILL, amount=Money(1), reason="遭灾")
    with pytest.raises(NothingToWaive):
        waiving.ask(doors.laptop, wanted, stamp(5))


def test_a_waiver_is_told_with_its_month_in_words() -> None:
    assert matter_words(WaiverWanted(bill=BILL, amount=Money(991))) == "2026年10月 减免违约金 9.91 元"


def test_more_or_another_bill_than_was_asked_for_is_not_granted(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 100)
    doors.carry_day(stamp(1, LATE))
    with pytest.raises(GrantedOtherThanAsked):
        grant(doors, request, 2, WaiverWanted(bill=BILL, amount=Money(101)))
    with pytest.raises(WaiverOnAnotherBill):
        grant(doors, request, 2, WaiverWanted(bill=OTHER, amount=Money(100)))


def test_only_the_station_decides(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 100)
    said = deciding.Decide(request=request, approved=True, reason="", decided_by="郑所长", role=Role.MANAGER)
    with pytest.raises(OnlyTheStationDecides):
        deciding.decide(doors.laptop, said, stamp(1, LATE))


def test_the_books_refuse_a_waiver_nobody_approved(doors: TwoSeats) -> None:
    request = ask(doors.laptop, 100)
    forged = WaiverApplied(
        **dict(stamp(1, LATE)),
        id=new_act_id(),
        account=ONE,
        about=request,
        bill=BILL,
        amount=Money(100),
        approval="20270111-FFFF",
        approved_on=LATE,
    )
    with pytest.raises(WaiverNotApproved), doors.laptop.writing() as conn:
        doors.laptop.post(conn, forged)
    assert open_penalty(doors.laptop) == 320
    with doors.laptop.reading() as conn:
        assert not unapproved_waivers(conn)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(1, 400)),
        st.tuples(st.just("decide"), st.integers(0, 400)),
        st.tuples(st.just("pay"), st.integers(1, 6000)),
        st.tuples(st.just("day"), st.just(0)),
        st.tuples(st.just("route"), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_whatever_happens_in_any_order_no_more_is_waived_than_was_granted(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        seats = two_seats(Path(folder))
        seats.bill(ONE, "前柳村", "202610", 10000)
        seats.carry_route(stamp(1))
        granted: dict[ActId, Money] = {}
        asked: list[ActId] = []
        for minute, (step, fen) in enumerate(steps):
            try:
                _do(seats, step, fen, minute, asked, granted)
            except Refusal:
                continue
        seats.carry_day(stamp(58, LATE))
        for ledger in (seats.station, seats.laptop):
            with ledger.reading() as conn:
                assert not unapproved_waivers(conn)
                for act in facts(conn, WaiverApplied):
                    assert Money.ZERO < act.amount <= granted[act.about]
            assert open_penalty(ledger) >= 0
        seats_agree(seats)
        seats.close()


def _do(seats: TwoSeats, step: str, fen: int, minute: int, asked: list[ActId], granted: dict[ActId, Money]) -> None:
    match step:
        case "ask":
            asked.append(ask(seats.laptop, fen, minute))
        case "decide" if asked:
            request = asked[fen % len(asked)]
            grant(seats, request, minute, WaiverWanted(bill=BILL, amount=Money(fen)))
            granted[request] = Money(fen)
        case "pay":
            seats.pay(ONE, fen, stamp(minute, LATE))
        case "day":
            seats.carry_day(stamp(minute, LATE))
        case "route":
            seats.carry_route(stamp(minute, LATE))
