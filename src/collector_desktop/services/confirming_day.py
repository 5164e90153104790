"""The business day at the door: taken from the clock, or confirmed by the collector where the clock is doubted."""

from datetime import date, datetime

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import BusinessDayConfirmed
from collector_desktop.domain.business_day import DayDoubt, LastAct, check_day, day_doubt, likely_day, possible_days
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries.last_act import last_act


class DayQuestion(Value):
    """What the collector is asked: why, what the clock says, what was last, and which days may be."""

    doubt: DayDoubt
    clock: datetime
    last: LastAct
    likely: date
    first: date
    latest: date


def ask_day(ledger: Ledger, now: datetime) -> DayQuestion | None:
    """The question to ask before the day begins; None where the clock's own day is right."""
    last = _last(ledger)
    doubt = day_doubt(last, now)
    if doubt is None or last is None:
        return None
    first, latest = possible_days(last, now)
    return DayQuestion(doubt=doubt, clock=now, last=last, likely=likely_day(last, now), first=first, latest=latest)


def confirm_day(ledger: Ledger, day: date, now: datetime) -> date:
    """Note in the journal which business day the collector confirmed. Raises DayNotPossible."""
    last = _last(ledger)
    check_day(day, last, now)
    doubt = day_doubt(last, now)
    if doubt is not None and last is not None:
        stamp = Stamp(by=ledger.seat.badge, business_day=day, at=now)
        with ledger.writing() as conn:
            ledger.post(
                conn,
                BusinessDayConfirmed(**dict(stamp), id=new_act_id(), doubt=doubt, last_day=last.business_day),
            )
    return day


def _last(ledger: Ledger) -> LastAct | None:
    with ledger.reading() as conn:
        return last_act(conn, ledger.seat.device)
