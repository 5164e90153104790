"""Voiding: the same day, before the cash is closed, with a reason; the number stays."""

from datetime import timedelta

import pytest
from small_exports import Owed, arrears
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import (
    ReasonMissing,
    ReceiptAlreadyRemitted,
    ReceiptAlreadyVoid,
    ReceiptNotFromToday,
    ReceiptUnknown,
)
from collector_desktop.services.importing import import_exports
from collector_desktop.services.voiding import void
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.books_check import check_books
from collector_desktop.store.queries import attention, cards, receipts, takings, visits

ONE = "4100000001"


def test_a_voided_receipt_gives_its_bills_back(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 12000, stamp(2))
    void(doors.laptop, receipt.number, "金额看错", stamp(3))
    with doors.laptop.reading() as conn:
        card = cards.card(conn, AccountNumber(ONE), DAY, LAPTOP)
        assert card is not None
        assert (card.bills[0].open.fen, card.prepay.fen) == (10000, 0)
        assert takings.in_hand(conn, LAPTOP) == Money.ZERO
        assert visits.at_account(conn, DAY, AccountNumber(ONE)).today == ()
        assert check_books(conn, doors.laptop.seat.kind).problems == ()


def test_its_number_stays_with_the_reason_and_is_never_given_again(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    void(doors.laptop, receipt.number, " 金额看错 ", stamp(3))
    assert doors.pay(ONE, 10000, stamp(4)).number.counter == receipt.number.counter + 1
    with doors.laptop.reading() as conn:
        given = receipts.by_number(conn, receipt.number)
        assert given is not None
        assert given.void is not None
        assert given.void.reason == "金额看错"
        assert [line.kind for line in attention.lines(conn)] == [Attention.RECEIPT_VOIDED]
        assert receipt.number in takings.of_day(conn, DAY, LAPTOP).voided


def test_a_void_paper_is_not_printed_any_more(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    void(doors.laptop, receipt.number, "金额看错", stamp(3))
    with doors.laptop.reading() as conn:
        assert receipts.to_print(conn) == ()


def test_without_a_reason_nothing_is_voided(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    with pytest.raises(ReasonMissing):
        void(doors.laptop, receipt.number, "  ", stamp(3))


def test_a_receipt_is_voided_once(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    void(doors.laptop, receipt.number, "金额看错", stamp(3))
    with pytest.raises(ReceiptAlreadyVoid):
        void(doors.laptop, receipt.number, "再来一次", stamp(4))


def test_an_unknown_number_is_refused(doors: TwoSeats) -> None:
    with pytest.raises(ReceiptUnknown):
        void(doors.laptop, ReceiptNumber.make(doors.laptop.seat.station_code, LAPTOP, 77), "错", stamp(3))


def test_yesterdays_receipt_is_the_stations_to_correct(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    with pytest.raises(ReceiptNotFromToday):
        void(doors.laptop, receipt.number, "错", stamp(3, DAY + timedelta(days=1)))


def test_after_the_close_it_is_too_late(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    doors.close_day({10000: 1}, stamp(3))
    with pytest.raises(ReceiptAlreadyRemitted):
        void(doors.laptop, receipt.number, "错", stamp(4))


def test_prepayment_used_up_before_the_void_is_raised_to_the_manager(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 12000, stamp(2))
    doors.carry_day(stamp(3))
    newer = arrears(doors.folder, Owed(ONE, "202611", "15.00", due="2026-12-15"))
    assert import_exports(doors.station, [newer], stamp(4)).offset == Money(1500)
    doors.carry_route(stamp(5))
    void(doors.laptop, receipt.number, "错", stamp(6))
    with doors.laptop.reading() as conn:
        found = {line.kind: line.amount for line in attention.lines(conn)}
        assert check_books(conn, doors.laptop.seat.kind).problems == ()
    assert found[Attention.PREPAYMENT_OVERDRAWN] == Money(-1500)
