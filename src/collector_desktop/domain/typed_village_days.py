"""Market days and harvests as people say and type them: 三八, 每周六, 阳历逢五、十; 6-1 至 6-15."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from collector_desktop.domain.refusals_villages import HarvestNotUnderstood, MarketDaysNotUnderstood
from collector_desktop.domain.village_days import HarvestWindow, MarketRule

_DIGIT_WORDS, _WEEKDAY_WORDS = "十一二三四五六七八九", "一二三四五六日"
_DIGITS = {word: digit for digit, word in enumerate(_DIGIT_WORDS)} | {"〇": 0, "零": 0}
_WEEKDAYS = {word: day for day, word in enumerate(_WEEKDAY_WORDS)} | {"天": 6}
_WEEK = re.compile(r"(?:每|逢)?(?:周|星期|礼拜)([一二三四五六日天、,]+)")
_KIND = re.compile(r"(农历|阴历|阳历|公历|新历)?(?:每月)?逢?([一二三四五六七八九十〇零0-9、,]+)(?:日|号|集)?")
_BETWEEN = re.compile(
    r"(?:([^\d]*?)\s*)(\d{1,2})[-./月](\d{1,2})日?\s*(?:至|到|~|—|–|-)+\s*(\d{1,2})[-./月](\d{1,2})日?"
)
_SOLAR = ("阳历", "公历", "新历")
_LEAP_YEAR = 2024


def read_market(text: str) -> MarketRule:
    """The rule meant; none for an empty text. Raises MarketDaysNotUnderstood."""
    plain = _plain(text)
    lunar: set[int] = set()
    solar: set[int] = set()
    weekdays: set[int] = set()
    for part in filter(None, re.split(r"[;。]|和", plain)):
        if week := _WEEK.fullmatch(part):
            weekdays |= {_WEEKDAYS[word] for word in week[1] if word in _WEEKDAYS}
        elif kind := _KIND.fullmatch(part):
            digits = {_DIGITS[word] if word in _DIGITS else int(word) for word in kind[2] if word not in "、,"}
            (solar if kind[1] in _SOLAR else lunar).update(digits)
        else:
            raise MarketDaysNotUnderstood(text=text.strip())
    return MarketRule(
        lunar_digits=tuple(sorted(lunar)), solar_digits=tuple(sorted(solar)), weekdays=tuple(sorted(weekdays))
    )


def say_market(rule: MarketRule) -> str:
    """The rule as it can be typed again; empty if there is none."""
    said = []
    if rule.lunar_digits:
        said.append("农历逢" + "、".join(_DIGIT_WORDS[digit] for digit in _from_one(rule.lunar_digits)))
    if rule.solar_digits:
        said.append("阳历逢" + "、".join(_DIGIT_WORDS[digit] for digit in _from_one(rule.solar_digits)))
    if rule.weekdays:
        said.append("每周" + "、".join(_WEEKDAY_WORDS[day] for day in rule.weekdays))
    return ";".join(said)


def read_harvests(text: str) -> tuple[HarvestWindow, ...]:
    """The windows meant, 三夏 6-1 至 6-15;三秋 9-25 至 10-20; none for an empty text. Raises HarvestNotUnderstood."""
    found = []
    for part in filter(None, re.split(r"[;。、\n]", unicodedata.normalize("NFKC", text).replace("。", ";"))):
        between = _BETWEEN.fullmatch(part.strip())
        if between is None:
            raise HarvestNotUnderstood(text=part.strip())
        name, *numbers = between.groups()
        first_month, first_day, last_month, last_day = map(int, numbers)
        for month, day in ((first_month, first_day), (last_month, last_day)):
            if not 1 <= month <= 12 or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
                raise HarvestNotUnderstood(text=part.strip())
        found.append(
            HarvestWindow(
                name=name.strip(),
                first_month=first_month,
                first_day=first_day,
                last_month=last_month,
                last_day=last_day,
            )
        )
    return tuple(found)


def say_harvests(windows: tuple[HarvestWindow, ...]) -> str:
    """The windows as they can be typed again."""
    return ";".join(map(say_harvest, windows))


def say_harvest(window: HarvestWindow) -> str:
    """三夏 6月1日至6月15日."""
    days = f"{window.first_month}月{window.first_day}日至{window.last_month}月{window.last_day}日"
    return f"{window.name} {days}".strip()


def next_market_days(rule: MarketRule, after: date, count: int) -> tuple[date, ...]:
    """The first days from a day on, it included, on which the market is held; none without a rule."""
    found: list[date] = []
    for ordinal in range(after.toordinal(), after.toordinal() + 62):
        day = date.fromordinal(ordinal)
        if len(found) < count and rule.is_on(day):
            found.append(day)
    return tuple(found)


def _from_one(digits: tuple[int, ...]) -> list[int]:
    """一 to 九, then 十."""
    return sorted(digits, key=lambda digit: digit or 10)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").replace(",", "、")
