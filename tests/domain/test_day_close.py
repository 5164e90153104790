"""The drawer against the receipts."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from collector_desktop.domain.day_close import (
    CashCount,
    DayTakings,
    MethodTakings,
    Pieces,
    checked_reason,
    is_late_for_the_bank,
    settle,
)
from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import ReasonMissing

DRAWER = {10000: 18, 5000: 6, 2000: 7, 1000: 5, 500: 4, 100: 8, 50: 0, 10: 4}


def takings(cash: str, wechat: str = "146.20") -> DayTakings:
    return DayTakings(
        business_day=date(2026, 11, 23),
        by_method=(
            MethodTakings(method=PaymentMethod.CASH, receipts=15, amount=Money.parse(cash)),
            MethodTakings(method=PaymentMethod.WECHAT, receipts=2, amount=Money.parse(wechat)),
        ),
        fees=Money.parse(cash),
        penalties=Money.ZERO,
        prepayment=Money.parse(wechat),
    )


def test_the_drawer_is_counted_by_denomination_largest_first() -> None:
    count = CashCount.of(dict(reversed(DRAWER.items())))
    assert str(count.total) == "2318.40"
    assert [pieces.denomination for pieces in count.pieces] == [10000, 5000, 2000, 1000, 500, 100, 50, 10]
    assert (count.number(2000), count.number(200)) == (7, 0)
    assert str(count.pieces[2].amount) == "140.00"


def test_the_takings_say_what_must_be_in_the_drawer_and_what_must_not() -> None:
    day = takings("2318.40")
    assert (str(day.received), str(day.cash_expected), str(day.other)) == ("2464.60", "2318.40", "146.20")
    assert day.receipts == 17
    assert day.of(PaymentMethod.POS) == MethodTakings(method=PaymentMethod.POS, receipts=0, amount=Money.ZERO)


@pytest.mark.parametrize(("expected", "over_short"), [("2318.40", "0.00"), ("2328.40", "-10.00"), ("2318.00", "0.40")])
def test_a_drawer_agrees_or_is_over_or_short(expected: str, over_short: str) -> None:
    assert str(settle(takings(expected), CashCount.of(DRAWER))) == over_short


def test_a_drawer_that_does_not_agree_needs_a_reason() -> None:
    for over_short in (Money(-1000), Money(40)):
        with pytest.raises(ReasonMissing):
            checked_reason(over_short, "  ")
        assert checked_reason(over_short, " 找零少收 ") == "找零少收"
    assert checked_reason(Money.ZERO, "") == ""


def test_an_uncounted_drawer_is_empty() -> None:
    assert CashCount().total == Money.ZERO
    assert settle(takings("10.00"), CashCount()) == Money(-1000)


@pytest.mark.parametrize(
    "pieces",
    [(Pieces(100, -1),), (Pieces(0, 1),), (Pieces(100, 1), Pieces(100, 2))],
    ids=["less", "worthless", "twice"],
)
def test_a_count_that_cannot_be_is_refused(pieces: tuple[Pieces, ...]) -> None:
    with pytest.raises(ValidationError):
        CashCount(pieces=pieces)


@given(st.dictionaries(st.integers(1, 10_000), st.integers(0, 1000)))
def test_the_total_is_the_sum_of_all_pieces(numbers: dict[int, int]) -> None:
    count = CashCount.of(numbers)
    assert count.total.fen == sum(fen * number for fen, number in numbers.items())
    assert all(count.number(fen) == number for fen, number in numbers.items())


@pytest.mark.parametrize(
    ("since", "now", "is_late"),
    [
        (None, "2026-11-24 22:00", False),
        (23, "2026-11-23 20:59", False),
        (23, "2026-11-23 21:00", True),
        (23, "2026-11-24 00:10", True),
        (22, "2026-11-23 07:00", True),
    ],
)
def test_cash_is_banked_in_the_evening_of_its_day(since: int | None, now: str, is_late: bool) -> None:
    day = None if since is None else date(2026, 11, since)
    found = is_late_for_the_bank(day, date(2026, 11, 23), datetime.fromisoformat(now), time(21, 0))
    assert found is is_late
