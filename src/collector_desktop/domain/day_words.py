"""Days and months as people say them; `say` puts them into the reader's language, papers say them as they stand."""

from collections.abc import Callable
from datetime import date

from collector_desktop.domain.periods import BillingMonth

Say = Callable[[str], str]


def near_day_words(day: date, say: Say = str) -> str:
    """11月23日."""
    return say("{month}月{day}日").format(month=day.month, day=day.day)


def day_words(day: date, after: date | None = None, say: Say = str) -> str:
    """A day in full; the year is said once of two days in one."""
    if after is not None and after.year == day.year:
        return near_day_words(day, say)
    return say("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def month_words(month: BillingMonth, say: Say = str) -> str:
    """2026年11月."""
    return say("{year}年{month}月").format(year=month.year, month=month.month)
