"""Instalments make up the debt to the fen, on days the policy allows."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.instalments import check_instalments, even_instalments
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_repayment import (
    InstalmentDaysWrong,
    InstalmentsMismatch,
    NothingToPlan,
    TooFewInstalments,
    TooManyInstalments,
)
from collector_desktop.domain.repayment_policy import RepaymentPolicy
from collector_desktop.domain.requests import Instalment, PlanDebt

TODAY = date(2026, 11, 23)
RULES = RepaymentPolicy()


def debts(fen: int) -> tuple[PlanDebt, ...]:
    return (PlanDebt(bill=BillId("4100000001-202608-正常电费"), fee=Money(fen), penalty=Money.ZERO),)


def check(fen: int, instalments: tuple[Instalment, ...]) -> None:
    check_instalments(debts(fen), instalments, TODAY, RULES)


def test_parts_are_whole_yuan_and_the_last_takes_the_rest() -> None:
    found = even_instalments(Money(52317), 3, date(2026, 12, 10))
    assert [each.amount.fen for each in found] == [17400, 17400, 17517]
    assert [each.on for each in found] == [date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 10)]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    found = even_instalments(Money(40000), 4, date(2026, 12, 31))
    assert [each.on.day for each in found] == [31, 31, 28, 31]


def test_a_debt_of_a_few_yuan_is_parted_in_fen() -> None:
    assert [each.amount.fen for each in even_instalments(Money(250), 3, TODAY)] == [83, 83, 84]


@given(
    st.integers(2, 10_000_000),
    st.integers(2, RULES.most_instalments),
    st.dates(TODAY, TODAY + timedelta(days=RULES.first_within_days)),
)
def test_the_sum_is_the_debt_to_the_fen_and_what_is_suggested_is_accepted(fen: int, count: int, first: date) -> None:
    found = even_instalments(Money(fen), count, first)
    assert Money.total(each.amount for each in found) == Money(fen)
    assert all(one.on < following.on for one, following in pairwise(found))
    longest = TODAY + timedelta(days=RULES.longest_days)
    if fen >= count and found[-1].on <= longest:
        check(fen, found)


@pytest.mark.parametrize(
    ("fen", "instalments", "refusal"),
    [
        (0, even_instalments(Money(100), 2, TODAY), NothingToPlan),
        (10000, even_instalments(Money(10000), 1, TODAY), TooFewInstalments),
        (1, even_instalments(Money(1), 2, TODAY), TooFewInstalments),
        (10000, even_instalments(Money(10000), 7, TODAY), TooManyInstalments),
        (10000, even_instalments(Money(10000), 2, TODAY - timedelta(days=1)), InstalmentDaysWrong),
        (10000, even_instalments(Money(10000), 2, TODAY + timedelta(days=32)), InstalmentDaysWrong),
        (10000, even_instalments(Money(10000), 2, TODAY)[::-1], InstalmentDaysWrong),
        (10001, even_instalments(Money(10000), 2, TODAY), InstalmentsMismatch),
    ],
)
def test_what_can_not_be_agreed_says_why(fen: int, instalments: tuple[Instalment, ...], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check(fen, instalments)
