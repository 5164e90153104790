"""Collecting: one payment is one receipt, of fresh figures, inside the rules of cash."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import (
    AccountUnknown,
    AmountNotPositive,
    AmountOverLimit,
    CardOutOfDate,
    CashCeilingReached,
    DayAlreadyClosed,
    ReferenceMissing,
    TenderedTooLittle,
)
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.domain.waiting import Waiting
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.services.voiding import void
from collector_desktop.store.books_check import check_books
from collector_desktop.store.journal import Entry
from collector_desktop.store.queries import cards, receipts, sync, takings, visits, waiting
from collector_desktop.store.tables.machinery import JournalRow

ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")


def payment(seats: TwoSeats, **said: Any) -> TakePayment:
    """The payment of what account ONE owes, unless it says otherwise."""
    account = said.get("account", ONE)
    with seats.laptop.reading() as conn:
        card = cards.card(conn, account, DAY, LAPTOP)
    received = said.get("received", Money(10000))
    usual: dict[str, Any] = {
        "id": new_act_id(),
        "account": account,
        "received": received,
        "tendered": received,
        "method": PaymentMethod.CASH,
        "slot": Slot.MORNING,
        "token": card.token if card else "",
    }
    return TakePayment(**usual | said)


def nothing_changed(seats: TwoSeats, lines_before: int) -> bool:
    with seats.laptop.reading() as conn:
        return len(conn.execute(select(JournalRow.line)).all()) == lines_before and not takings.books(conn).receipts


def journal_lines(seats: TwoSeats) -> int:
    with seats.laptop.reading() as conn:
        return len(conn.execute(select(JournalRow.line)).all())


def test_a_payment_gives_a_receipt_that_tells_everything(doors: TwoSeats) -> None:
    done = collect(doors.laptop, payment(doors, tendered=Money(15000)), stamp(2))
    receipt = done.receipt
    assert (receipt.received.fen, receipt.change.fen, receipt.open_after.fen) == (10000, 5000, 0)
    assert [(line.fee.fen, line.penalty.fen) for line in receipt.lines] == [(10000, 0)]
    assert (receipt.number.station, receipt.number.device, receipt.number.counter) == ("41070305", "01", 1)
    assert done.changes.accounts == {ONE}
    with doors.laptop.reading() as conn:
        assert receipts.to_print(conn)[0].number == receipt.number
        assert check_books(conn, doors.laptop.seat.kind).problems == ()


def test_the_same_enter_twice_is_one_payment_and_the_same_receipt(doors: TwoSeats) -> None:
    once = payment(doors)
    first = collect(doors.laptop, once, stamp(2))
    second = collect(doors.laptop, once, stamp(3))
    assert (second.again, second.receipt) == (True, first.receipt)
    with doors.laptop.reading() as conn:
        assert takings.books(conn).received == Money(10000)


def test_a_card_that_shows_old_figures_is_refused(doors: TwoSeats) -> None:
    stale = payment(doors)
    collect(doors.laptop, payment(doors, received=Money(4000)), stamp(2))
    with pytest.raises(CardOutOfDate):
        collect(doors.laptop, stale, stamp(3))


def test_a_part_payment_leaves_the_rest_open_and_counts_as_such_a_visit(doors: TwoSeats) -> None:
    receipt = collect(doors.laptop, payment(doors, received=Money(4000)), stamp(2)).receipt
    assert receipt.open_after == Money(6000)
    with doors.laptop.reading() as conn:
        seen = visits.at_account(conn, DAY, ONE)
    assert [knock.outcome for knock in seen.today] == [Outcome.PART_PAID]


def test_what_is_over_becomes_prepayment_on_the_same_receipt(doors: TwoSeats) -> None:
    receipt = collect(doors.laptop, payment(doors, received=Money(12000)), stamp(2)).receipt
    assert (receipt.prepayment.fen, receipt.prepayment_before.fen, receipt.prepayment_after.fen) == (2000, 0, 2000)
    with doors.laptop.reading() as conn:
        card = cards.card(conn, ONE, DAY, LAPTOP)
    assert card is not None
    assert card.prepay == Money(2000)


def test_numbers_run_on_without_a_gap(doors: TwoSeats) -> None:
    with pytest.raises(AmountNotPositive):
        collect(doors.laptop, payment(doors, received=Money(0)), stamp(2))
    first = collect(doors.laptop, payment(doors), stamp(3)).receipt
    with pytest.raises(CardOutOfDate):
        collect(doors.laptop, payment(doors, account=TWO, token="old"), stamp(4))
    second = collect(doors.laptop, payment(doors, account=TWO), stamp(5)).receipt
    assert (first.number.counter, second.number.counter) == (1, 2)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"received": Money(0)}, AmountNotPositive),
        ({"received": Money(-100)}, AmountNotPositive),
        ({"received": Money(10_000_001)}, AmountOverLimit),
        ({"tendered": Money(9999)}, TenderedTooLittle),
        ({"method": PaymentMethod.WECHAT, "reference": "  "}, ReferenceMissing),
        ({"account": AccountNumber("9999999999")}, AccountUnknown),
        ({"received": Money(500_001)}, CashCeilingReached),
    ],
)
def test_a_refused_payment_leaves_no_trace(doors: TwoSeats, said: dict[str, object], refusal: type[Exception]) -> None:
    before = journal_lines(doors)
    with pytest.raises(refusal):
        collect(doors.laptop, payment(doors, **said), stamp(2))
    assert nothing_changed(doors, before)


def test_a_transfer_is_no_cash_and_has_no_ceiling(doors: TwoSeats) -> None:
    transfer = payment(doors, received=Money(600_000), method=PaymentMethod.ALIPAY, reference="20261110-1")
    collect(doors.laptop, transfer, stamp(2))
    with doors.laptop.reading() as conn:
        assert takings.in_hand(conn, LAPTOP) == Money.ZERO
        assert takings.books(conn).received == Money(600_000)


def test_the_ceiling_counts_the_cash_in_hand(doors: TwoSeats) -> None:
    collect(doors.laptop, payment(doors, received=Money(499_000)), stamp(2))
    with pytest.raises(CashCeilingReached) as refused:
        collect(doors.laptop, payment(doors, account=TWO, received=Money(2000)), stamp(3))
    assert refused.value.facts["in_hand"] == Money(499_000)


def test_no_payment_on_a_closed_day(doors: TwoSeats) -> None:
    collect(doors.laptop, payment(doors), stamp(2))
    doors.close_day({10000: 1}, stamp(3))
    with pytest.raises(DayAlreadyClosed):
        collect(doors.laptop, payment(doors, account=TWO), stamp(4))


def test_every_money_line_of_the_journal_carries_the_running_total(doors: TwoSeats) -> None:
    collect(doors.laptop, payment(doors), stamp(2))
    collect(doors.laptop, payment(doors, account=TWO, received=Money(2500)), stamp(3))
    with doors.laptop.reading() as conn:
        last = sync.lines(conn, doors.laptop.chain)[-1].content
    assert '"takings":12500' in last


def test_how_long_the_customer_waited_is_told_at_both_seats_but_not_for_a_receipt_made_void(doors: TwoSeats) -> None:
    collect(doors.laptop, payment(doors, waited=80), stamp(2))
    undone = collect(doors.laptop, payment(doors, account=TWO, waited=900), stamp(3)).receipt
    void(doors.laptop, undone.number, "金额打错", stamp(4))
    doors.carry_day(stamp(5))
    for books in (doors.laptop, doors.station):
        with books.reading() as conn:
            assert waiting.waiting(conn, DAY, DAY) == Waiting(customers=1, median=80)
            assert waiting.waiting(conn, DAY, DAY, LAPTOP).median == 80
            assert waiting.waiting(conn, DAY + timedelta(days=1), DAY + timedelta(days=1)) == Waiting()


def test_a_payment_nobody_measured_is_no_wait(doors: TwoSeats) -> None:
    collect(doors.laptop, payment(doors), stamp(2))
    with doors.laptop.reading() as conn:
        assert waiting.waiting(conn, DAY, DAY) == Waiting()


def test_a_journal_line_from_before_waits_were_measured_still_reads(doors: TwoSeats) -> None:
    done = collect(doors.laptop, payment(doors), stamp(2))
    with doors.laptop.reading() as conn:
        lines = [row.content for row in conn.execute(select(JournalRow.content))]
    (line,) = [line for line in lines if '"kind":"payment_taken"' in line]
    assert '"waited":null' in line
    before = line.replace(',"waited":null', "")
    assert Entry.read(before).act == Entry.read(line).act
    assert done.receipt.number in before
