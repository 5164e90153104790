"""The limitation period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.limitation import last_day

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("due", "demands", "last"),
    [
        ("2023-05-20", [], "2026-05-20"),
        ("2023-05-20", ["2024-02-29"], "2027-02-28"),
        ("2020-02-29", [], "2023-02-28"),
        ("2023-05-20", ["2026-05-20"], "2029-05-20"),
        ("2023-05-20", ["2026-05-21"], "2026-05-20"),
        ("2023-05-20", ["2028-01-01", "2025-06-01"], "2031-01-01"),
        ("2023-05-20", ["2023-05-20", "2023-05-01"], "2026-05-20"),
    ],
)
def test_the_table_of_last_days(due: str, demands: list[str], last: str) -> None:
    found = last_day(date.fromisoformat(due), [date.fromisoformat(demand) for demand in demands])
    assert found == date.fromisoformat(last)


@given(DAYS, st.lists(DAYS, max_size=6), DAYS)
def test_one_more_demand_never_shortens_it(due: date, demands: list[date], another: date) -> None:
    assert last_day(due, [*demands, another]) >= last_day(due, demands)


@given(DAYS, st.lists(DAYS, max_size=6))
def test_a_demand_after_it_ran_out_changes_nothing(due: date, demands: list[date]) -> None:
    last = last_day(due, demands)
    assert last_day(due, [*demands, last + timedelta(days=1)]) == last
    assert last_day(due, list(reversed(demands))) == last
