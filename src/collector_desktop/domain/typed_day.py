"""Days as people type them: 11-30, 30, +7, 明天."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

_WORDS = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3, "昨天": -1, "前天": -2}
_WEEKDAY = re.compile(r"(周|星期|礼拜)[一二三四五六日天]$")
_STEP = re.compile(r"([+-]\d{1,4})天?$", re.ASCII)
_WITH_YEAR = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})[日号]?$", re.ASCII)
_WITHOUT_YEAR = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?$|(\d\d)(\d\d)$", re.ASCII)
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?$", re.ASCII)
_MONTHS = 12


def read_day(text: str, today: date, first: date, last: date) -> date | None:
    """The day meant, between first and last; None if it is none, or lies outside.

    Without a year it is the nearest such day, and a day of the month alone is the next one to come, if one may.
    """
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").replace(" ", "")
    return next((day for day in _meant(_WEEKDAY.sub("", plain), today) if first <= day <= last), None)


def _meant(plain: str, today: date) -> Iterable[date]:
    if plain in _WORDS:
        return _days(today.toordinal() + _WORDS[plain])
    if step := _STEP.match(plain):
        return _days(today.toordinal() + int(step[1]))
    if whole := _WITH_YEAR.match(plain):
        return _dates((int(whole[1]), int(whole[2]), int(whole[3])))
    if typed := _WITHOUT_YEAR.match(plain):
        month, day = (int(part) for part in typed.groups() if part)
        found = _dates(*((today.year + around, month, day) for around in (-1, 0, 1)))
        return sorted(found, key=lambda each: abs(each - today))
    if alone := _DAY_ALONE.match(plain):
        months = (today.year * _MONTHS + today.month - 1 + around for around in range(-2, 3))
        found = _dates(*((at // _MONTHS, at % _MONTHS + 1, int(alone[1])) for at in months))
        return sorted(found, key=lambda each: (each < today, abs(each - today)))
    return ()


def _days(ordinal: int) -> list[date]:
    return [date.fromordinal(ordinal)] if date.min.toordinal() <= ordinal <= date.max.toordinal() else []


def _dates(*parts: tuple[int, int, int]) -> list[date]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found
