"""Closing the day and banking the takings."""

from datetime import date, timedelta

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import (
    AmountNotPositive,
    DayAlreadyClosed,
    EarlierDayOpen,
    MoreThanHeld,
    NothingToRemit,
    ReasonMissing,
    ReferenceMissing,
    SlipKnown,
)
from collector_desktop.services.closing import close, remit
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries import attention, closes, takings

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"
TOMORROW = DAY + timedelta(days=1)


def in_hand(seats: TwoSeats) -> Money:
    with seats.laptop.reading() as conn:
        return takings.in_hand(conn, LAPTOP)


def test_cash_counted_against_receipts_by_method(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.pay(TWO, 10000, stamp(3), PaymentMethod.WECHAT, "4200001")
    done = close(doors.laptop, DAY, CashCount.of({10000: 1}), "", stamp(4)).close
    assert (done.takings.cash_expected.fen, done.takings.other.fen, done.over_short.fen) == (10000, 10000, 0)
    with doors.laptop.reading() as conn:
        assert closes.of_day(conn, DAY, LAPTOP) == done


def test_a_short_drawer_needs_a_reason_and_goes_to_the_station(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    with pytest.raises(ReasonMissing):
        close(doors.laptop, DAY, CashCount.of({5000: 1}), " ", stamp(3))
    done = close(doors.laptop, DAY, CashCount.of({5000: 1}), "找零多给", stamp(4)).close
    assert (done.over_short.fen, done.reason) == (-5000, "找零多给")
    doors.carry_day(stamp(5))
    for ledger in (doors.laptop, doors.station):
        with ledger.reading() as conn:
            assert [(line.kind, line.amount.fen) for line in attention.lines(conn)] == [
                (Attention.CASH_OVER_SHORT, -5000)
            ]


def test_a_day_is_closed_once(doors: TwoSeats) -> None:
    close(doors.laptop, DAY, CashCount(), "", stamp(2))
    with pytest.raises(DayAlreadyClosed):
        close(doors.laptop, DAY, CashCount(), "", stamp(3))


def test_days_are_closed_in_order(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.pay(TWO, 10000, stamp(3, TOMORROW))
    with pytest.raises(EarlierDayOpen) as refused:
        close(doors.laptop, TOMORROW, CashCount.of({10000: 1}), "", stamp(4, TOMORROW))
    assert refused.value.facts["day"] == DAY
    close(doors.laptop, DAY, CashCount.of({10000: 1}), "", stamp(5, TOMORROW))
    close(doors.laptop, TOMORROW, CashCount.of({10000: 1}), "", stamp(6, TOMORROW))
    with pytest.raises(DayAlreadyClosed):
        close(doors.laptop, DAY - timedelta(days=1), CashCount(), "", stamp(7, TOMORROW))


def test_cash_stays_in_hand_until_it_is_banked(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    assert in_hand(doors) == Money(10000)
    close(doors.laptop, DAY, CashCount.of({10000: 1}), "", stamp(3))
    assert in_hand(doors) == Money(10000)
    slip = remit(doors.laptop, Money(6000), " JK-001 ", "王会计", stamp(4)).remittance
    assert (slip.bank_slip, slip.witness, slip.days) == ("JK-001", "王会计", (DAY,))
    assert in_hand(doors) == Money(4000)
    remit(doors.laptop, Money(4000), "JK-002", "", stamp(5))
    assert in_hand(doors) == Money.ZERO
    with doors.laptop.reading() as conn:
        assert [each.bank_slip for each in closes.remittances(conn, LAPTOP)] == ["JK-001", "JK-002"]


def test_the_oldest_day_whose_cash_is_held_is_known_until_it_is_banked(doors: TwoSeats) -> None:
    def since() -> date | None:
        with doors.laptop.reading() as conn:
            return takings.cash_since(conn, LAPTOP)

    doors.pay(TWO, 700, stamp(2), method=PaymentMethod.WECHAT, reference="4200")
    assert since() is None
    doors.pay(ONE, 10000, stamp(3, TOMORROW))
    assert since() == TOMORROW
    close(doors.laptop, DAY, CashCount(), "", stamp(4, TOMORROW))
    close(doors.laptop, TOMORROW, CashCount.of({10000: 1}), "", stamp(5, TOMORROW))
    assert since() == TOMORROW
    remit(doors.laptop, Money(10000), "JK-001", "", stamp(6, TOMORROW))
    assert since() is None


@pytest.mark.parametrize(
    ("fen", "slip", "refusal"),
    [
        (0, "JK-001", AmountNotPositive),
        (-1, "JK-001", AmountNotPositive),
        (10001, "JK-001", MoreThanHeld),
        (10000, " ", ReferenceMissing),
    ],
)
def test_no_more_is_banked_than_was_counted_and_never_without_a_slip(
    doors: TwoSeats, fen: int, slip: str, refusal: type[Exception]
) -> None:
    doors.pay(ONE, 10000, stamp(2))
    close(doors.laptop, DAY, CashCount.of({10000: 1}), "", stamp(3))
    with pytest.raises(refusal):
        remit(doors.laptop, Money(fen), slip, "", stamp(4))
    assert in_hand(doors) == Money(10000)


def test_a_bank_slip_is_recorded_once(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    close(doors.laptop, DAY, CashCount.of({5000: 2}), "", stamp(3))
    remit(doors.laptop, Money(5000), "JK-001", "", stamp(4))
    with pytest.raises(SlipKnown):
        remit(doors.laptop, Money(5000), " JK-001", "", stamp(5))
    assert in_hand(doors) == Money(5000)
    remit(doors.laptop, Money(5000), "JK-002", "", stamp(6))
    assert in_hand(doors) == Money.ZERO


def test_takings_that_were_not_counted_are_not_banked(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    with pytest.raises(NothingToRemit):
        remit(doors.laptop, Money(10000), "JK-001", "", stamp(3))


def test_a_closed_day_and_its_remittance_reach_the_station(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    close(doors.laptop, DAY, CashCount.of({10000: 1}), "", stamp(3))
    remit(doors.laptop, Money(10000), "JK-001", "王会计", stamp(4))
    doors.carry_day(stamp(5))
    with doors.station.reading() as conn:
        assert takings.books(conn, LAPTOP).cash_counted == Money(10000)
        assert closes.not_banked(conn, LAPTOP) == Money.ZERO
