"""The limitation period (诉讼时效) of a bill."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.acts.cases import NoticeServed
from collector_desktop.domain.names import BillId

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


def proven_demands(served: Iterable[NoticeServed]) -> dict[BillId, tuple[date, ...]]:
    """The days on which each bill was demanded with proof: a notice of either kind that reached its household."""
    days: dict[BillId, set[date]] = {}
    for proof in served:
        for bill in proof.bills:
            days.setdefault(bill, set()).add(proof.business_day)
    return {bill: tuple(sorted(found)) for bill, found in days.items()}


def _after_years(day: date) -> date:
    """The same day three years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + _YEARS)
    except ValueError:
        return day.replace(year=day.year + _YEARS, day=28)
