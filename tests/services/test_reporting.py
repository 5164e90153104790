"""The station's reports, on figures reckoned by hand."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.refusals import DeviceUnknown
from collector_desktop.services import closing, reporting, taking_in, voiding
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries import takings


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """The station's books in a file, then on a server."""
    seats = two_seats(tmp_path, engine_url)
    yield seats
    seats.close()


def recovery(receivable: int, received: int) -> Recovery:
    return Recovery(receivable=Money(receivable), received=Money(received))


def test_recovery_stands_by_village_for_the_newest_month_its_year_and_the_years_before(seats: TwoSeats) -> None:
    seats.bill("4100000001", "前柳村", "202610", 10000)
    seats.bill("4100000002", "前柳村", "202610", 5000, open_fen=0)
    seats.bill("4100000001", "前柳村", "202609", 3000, open_fen=1000)
    seats.bill("4100000001", "前柳村", "202512", 7000, open_fen=7000)
    seats.bill("4100000003", "河湾村", "202610", 2000)
    report = reporting.recovery(seats.station)
    assert report.month == BillingMonth(2026, 10)
    front, bend = report.villages
    assert (front.village, bend.village) == ("前柳村", "河湾村")
    assert (front.month, front.month.rate) == (recovery(15000, 5000), Decimal("33.3"))
    assert (front.earlier_months, front.earlier_months.rate) == (recovery(3000, 2000), Decimal("66.7"))
    assert (front.prior_years, front.prior_years.rate) == (recovery(7000, 0), Decimal("0.0"))
    assert (bend.month, bend.month.rate) == (recovery(2000, 0), Decimal("0.0"))
    assert bend.prior_years.rate is None
    assert report.total.month == recovery(17000, 5000)
    assert report.total.month.rate == Decimal("29.4")


def test_what_is_collected_at_the_door_counts_once_it_is_taken_in(seats: TwoSeats) -> None:
    seats.bill("4100000001", "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    seats.pay("4100000001", 4000, stamp(2))
    assert reporting.recovery(seats.station).total.month == recovery(10000, 0)
    seats.carry_day(stamp(3))
    assert reporting.recovery(seats.station).total.month == recovery(10000, 4000)


def test_a_penalty_is_on_neither_side_of_the_recovery_rate(seats: TwoSeats) -> None:
    seats.bill("4100000001", "前柳村", "202610", 10000)
    late = stamp(2, DAY.replace(month=12, day=20))
    seats.carry_route(stamp(1))
    receipt = seats.pay("4100000001", 10100, late)
    assert receipt.penalties == Money(100), "ten days at one per thousand"
    seats.carry_day(late)
    assert reporting.recovery(seats.station).total.month == recovery(10000, 10000)


def test_books_without_bills_have_no_rate(seats: TwoSeats) -> None:
    report = reporting.recovery(seats.station)
    assert report.month is None
    assert report.villages == ()
    assert report.total.month.rate is None


def test_a_rate_is_a_hundred_only_when_nothing_is_outstanding() -> None:
    assert recovery(1_000_000, 999_999).rate == Decimal("99.9")
    assert recovery(1_000_000, 1_000_000).rate == Decimal("100.0")


def test_takings_stand_by_device_and_day_with_the_close_and_what_was_banked(seats: TwoSeats) -> None:
    for account in ("4100000001", "4100000002", "4100000003"):
        seats.bill(account, "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    seats.pay("4100000001", 12000, stamp(2))
    seats.pay("4100000002", 3000, stamp(3), PaymentMethod.WECHAT, "42000")
    wrong = seats.pay("4100000003", 500, stamp(4))
    voiding.void(seats.laptop, wrong.number, "收错", stamp(5))
    seats.close_day({10000: 1, 1000: 1}, stamp(6), "少一张十元")
    closing.remit(seats.laptop, Money(11000), "回单1", "", stamp(7))
    seats.carry_day(stamp(8))
    report = reporting.takings(seats.station)
    (line,) = report.lines
    assert (line.device, line.collector_name, line.day) == (LAPTOP, "农电工甲", DAY)
    assert (line.receipts, line.voided) == (2, 1)
    assert (line.received, line.fees, line.penalties, line.prepayment) == (
        Money(15000),
        Money(13000),
        Money.ZERO,
        Money(2000),
    )
    assert line.by_method == {PaymentMethod.CASH: Money(12000), PaymentMethod.WECHAT: Money(3000)}
    assert (line.closed, line.over_short, line.remitted) == (True, Money(-1000), Money(11000))
    assert reporting.takings(seats.station, DeviceCode("01")) == report


def test_money_for_a_bill_paid_elsewhere_is_prepayment_in_the_report_as_in_the_books(seats: TwoSeats) -> None:
    seats.bill("4100000001", "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    seats.pay("4100000001", 10000, stamp(2))
    package = seats.hand_over(stamp(3))
    seats.settle_at_the_counter("4100000001-202610-正常电费")
    taking_in.take_in(seats.station, seats.station_keys, package, stamp(4))
    report = reporting.takings(seats.station)
    with seats.station.reading() as conn:
        books = takings.books(conn)
    assert (report.received, report.fees, report.penalties, report.prepayment) == (
        books.received,
        books.fees,
        books.penalties,
        books.prepayment,
    )
    assert (report.fees, report.prepayment) == (Money.ZERO, Money(10000))
    (line,) = reporting.attention_list(seats.station)
    assert (line.kind, line.amount) == (Attention.PAID_TWICE, Money(10000))


def test_the_list_for_the_wall_masks_names_and_accounts(seats: TwoSeats) -> None:
    seats.bill("4100000001", "前柳村", "202610", 10000)
    seats.bill("4100000001", "前柳村", "202609", 500)
    seats.bill("4100000002", "前柳村", "202610", 800, open_fen=0)
    seats.carry_route(stamp(1))
    report = reporting.route(seats.station, LAPTOP, DAY)
    (line,) = report.lines
    assert (line.order, line.name, line.account) == (1, "阎**", "****0001")
    assert (line.months, line.due) == (2, Money(10500))
    assert report.due == Money(10500)


def test_a_device_nobody_enrolled_has_no_report(seats: TwoSeats) -> None:
    with pytest.raises(DeviceUnknown):
        reporting.route(seats.station, DeviceCode("09"), DAY)
    with pytest.raises(DeviceUnknown):
        reporting.takings(seats.station, DeviceCode("09"))
