"""The holiday file: the State Council's yearly notices, written as the notice says them."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field, ValidationError

from collector_desktop.domain.calendar import HolidayYear, is_weekend
from collector_desktop.domain.refusals import CalendarNotUnderstood
from collector_desktop.domain.value import Value


class _Period(Value):
    name: str = Field(min_length=1)
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        length = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=n) for n in range(length))


class _Notice(Value):
    year: int
    notice: str = Field(min_length=1)
    off: tuple[_Period, ...] = Field(min_length=1)
    worked: tuple[date, ...]


class _HolidayFile(Value):
    years: tuple[_Notice, ...]


class CalendarProblem(StrEnum):
    """What is wrong with a holiday file."""

    NO_HOLIDAYS = "not written as holidays are"
    TOO_LARGE = "larger than any holiday file"
    BACKWARDS = "ends before it begins"
    OUTSIDE = "not in the year"
    OVERLAP = "two holidays overlap"
    NO_WEEKEND = "no weekend, so it is worked anyway"
    BOTH = "both off and worked"
    TWICE = "the year is given twice"


def parse_holidays(text: str) -> tuple[HolidayYear, ...]:
    """The years of a holiday file (JSON), oldest first. Raises CalendarNotUnderstood; nothing is half read."""
    try:
        notices = sorted(_HolidayFile.model_validate_json(text).years, key=lambda notice: notice.year)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CalendarNotUnderstood(where=place, reason=CalendarProblem.NO_HOLIDAYS) from wrong
    for notice in notices:
        for where, problem in _problems(notice):
            raise CalendarNotUnderstood(where=f"{notice.year} {where}".strip(), reason=problem)
    for notice in notices:
        if sum(each.year == notice.year for each in notices) > 1:
            raise CalendarNotUnderstood(where=str(notice.year), reason=CalendarProblem.TWICE)
    return tuple(_year(notice) for notice in notices)


def _year(notice: _Notice) -> HolidayYear:
    off = sorted(day for period in notice.off for day in period.days)
    return HolidayYear(year=notice.year, days_off=tuple(off), days_worked=tuple(sorted(notice.worked)))


def _problems(notice: _Notice) -> Iterator[tuple[str, CalendarProblem]]:
    for period in notice.off:
        if not period.days:
            yield period.name, CalendarProblem.BACKWARDS
        if {period.first.year, period.last.year} != {notice.year}:
            yield period.name, CalendarProblem.OUTSIDE
    off = [day for period in notice.off for day in period.days]
    if len(set(off)) < len(off):
        yield "", CalendarProblem.OVERLAP
    for day in notice.worked:
        if day.year != notice.year:
            yield str(day), CalendarProblem.OUTSIDE
        if not is_weekend(day):
            yield str(day), CalendarProblem.NO_WEEKEND
        if day in off:
            yield str(day), CalendarProblem.BOTH
