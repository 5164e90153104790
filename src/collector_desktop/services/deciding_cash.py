"""Deciding a drawer that did not agree (长短款), at the station: nothing of a household's money is moved by it."""

from datetime import date

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.over_short import CashOutcome, may_become
from collector_desktop.domain.refusals import AccountUnknown, OnlyTheStationDecides, ReasonMissing
from collector_desktop.domain.refusals_cash import (
    CashAlreadyDecided,
    CashDifferenceChanged,
    CashPaperMissing,
    NoCashDifference,
    OutcomeNotPossible,
)
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards, over_short, staff
from collector_desktop.store.queries.facts import fact


class DecideCash(Value):
    """What the manager says of a laptop's day. `id` was fixed when the day was opened: a double Enter is one decision.

    `amount` and `replaces` are the difference and the decision that were looked at; `account` is whom money went
    back to, `paper` the number of the receipt or slip where money came or went.
    """

    id: ActId
    device: DeviceCode
    day: date
    outcome: CashOutcome
    amount: Money
    replaces: ActId = ActId("")
    account: AccountNumber = AccountNumber("")
    paper: str = ""
    reason: str = ""


def decide_cash(ledger: Ledger, wanted: DecideCash, stamp: Stamp) -> Changes:
    """Decide the difference of the close that stands, all of it; the collector learns of it with the next route.

    Raises OnlyTheStationDecides, NoCashDifference, CashDifferenceChanged, CashAlreadyDecided, OutcomeNotPossible,
    CashPaperMissing where money moved and ReasonMissing where none did, AccountUnknown, ManagerNeeded.
    """
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="cash")
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        close = _checked(conn, wanted)
        who = staff.member(conn, stamp.by)
        decided = CashDecided(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account if wanted.outcome is CashOutcome.RETURNED else AccountNumber(""),
            about=close,
            device=wanted.device,
            day=wanted.day,
            outcome=wanted.outcome,
            amount=wanted.amount,
            paper=wanted.paper.strip() if wanted.outcome.moves_money else "",
            reason=wanted.reason.strip(),
            decided_by=stamp.by if who is None else who.name,
            replaces=wanted.replaces,
        )
        return ledger.post(conn, decided).changes


def _checked(conn: Connection, wanted: DecideCash) -> ActId:
    """The close that is decided about."""
    of_day = {"device": wanted.device, "day": wanted.day}
    found = over_short.difference(conn, wanted.device, wanted.day)
    if found is None or not found.amount:
        raise NoCashDifference(**of_day)
    if found.amount != wanted.amount:
        raise CashDifferenceChanged(**of_day, amount=found.amount, shown=wanted.amount)
    before = over_short.last_word(conn, found.close)
    if before is not None and (before.outcome.is_final or before.id != wanted.replaces):
        raise CashAlreadyDecided(**of_day, by=before.decided_by, on=before.business_day)
    if before is None and wanted.replaces:
        raise CashDifferenceChanged(**of_day, amount=found.amount, shown=wanted.amount)
    if wanted.outcome not in may_become(found.amount, None if before is None else before.outcome):
        raise OutcomeNotPossible(**of_day)
    if wanted.outcome.moves_money and not wanted.paper.strip():
        raise CashPaperMissing(**of_day)
    if not wanted.outcome.moves_money and not wanted.reason.strip():
        raise ReasonMissing
    if wanted.outcome is CashOutcome.RETURNED and cards.account_info(conn, wanted.account) is None:
        raise AccountUnknown(account=wanted.account)
    return found.close
