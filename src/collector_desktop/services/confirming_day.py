"""The business day at the door: taken from the clock, or confirmed by the collector where the clock is doubted."""

from datetime import date, datetime

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import BusinessDayConfirmed
from collector_desktop.domain.business_day import DayDoubt, LastAct, check_day, day_doubt, likely_day, possible_days
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import receipts
from collector_desktop.store.queries.last_act import last_act, left_day


class DayQuestion(Value):
    """What the collector is asked: why, what the clock says, what was last, and which days may be."""

    doubt: DayDoubt
    clock: datetime
    last: LastAct
    likely: date
    first: date
    latest: date
    receipts: int
    """Given on the last business day; they stay as they are where an earlier one is confirmed."""


def ask_day(ledger: Ledger, now: datetime, *, open_day: date | None = None) -> DayQuestion | None:
    """The question to ask before the day begins; None where the clock's own day is right.

    Where a day is open already it is asked again, as the collector wishes, and that day is offered first.
    """
    with ledger.reading() as conn:
        last = last_act(conn, ledger.seat.device)
        if last is None:
            return None
        doubt = day_doubt(last, now)
        if doubt is None and open_day is None:
            return None
        given = receipts.of_day(conn, last.business_day, ledger.seat.device)
        left = left_day(conn, ledger.seat.device)
    first, latest = possible_days(last, now, left)
    return DayQuestion(
        doubt=doubt or DayDoubt.ASKED,
        clock=now,
        last=last,
        likely=open_day or likely_day(last, now),
        first=first,
        latest=latest,
        receipts=len(given),
    )


def confirm_day(ledger: Ledger, day: date, now: datetime, *, asked: bool = False) -> date:
    """Note in the journal which business day the collector confirmed. Raises DayNotPossible.

    Nothing is noted where nothing was doubted; `asked` where the collector did.
    """
    with ledger.reading() as conn:
        last, left = last_act(conn, ledger.seat.device), left_day(conn, ledger.seat.device)
    check_day(day, last, now, left)
    doubt = day_doubt(last, now)
    if doubt is None and asked and day != now.date():
        doubt = DayDoubt.ASKED
    if doubt is not None and last is not None:
        stamp = Stamp(by=ledger.seat.badge, business_day=day, at=now)
        with ledger.writing() as conn:
            ledger.post(
                conn,
                BusinessDayConfirmed(**dict(stamp), id=new_act_id(), doubt=doubt, last_day=last.business_day),
            )
    return day
