"""Papers: saved first, printed after; reprints are marked and counted."""

import pytest
from two_seats import LAPTOP, TwoSeats, stamp

from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import ReceiptUnknown
from collector_desktop.security.receipt_code import verify_receipt_code
from collector_desktop.services.printing_out import came_out, order_reprint, paper_of
from collector_desktop.store.queries import receipts

ONE = "4100000001"


def waiting(seats: TwoSeats) -> list[tuple[str, int]]:
    with seats.laptop.reading() as conn:
        return [(job.number, job.copy_number) for job in receipts.to_print(conn)]


def test_a_receipt_waits_for_its_paper_until_it_came_out(doors: TwoSeats) -> None:
    number = doors.pay(ONE, 10000, stamp(2)).number
    assert waiting(doors) == [(number, 0)]
    came_out(doors.laptop, number)
    assert waiting(doors) == []


def test_every_reprint_is_counted_and_waits_for_paper_of_its_own(doors: TwoSeats) -> None:
    number = doors.pay(ONE, 10000, stamp(2)).number
    came_out(doors.laptop, number)
    assert [order_reprint(doors.laptop, number, stamp(minute)) for minute in (3, 4)] == [1, 2]
    came_out(doors.laptop, number, 2)
    assert waiting(doors) == [(number, 1)]
    assert paper_of(doors.laptop, number, 1).given.copies == 2


def test_the_station_learns_of_reprints(doors: TwoSeats) -> None:
    number = doors.pay(ONE, 10000, stamp(2)).number
    order_reprint(doors.laptop, number, stamp(3))
    doors.carry_day(stamp(4))
    with doors.station.reading() as conn:
        given = receipts.by_number(conn, number)
    assert given is not None
    assert given.copies == 1


def test_the_code_is_signed_by_the_laptop_and_the_same_on_every_copy(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    first, copy = paper_of(doors.laptop, receipt.number), paper_of(doors.laptop, receipt.number, 1)
    assert first.code == copy.code
    assert verify_receipt_code(first.code, doors.laptop_keys.public).received == receipt.received


def test_no_paper_of_a_receipt_nobody_gave(doors: TwoSeats) -> None:
    unknown = ReceiptNumber.make(doors.laptop.seat.station_code, LAPTOP, 9)
    with pytest.raises(ReceiptUnknown):
        paper_of(doors.laptop, unknown)
    with pytest.raises(ReceiptUnknown):
        order_reprint(doors.laptop, unknown, stamp(2))
