"""Billing months."""

import pickle
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import MonthNotUnderstood

MONTHS = st.from_type(BillingMonth)


@pytest.mark.parametrize(
    "text",
    ["202610", "2026-10", "2026/10", "2026.10", "2026年10月", " 2026-10 ", "\uff12\uff10\uff12\uff16\uff11\uff10"],
)
def test_a_month_is_read_as_files_and_people_write_it(text: str) -> None:
    assert BillingMonth.parse(text) == BillingMonth(2026, 10)


@pytest.mark.parametrize("text", ["", "2026", "202613", "202600", "26-10", "20261", "2026-10-01", "十月", "20261011"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(MonthNotUnderstood):
        BillingMonth.parse(text)


@given(MONTHS)
def test_a_month_shown_reads_back_as_itself(month: BillingMonth) -> None:
    assert BillingMonth.parse(str(month)) == month
    assert BillingMonth.parse(month.label) == month
    assert pickle.loads(pickle.dumps(month)) == month


@given(MONTHS, st.integers(-600, 600))
def test_going_on_and_back_returns(month: BillingMonth, months: int) -> None:
    assume(1951 <= month.year <= 2948)
    assert month.plus(months).plus(-months) == month
    assert (month.plus(months) > month) == (months > 0)


def test_december_is_followed_by_january() -> None:
    assert BillingMonth(2026, 12).plus(1) == BillingMonth(2027, 1)
    assert BillingMonth(2026, 1).plus(-1) == BillingMonth(2025, 12)


def test_a_day_lies_in_its_month() -> None:
    assert BillingMonth.of(date(2026, 2, 28)) == BillingMonth(2026, 2)


def test_months_are_sorted_by_time_and_cannot_be_changed() -> None:
    months = [BillingMonth(2026, 2), BillingMonth(2025, 12), BillingMonth(2026, 1)]
    assert [str(month) for month in sorted(months)] == ["202512", "202601", "202602"]
    with pytest.raises(AttributeError):
        months[0]._index = 3
    assert BillingMonth(2026, 2) != "202602"
