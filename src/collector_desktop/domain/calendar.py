"""Working days of China: public holidays and make-up working days come as yearly data in the policy."""

from collections.abc import Iterable
from datetime import date, timedelta

from collector_desktop.domain.value import Value

_SATURDAY = 5


class HolidayYear(Value):
    """One year of the State Council's arrangement: the days of its holidays, and the weekend days worked instead."""

    year: int
    days_off: tuple[date, ...]
    days_worked: tuple[date, ...] = ()


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


class WorkCalendar:
    """Which days are worked. A year without data falls back to weekends, and `knows` says so."""

    def __init__(self, years: Iterable[HolidayYear]) -> None:
        by_year = {year.year: year for year in years}
        self._years = frozenset(by_year)
        self._off = frozenset(day for year in by_year.values() for day in year.days_off)
        self._worked = frozenset(day for year in by_year.values() for day in year.days_worked)

    def knows(self, year: int) -> bool:
        """Whether the year's holidays are in the policy; if not, only weekends count as rest days."""
        return year in self._years

    def unknown_years(self, days: Iterable[date]) -> tuple[int, ...]:
        """The years of these days whose holidays are not in the policy, each once."""
        return tuple(sorted({day.year for day in days} - self._years))

    def is_working_day(self, day: date) -> bool:
        """Whether offices and banks work on this day."""
        if day in self._worked:
            return True
        return day not in self._off and not is_weekend(day)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it (Civil Code art. 203)."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day
