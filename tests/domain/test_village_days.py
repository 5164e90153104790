"""What a day is like in a village."""

from datetime import date

import pytest

from collector_desktop.domain.calendar import HolidayYear, WorkCalendar
from collector_desktop.domain.planning.attempts import Circumstance
from collector_desktop.domain.village_days import (
    ORDINARY_DAYS,
    HarvestWindow,
    MarketRule,
    VillageDays,
    circumstances,
    is_homecoming,
)

CALENDAR = WorkCalendar([HolidayYear(year=2026, days_off=(date(2026, 10, 1),), days_worked=(date(2026, 10, 10),))])


def test_lunar_markets_follow_the_last_digit_of_the_lunar_day() -> None:
    rule = MarketRule(lunar_digits=(0, 5))
    # 2026-11-18 is 十月初十, 11-23 十五, 11-28 二十, 12-08 三十.
    assert [day for day in range(9, 31) if rule.is_on(date(2026, 11, day))] == [13, 18, 23, 28]
    assert rule.is_on(date(2026, 12, 8))


def test_leap_months_hold_their_markets_too() -> None:
    # 2025-07-25 is 闰六月初一.
    assert MarketRule(lunar_digits=(1,)).is_on(date(2025, 7, 25))


def test_weekday_and_solar_markets() -> None:
    assert MarketRule(weekdays=(5,)).is_on(date(2026, 11, 28))
    assert not MarketRule(weekdays=(5,)).is_on(date(2026, 11, 27))
    assert MarketRule(solar_digits=(0,)).is_on(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "covered"),
    [(date(2026, 12, 20), True), (date(2027, 1, 5), True), (date(2027, 1, 11), False), (date(2026, 12, 19), False)],
)
def test_a_harvest_may_go_over_the_turn_of_the_year(day: date, covered: bool) -> None:
    window = HarvestWindow(name="冬灌", first_month=12, first_day=20, last_month=1, last_day=10)
    assert window.covers(day) is covered


def test_a_day_has_all_that_holds_of_it() -> None:
    known = VillageDays(
        market=MarketRule(weekdays=(3,)),
        harvests=(HarvestWindow(name="三秋", first_month=9, first_day=25, last_month=10, last_day=20),),
    )
    assert circumstances(date(2026, 10, 1), known, CALENDAR) == {
        Circumstance.MARKET_DAY,
        Circumstance.HARVEST,
        Circumstance.REST_DAY,
    }
    assert circumstances(date(2026, 10, 10), ORDINARY_DAYS, CALENDAR) == frozenset()


def test_the_weeks_around_the_spring_festival() -> None:
    # The Spring Festival of 2026 is on 17 February; 腊月二十 is 7 February, 正月十六 4 March.
    found = [day for day in range(1, 29) if is_homecoming(date(2026, 2, day))]
    assert found == list(range(7, 29))
    assert is_homecoming(date(2026, 3, 4))
    assert not is_homecoming(date(2026, 3, 5))
