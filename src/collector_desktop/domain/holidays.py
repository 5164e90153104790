"""The holiday file: the State Council's yearly notices, written as the notice says them."""

from collections.abc import Iterator
from datetime import date, timedelta

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


def parse_holidays(text: str) -> tuple[HolidayYear, ...]:
    """The years of a holiday file (JSON), oldest first. Raises CalendarNotUnderstood; nothing is half read."""
    try:
        notices = sorted(_HolidayFile.model_validate_json(text).years, key=lambda notice: notice.year)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CalendarNotUnderstood(year=None, reason=f"{place}: {first['msg']}") from wrong
    for notice in notices:
        for problem in _problems(notice):
            raise CalendarNotUnderstood(year=notice.year, reason=problem)
    if len({notice.year for notice in notices}) < len(notices):
        raise CalendarNotUnderstood(year=None, reason="a year is given twice")
    return tuple(_year(notice) for notice in notices)


def _year(notice: _Notice) -> HolidayYear:
    off = sorted(day for period in notice.off for day in period.days)
    return HolidayYear(year=notice.year, days_off=tuple(off), days_worked=tuple(sorted(notice.worked)))


def _problems(notice: _Notice) -> Iterator[str]:
    for period in notice.off:
        if not period.days:
            yield f"{period.name} ends before it begins"
        if {period.first.year, period.last.year} != {notice.year}:
            yield f"{period.name} is not in the year"
    off = [day for period in notice.off for day in period.days]
    if len(set(off)) < len(off):
        yield "two holidays overlap"
    for day in notice.worked:
        if day.year != notice.year:
            yield f"{day} is not in the year"
        if not is_weekend(day):
            yield f"{day} is no weekend, so it is worked anyway"
        if day in off:
            yield f"{day} is both off and worked"
