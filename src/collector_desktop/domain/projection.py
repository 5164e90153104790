"""What a household's open bills cost if it pays today, by the 30th, or only next month."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value

_THE_30TH = 30


class When(StrEnum):
    """The days people ask about."""

    TODAY = "today"
    ON_THE_30TH = "on_the_30th"
    """Or the last day of a shorter month."""
    NEXT_MONTH = "next_month"
    """The day next month's bill falls due."""


class Projected(Value):
    """What has to be paid on one of those days."""

    when: When
    on: date
    fees: Money
    penalties: Money
    more: Money
    """What waiting until then adds to today's penalty."""

    @property
    def total(self) -> Money:
        """Fee and penalty."""
        return self.fees + self.penalties


def project(bills: Iterable[Bill], today: date, policy: Policy) -> tuple[Projected, ...]:
    """What the open bills cost on each day, the soonest first, if nothing is paid before; none if nothing is owed.

    Bills that fall due meanwhile begin to run their penalty; bills not yet issued are not in it.
    """
    owed = tuple(bills)
    now = amount_due(owed, today, policy)
    if not now.bills:
        return ()
    days = {When.TODAY: today, When.ON_THE_30TH: next_30th(today), When.NEXT_MONTH: next_due_day(today, policy)}
    found = []
    for when, on in sorted(days.items(), key=lambda each: each[1]):
        due = amount_due(owed, on, policy)
        more = due.penalties - now.penalties
        found.append(Projected(when=when, on=on, fees=due.fees, penalties=due.penalties, more=more))
    return tuple(found)


def next_30th(today: date) -> date:
    """The first 30th after today; in a shorter month its last day."""
    for month in (today.replace(day=1), _next_month(today)):
        on = month.replace(day=min(_THE_30TH, monthrange(month.year, month.month)[1]))
        if on > today:
            return on
    raise AssertionError("next month's 30th lies ahead of every day of this one")


def next_due_day(today: date, policy: Policy) -> date:
    """The last day without penalty of the bill that falls due next month (Civil Code art. 203)."""
    due = _next_month(today).replace(day=policy.imports.due_day)
    return policy.calendar.next_working_day(due) if policy.penalty.due_moves_to_working_day else due


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
