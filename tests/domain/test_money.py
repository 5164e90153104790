"""Money: whole fen, read strictly, rounded in one place."""

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import MoneyNotUnderstood

AMOUNTS = st.from_type(Money)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12.35", 1235),
        ("12.3", 1230),
        ("12.", 1200),
        ("12", 1200),
        ("0.01", 1),
        ("007", 700),
        ("1,234.5", 123450),
        ("1,234,567.89", 123456789),
        ("\uff11\uff12\uff0e\uff13\uff15", 1235),
        ("1\uff0c234", 123400),
        ("¥ 80", 8000),
        ("\uffe580.00", 8000),
        ("80元", 8000),
        (" 88.60 \t", 8860),
        ("-20.5", -2050),
        ("+3", 300),
    ],
)
def test_an_amount_is_read_as_people_and_files_write_it(text: str, fen: int) -> None:
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "一百", "٣", "nan", "1e3", "0x10", "1_000", "--5"),
        *("12.345", "1.000", "12.3.4", "12,34", "1,23,456", "1 000"),
    ],
)
def test_anything_else_is_refused_and_nothing_is_rounded_silently(text: str) -> None:
    with pytest.raises(MoneyNotUnderstood):
        Money.parse(text)


def test_an_amount_beyond_all_reason_is_refused() -> None:
    with pytest.raises(MoneyNotUnderstood):
        Money.parse("9" * 40)


@given(AMOUNTS)
def test_an_amount_shown_reads_back_as_itself(amount: Money) -> None:
    assert Money.parse(str(amount)) == amount
    assert Money.parse(amount.grouped()) == amount


@pytest.mark.parametrize(
    ("fen", "shown"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123456789, "1,234,567.89"), (-100000, "-1,000.00")]
)
def test_an_amount_is_shown_with_two_decimals_and_thousands_apart(fen: int, shown: str) -> None:
    assert Money(fen).grouped() == shown
    assert str(Money(fen)) == shown.replace(",", "")


@pytest.mark.parametrize(
    ("exact", "fen"),
    [
        (Fraction(1, 2), 1),
        (Fraction(49, 100), 0),
        (Fraction(-1, 2), -1),
        (Fraction(5, 2), 3),
        (Fraction("52.164"), 52),
        (Fraction(3), 3),
    ],
)
def test_half_a_fen_rounds_up_away_from_zero(exact: Fraction, fen: int) -> None:
    assert Money.rounded(exact) == Money(fen)


@given(AMOUNTS, AMOUNTS)
def test_adding_and_taking_away_cancel(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert Money.total([one, other, -one]) == other
    assert one * 3 == Money.total([one, one, one]) == 3 * one


def test_the_total_of_nothing_is_zero() -> None:
    assert Money.total([]) == Money.ZERO
    assert not Money.ZERO


def test_money_meets_only_money() -> None:
    with pytest.raises(TypeError):
        Money(1) + 1  # type: ignore[operator]  # the mistake under test
    with pytest.raises(TypeError):
        _ = Money(1) < 2  # type: ignore[operator]  # the mistake under test
    assert Money(1) != 1


def test_money_is_never_made_of_a_float_or_a_bool() -> None:
    for wrong in (1.0, True, "1"):
        with pytest.raises(TypeError):
            Money(wrong)  # type: ignore[arg-type]  # the mistake under test


def test_money_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Money(1)._fen = 2


@given(AMOUNTS)
def test_money_survives_pickling_and_hashes_by_amount(amount: Money) -> None:
    assert pickle.loads(pickle.dumps(amount)) == amount
    assert len({amount, Money(amount.fen)}) == 1
