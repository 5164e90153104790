"""The limitation period (诉讼时效) of a bill."""

from collections.abc import Iterable
from datetime import date

_YEARS = 3


def last_day(due: date, demands: Iterable[date]) -> date:
    """The last day on which a suit is in time: three years from the due date (Civil Code art. 188).

    Each demand with proof starts the three years anew (art. 195); one made after they ran out does not.
    """
    last = _after_years(due)
    for demand in sorted(demands):
        if due < demand <= last:
            last = _after_years(demand)
    return last


def _after_years(day: date) -> date:
    """The same day three years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + _YEARS)
    except ValueError:
        return day.replace(year=day.year + _YEARS, day=28)
