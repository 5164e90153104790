from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.typed_day import read_day

TODAY = date(2026, 11, 23)
FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11-30", date(2026, 11, 30)),
        ("11.30", date(2026, 11, 30)),
        ("11。30", date(2026, 11, 30)),
        ("11/30", date(2026, 11, 30)),
        ("1130", date(2026, 11, 30)),
        ("11月30日", date(2026, 11, 30)),
        ("11月30日 周一", date(2026, 11, 30)),
        ("11月30号", date(2026, 11, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("2025年3月1日", date(2025, 3, 1)),
        ("20261130", date(2026, 11, 30)),
        ("30", date(2026, 11, 30)),
        ("30号", date(2026, 11, 30)),
        ("23", TODAY),
        ("5", date(2026, 12, 5)),
        ("+7", date(2026, 11, 30)),
        ("-1", date(2026, 11, 22)),
        ("+7天", date(2026, 11, 30)),
        ("明天", date(2026, 11, 24)),
        ("昨天", date(2026, 11, 22)),
        ("1-5", date(2027, 1, 5)),
        ("8-1", date(2026, 8, 1)),
    ],
)
def test_a_day_is_understood_as_people_type_it(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, FIRST, LAST) == day


@pytest.mark.parametrize("typed", ["", "11-31", "13-1", "0", "32", "+", "后", "周一", "2026-02-30", "+9999", "十一"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY, FIRST, LAST) is None


def test_only_days_that_may_be_are_meant() -> None:
    past = (date(2026, 1, 1), TODAY)
    assert read_day("30", TODAY, *past) == date(2026, 10, 30)
    assert read_day("1-5", TODAY, *past) == date(2026, 1, 5)
    assert read_day("+1", TODAY, *past) is None


def test_a_day_of_the_month_alone_passes_over_months_that_have_none() -> None:
    assert read_day("31", TODAY, FIRST, LAST) == date(2026, 12, 31)


@given(st.dates(FIRST, LAST), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d"]))
def test_a_day_with_its_year_is_that_day(day: date, written: str) -> None:
    assert read_day(day.strftime(written), TODAY, FIRST, LAST) == day


@given(st.integers(-150, 150))
def test_a_day_near_today_needs_no_year(away: int) -> None:
    day = TODAY + timedelta(days=away)
    assert read_day(f"{day.month}月{day.day}日", TODAY, FIRST, LAST) == day


@given(st.text(max_size=12), st.dates(), st.dates(), st.dates())
def test_nothing_typed_is_ever_meant_outside_what_may_be(text: str, today: date, one: date, other: date) -> None:
    first, last = sorted((one, other))
    day = read_day(text, today, first, last)
    assert day is None or first <= day <= last
