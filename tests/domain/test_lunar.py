"""Lunar dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.lunar import lunar_date


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-11-23", "十月十五"),
        ("2026-02-17", "正月初一"),
        ("2026-02-16", "腊月廿九"),
        ("2025-07-25", "闰六月初一"),
        ("2025-06-25", "六月初一"),
        ("2026-02-26", "正月初十"),
        ("2026-03-08", "正月二十"),
        ("2026-03-18", "正月三十"),
        ("2026-12-09", "冬月初一"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: str, text: str) -> None:
    assert str(lunar_date(date.fromisoformat(day))) == text


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_tomorrow_is_the_next_day_or_the_first_of_a_month(day: date) -> None:
    today, tomorrow = lunar_date(day), lunar_date(day + timedelta(days=1))
    assert tomorrow.day in (today.day + 1, 1)
    if tomorrow.day == 1:
        assert today.day in (29, 30)
    else:
        assert (tomorrow.month, tomorrow.leap) == (today.month, today.leap)
