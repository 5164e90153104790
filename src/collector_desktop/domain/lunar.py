"""Lunar dates (农历): market days follow them, and so does the top bar."""

from datetime import date

from borax.calendars.lunardate import LunarDate as _BoraxDate

from collector_desktop.domain.value import Value

_MONTHS = ("正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月")
_DIGITS = "一二三四五六七八九十"


class LunarDate(Value):
    """A day of the lunar calendar."""

    month: int
    day: int
    leap: bool

    @property
    def text(self) -> str:
        """As people say it: 十月十五, 闰六月初一, 腊月廿三."""
        return f"{'闰' if self.leap else ''}{_MONTHS[self.month - 1]}{_day_text(self.day)}"

    def __str__(self) -> str:
        return self.text


def lunar_date(day: date) -> LunarDate:
    """The lunar date of a day between 1901 and 2100."""
    found = _BoraxDate.from_solar(day)
    return LunarDate(month=found.month, day=found.day, leap=bool(found.leap))


def _day_text(day: int) -> str:
    if day in (20, 30):
        return f"{_DIGITS[day // 10 - 1]}十"
    return ("初", "十", "廿")[(day - 1) // 10] + _DIGITS[(day - 1) % 10]
