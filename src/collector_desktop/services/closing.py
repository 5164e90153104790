"""Closing the day (日清) and banking the takings (解款)."""

from datetime import date

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.money import CashRemitted, DayClosed
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.day_close import CashCount, DayClose, Remittance, checked_reason, settle
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import (
    AmountNotPositive,
    DayAlreadyClosed,
    EarlierDayOpen,
    MoreThanHeld,
    NothingToRemit,
    ReferenceMissing,
    SlipKnown,
)
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import closes, takings


class Closed(Value):
    """The day as it was closed, to be printed, and what that changed."""

    close: DayClose
    changes: Changes


class Banked(Value):
    """The remittance as it was recorded, to be printed, and what that changed."""

    remittance: Remittance
    changes: Changes


def close(ledger: Ledger, day: date, count: CashCount, reason: str, stamp: Stamp) -> Closed:
    """Close a business day: its valid receipts against the cash counted. No receipt of that day follows.

    Days are closed in the order in which they began. Raises DayAlreadyClosed, EarlierDayOpen, and ReasonMissing if the
    drawer does not agree and no reason is given.
    """
    seat = ledger.seat
    with ledger.writing() as conn:
        if closes.of_day(conn, day, seat.device) is not None:
            raise DayAlreadyClosed(day=day)
        first = next(iter(takings.open_days(conn, seat.device)), None)
        if first not in (None, day):
            raise EarlierDayOpen(day=first)
        last = closes.last_day(conn, seat.device)
        if day not in (first, stamp.business_day) and last is not None and day < last:
            raise DayAlreadyClosed(day=day)
        taken = takings.of_day(conn, day, seat.device)
        over_short = settle(taken, count)
        closed = DayClose(
            business_day=day,
            station_name=seat.station_name,
            collector_name=seat.collector_name,
            badge=seat.badge,
            takings=taken,
            count=count,
            over_short=over_short,
            reason=checked_reason(over_short, reason),
            demo=seat.demo,
        )
        posted = ledger.post(conn, DayClosed(**dict(stamp), id=new_act_id(), close=closed))
    return Closed(close=closed, changes=posted.changes)


def remit(ledger: Ledger, amount: Money, bank_slip: str, witness: str, stamp: Stamp) -> Banked:
    """Record that counted cash was banked. Nothing is paid out of takings, so no more than was counted can be banked.

    A slip is recorded once. Raises NothingToRemit, AmountNotPositive, MoreThanHeld, SlipKnown, ReferenceMissing without
    a bank slip number.
    """
    seat = ledger.seat
    if amount <= Money.ZERO:
        raise AmountNotPositive(amount=amount)
    if not bank_slip.strip():
        raise ReferenceMissing(method="bank slip")
    with ledger.writing() as conn:
        if closes.is_known_slip(conn, seat.device, bank_slip.strip(), amount):
            raise SlipKnown(slip=bank_slip.strip(), amount=amount)
        held = closes.not_banked(conn, seat.device)
        if not held:
            raise NothingToRemit
        if amount > held:
            raise MoreThanHeld(amount=amount, held=held)
        remittance = Remittance(
            amount=amount,
            bank_slip=bank_slip.strip(),
            at=stamp.at,
            witness=witness.strip(),
            station_name=seat.station_name,
            collector_name=seat.collector_name,
            badge=seat.badge,
            days=closes.days_not_banked(conn, seat.device),
            demo=seat.demo,
        )
        posted = ledger.post(conn, CashRemitted(**dict(stamp), id=new_act_id(), remittance=remittance))
    return Banked(remittance=remittance, changes=posted.changes)
