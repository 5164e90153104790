"""Reconciling over the books of both seats: from the receipt at the door to the slip of the bank."""

from datetime import timedelta

from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.reconciliation import Slip, Standing
from collector_desktop.services.closing import remit
from collector_desktop.services.reconciling import papers_of, reconcile
from collector_desktop.services.station_reports import receipts_table

ONE, TWO = "4100000001", "4100000002"
NEXT = DAY + timedelta(days=1)


def test_a_day_is_followed_from_its_receipts_to_the_bank(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.pay(TWO, 10000, stamp(3), PaymentMethod.WECHAT, "4200001234")
    doors.carry_day(stamp(4))
    (day,) = reconcile(doors.station)
    assert (day.standing, day.cash.fen, day.other.fen, day.held.fen) == (Standing.NOT_CLOSED, 10000, 10000, 10000)
    doors.close_day({10000: 1}, stamp(5))
    doors.carry_day(stamp(6))
    (day,) = reconcile(doors.station)
    assert (day.standing, day.collector_name, day.held.fen) == (Standing.HELD, "农电工甲", 10000)
    remit(doors.laptop, Money(10000), "GH-88", "王会计", stamp(7))
    doors.carry_day(stamp(8))
    (day,) = reconcile(doors.station)
    assert (day.standing, day.held, day.slips) == (Standing.CLEAR, Money.ZERO, (Slip("GH-88", Money(10000)),))


def test_a_short_drawer_stands_first_with_its_reason_and_opens_its_papers(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.close_day({5000: 1}, stamp(3), reason="找错零钱")
    doors.pay(TWO, 10000, stamp(4, NEXT))
    doors.carry_day(stamp(5, NEXT))
    short, later = reconcile(doors.station)
    assert (short.day, short.standing, later.standing) == (DAY, Standing.SHORT, Standing.NOT_CLOSED)
    assert short.closed is not None
    assert (short.closed.over_short.fen, short.closed.reason) == (-5000, "找错零钱")
    papers = papers_of(doors.station, LAPTOP, DAY)
    assert papers.close is not None
    assert (papers.close.over_short.fen, len(papers.receipts), papers.remittances) == (-5000, 1, ())
    table = receipts_table(papers.receipts, LAPTOP, DAY, doors.station.seat)
    assert table.total is not None
    assert (table.rows[0][1], table.total[3]) == ("****0001", Money(10000))
    assert papers_of(doors.station, LAPTOP, NEXT).close is None
