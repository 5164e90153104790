"""The statement tells every move with its balance, and ends with what is held."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from savings_seats import ONE, WISH, decide, holds, seats_agree
from two_seats import DAY, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.statement import Held, MoveKind, Statement
from collector_desktop.services import depositing, refunding, voiding
from collector_desktop.services.depositing import AskOffset
from collector_desktop.services.refunding import AskRefund, RefundWay
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries.statements import statement

LATER = DAY + timedelta(days=1)


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = owing_seats(tmp_path, ONE)
    yield seats
    seats.close()


def told(ledger: Ledger, since: int = 30) -> Statement:
    with ledger.reading() as conn:
        return statement(conn, ONE, DAY - timedelta(days=since), LATER)


def moves(held: Held) -> list[tuple[MoveKind, int, int]]:
    return [(line.move.kind, line.move.amount.fen, line.balance.fen) for line in held.lines]


def test_a_year_of_one_account_reads_the_same_on_both_seats(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 18000, stamp(2))
    seats.carry_day(stamp(3))
    seats.bill(ONE, "前柳村", "202611", 3000)
    seats.bill(ONE, "前柳村", "202612", 1000)
    seats.carry_route(stamp(4, LATER))
    asked = AskRefund(id=new_act_id(), account=ONE, amount=Money(1500), way=RefundWay.AT_THE_COUNTER, reason="搬家")
    refunding.ask(seats.laptop, asked, stamp(5, LATER))
    seats.carry_day(stamp(6, LATER))
    decide(seats, asked.id, stamp(7, LATER))
    seats.carry_route(stamp(8, LATER))
    here, there = told(seats.station), told(seats.laptop)
    assert here == there
    assert here.prepayment.opening == Money.ZERO
    assert moves(here.prepayment) == [
        (MoveKind.RECEIPT, 8000, 8000),
        (MoveKind.OFFSET, -4000, 4000),
        (MoveKind.PAID_BACK, -1500, 2500),
    ]
    paid, offset, _back = (line.move for line in here.prepayment.lines)
    assert paid.number == receipt.number
    assert offset.months == (BillingMonth(2026, 11), BillingMonth(2026, 12))
    assert (here.came_in, here.went_out, here.prepayment.closing) == (Money(8000), Money(5500), Money(2500))
    seats_agree(seats)


def test_what_was_there_before_is_carried_in(seats: TwoSeats) -> None:
    holds(seats, prepay=700)
    seats.pay(ONE, 12000, stamp(2))
    seats.carry_day(stamp(3))
    found = told(seats.station)
    assert (found.prepayment.opening, found.prepayment.closing) == (Money(700), Money(2700))
    with seats.station.reading() as conn:
        after = statement(conn, ONE, LATER, LATER)
        before = statement(conn, ONE, DAY - timedelta(days=9), DAY - timedelta(days=1))
    assert (after.prepayment.opening, after.prepayment.lines) == (Money(2700), ())
    assert (before.prepayment.opening, before.prepayment.closing) == (Money(700), Money(700))


def test_a_voided_receipt_is_not_on_it(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 12000, stamp(2))
    voiding.void(seats.laptop, receipt.number, "收错", stamp(3))
    assert told(seats.laptop).prepayment == Held(Money.ZERO, (), Money.ZERO)


def test_money_for_a_bill_paid_elsewhere_is_told_with_its_receipt(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    seats.settle_at_the_counter(f"{ONE}-202610-正常电费")
    seats.carry_day(stamp(3))
    seats.carry_route(stamp(4))
    (line,) = told(seats.laptop).prepayment.lines
    assert (line.move.kind, line.move.amount, line.move.number) == (
        MoveKind.REDIRECT,
        Money(10000),
        receipt.number,
    )


def test_the_deposit_has_its_own_moves(seats: TwoSeats) -> None:
    holds(seats, deposit=20000)
    seats.carry_route(stamp(2))
    asked = AskOffset(id=new_act_id(), account=ONE, amount=Money(20000), reason="愿意", wish=(WISH,))
    depositing.ask_offset(seats.laptop, asked, stamp(3))
    seats.carry_day(stamp(4))
    decide(seats, asked.id, stamp(5))
    seats.carry_route(stamp(6))
    found = told(seats.laptop).deposit
    assert (found.opening, found.closing) == (Money(20000), Money(10000))
    assert moves(found) == [(MoveKind.OFFSET, -10000, 10000)]
    assert found.lines[0].move.months == (BillingMonth(2026, 10),)
