"""Working days: our yearly data, a second opinion on it, and refusals of data that can't be right."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.calendar import HolidayYear, WorkCalendar
from collector_desktop.domain.holidays import parse_holidays
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import CalendarNotUnderstood

POLICY = Path(__file__).parents[2] / "resources" / "policy"
HOLIDAYS = parse_holidays((POLICY / "holidays.json").read_text("utf-8"))
CALENDAR = WorkCalendar(HOLIDAYS)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_our_holidays_agree_with_a_second_opinion_on_every_day(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365 + (year % 4 == 0))]
    assert CALENDAR.knows(year)
    assert [CALENDAR.is_working_day(day) for day in days] == [chinese_calendar.is_workday(day) for day in days]


def test_a_year_without_data_falls_back_to_weekends_and_says_so() -> None:
    assert not CALENDAR.knows(2027)
    assert CALENDAR.is_working_day(date(2027, 10, 1))
    assert not CALENDAR.is_working_day(date(2027, 10, 2))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-08-15", "2026-08-17"),
        ("2026-11-15", "2026-11-16"),
        ("2026-10-01", "2026-10-08"),
        ("2026-10-10", "2026-10-10"),
        ("2026-02-14", "2026-02-14"),
        ("2026-02-15", "2026-02-24"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_a_rest_day_moves_to_the_next_working_day_and_a_worked_weekend_stays(day: str, worked: str) -> None:
    assert CALENDAR.next_working_day(date.fromisoformat(day)) == date.fromisoformat(worked)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_next_working_day_is_worked_and_nothing_before_it_is(day: date) -> None:
    following = CALENDAR.next_working_day(day)
    assert CALENDAR.is_working_day(following)
    assert not any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range((following - day).days))


def test_the_default_policy_is_the_rules_of_the_program_with_these_holidays() -> None:
    shipped = Policy.model_validate_json((POLICY / "default.json").read_text("utf-8"))
    assert shipped == Policy(holidays=HOLIDAYS)
    assert shipped.calendar.knows(2026)


def _file(**changes: Any) -> str:
    year = {
        "year": 2027,
        "notice": "国办发明电〔2026〕1号",
        "off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}],
        "worked": ["2027-01-09"],
    }
    return json.dumps({"years": [year | changes]})


def test_a_station_may_add_a_year() -> None:
    days = (date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3))
    assert parse_holidays(_file()) == (HolidayYear(year=2027, days_off=days, days_worked=(date(2027, 1, 9),)),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"off": [{"name": "元旦", "first": "2027-01-03", "last": "2027-01-01"}]}, "ends before it begins"),
        ({"off": [{"name": "元旦", "first": "2026-12-31", "last": "2027-01-02"}]}, "not in the year"),
        (
            {
                "off": [
                    {"name": "中秋节", "first": "2027-10-01", "last": "2027-10-01"},
                    {"name": "国庆节", "first": "2027-10-01", "last": "2027-10-07"},
                ]
            },
            "overlap",
        ),
        ({"worked": ["2027-01-11"]}, "no weekend"),
        ({"worked": ["2027-01-02"]}, "both off and worked"),
        ({"worked": ["2026-01-04"]}, "not in the year"),
        ({"worked": ["soon"]}, "worked"),
        ({"off": []}, "off"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_holiday_file_that_cannot_be_right_is_refused_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(CalendarNotUnderstood, match=reason):
        parse_holidays(_file(**changes))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"years": 3}'])
def test_what_is_no_holiday_file_is_refused(text: str) -> None:
    with pytest.raises(CalendarNotUnderstood):
        parse_holidays(text)


def test_a_year_given_twice_is_refused() -> None:
    twice = json.loads(_file())["years"] * 2
    with pytest.raises(CalendarNotUnderstood, match="twice"):
        parse_holidays(json.dumps({"years": twice}))
