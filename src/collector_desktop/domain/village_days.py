"""A village's own days: when its market is held, when it harvests, and what any day is like for being at home."""

from datetime import date
from typing import Annotated

from pydantic import Field

from collector_desktop.domain.calendar import WorkCalendar
from collector_desktop.domain.lunar import lunar_date
from collector_desktop.domain.planning.attempts import Circumstance
from collector_desktop.domain.value import Value

Digit = Annotated[int, Field(ge=0, le=9)]
Weekday = Annotated[int, Field(ge=0, le=6)]

_FIRST_MONTH, _LAST_MONTH = 1, 12
_COME_HOME, _GO_AGAIN = 20, 16
"""腊月二十 and 正月十六, as practice has it."""


class MarketRule(Value):
    """On which days the market is held: 三八 are the lunar digits 3 and 8; weekday and solar rules exist too."""

    lunar_digits: tuple[Digit, ...] = ()
    """Last digits of the lunar day, 0 for 初十, 二十 and 三十."""
    solar_digits: tuple[Digit, ...] = ()
    """Last digits of the day of the month."""
    weekdays: tuple[Weekday, ...] = ()
    """Monday is 0."""

    def is_on(self, day: date) -> bool:
        """Whether the market is held on a day."""
        return (
            day.weekday() in self.weekdays
            or day.day % 10 in self.solar_digits
            or bool(self.lunar_digits and lunar_date(day).day % 10 in self.lunar_digits)
        )


class HarvestWindow(Value):
    """Days of every year on which nearly everybody is in the fields; it may go over the turn of the year."""

    name: str = ""
    first_month: int = Field(ge=1, le=12)
    first_day: int = Field(ge=1, le=31)
    last_month: int = Field(ge=1, le=12)
    last_day: int = Field(ge=1, le=31)

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        at = (day.month, day.day)
        if self._first <= self._last:
            return self._first <= at <= self._last
        return at >= self._first or at <= self._last

    @property
    def _first(self) -> tuple[int, int]:
        return self.first_month, self.first_day

    @property
    def _last(self) -> tuple[int, int]:
        return self.last_month, self.last_day


class VillageDays(Value):
    """What is known of one village's days."""

    market: MarketRule = MarketRule()
    harvests: tuple[HarvestWindow, ...] = ()


ORDINARY_DAYS = VillageDays()
"""A village nobody said anything of."""


def circumstances(day: date, known: VillageDays, calendar: WorkCalendar) -> frozenset[Circumstance]:
    """What a day is like in a village: market, harvest, rest day, the weeks around the Spring Festival."""
    found = set()
    if known.market.is_on(day):
        found.add(Circumstance.MARKET_DAY)
    if any(window.covers(day) for window in known.harvests):
        found.add(Circumstance.HARVEST)
    if not calendar.is_working_day(day):
        found.add(Circumstance.REST_DAY)
    if is_homecoming(day):
        found.add(Circumstance.HOMECOMING)
    return frozenset(found)


def is_homecoming(day: date) -> bool:
    """From 腊月二十 to 正月十六, when migrants are back in the village."""
    lunar = lunar_date(day)
    return (lunar.month == _LAST_MONTH and lunar.day >= _COME_HOME) or (
        lunar.month == _FIRST_MONTH and lunar.day <= _GO_AGAIN
    )
