"""The limitation board (诉讼时效): every open bill with the days left and what started them anew last."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from collector_desktop.domain.allocation import BillDue, Due
from collector_desktop.domain.court import WITH_TITLE, ClaimState
from collector_desktop.domain.limitation import last_day
from collector_desktop.domain.names import BillId
from collector_desktop.domain.value import Value


class Restart(StrEnum):
    """From where the three years run."""

    DUE = "due"
    DEMAND = "demand"
    CLAIM = "claim"
    """A claim before the court that ended (Civil Code art. 195: from the end of the procedure)."""


class Urgency(StrEnum):
    """How pressing a bill is, the most pressing first."""

    SOON = "soon"
    OVER = "over"
    """Out of time: the court does not ask of itself (art. 193), but the customer may refuse."""
    RUNNING = "running"
    IN_COURT = "in_court"
    """The period does not run while the court has the claim."""
    TITLED = "titled"
    """Decided: from now on the two years for enforcement count."""


class BillTime(Value):
    """One open bill and its time."""

    due: BillDue
    last_day: date
    days_left: int
    """Below zero once the last day has passed."""
    restart: Restart
    restarted_on: date
    urgency: Urgency
    """What a list is ordered by, before the days."""


def time_of(
    each: BillDue, demands: Sequence[date], claims: Iterable[ClaimState], on: date, *, soon_days: int
) -> BillTime:
    """The time left of a bill on a day (Civil Code art. 188: three years; art. 195: demand, suit and payment order).

    A demand or a claim made after the period ran out starts nothing anew.
    """
    start, why = each.bill.due_on, Restart.DUE
    urgency, enforce_by = None, None
    for claim in sorted(claims, key=lambda claim: claim.claimed.filed_on):
        filed = claim.claimed.filed_on
        if each.bill.id not in claim.claimed.bills or filed > last_day(start, [day for day in demands if day < filed]):
            continue
        urgency, enforce_by = None, None
        if claim.stage in WITH_TITLE:
            start, why, urgency = claim.since, Restart.CLAIM, Urgency.TITLED
            enforce_by = claim.deadline.day if claim.deadline else None
        elif claim.is_open:
            start, why, urgency = filed, Restart.CLAIM, Urgency.IN_COURT
        else:
            start, why = claim.since, Restart.CLAIM
    for day in sorted(set(demands)):
        if start < day <= last_day(start, ()):
            start, why = day, Restart.DEMAND
    last = enforce_by or last_day(start, ())
    left = (last - on).days
    if urgency is None:
        urgency = Urgency.OVER if left < 0 else Urgency.SOON if left <= soon_days else Urgency.RUNNING
    return BillTime(due=each, last_day=last, days_left=left, restart=why, restarted_on=start, urgency=urgency)


def times_of(
    due: Due, demands: Mapping[BillId, Sequence[date]], claims: Sequence[ClaimState], *, soon_days: int
) -> tuple[BillTime, ...]:
    """The same for every overdue bill of a household, the most pressing first."""
    overdue = [each for each in due.bills if each.bill.due_on < due.on]
    found = [time_of(each, demands.get(each.bill.id, ()), claims, due.on, soon_days=soon_days) for each in overdue]
    return tuple(sorted(found, key=order))


def order(time: BillTime) -> tuple[int, int]:
    """What comes first on the board: soon out of time, then out of time already, then those with time left."""
    return list(Urgency).index(time.urgency), time.days_left
