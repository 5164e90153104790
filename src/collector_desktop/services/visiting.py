"""Recording what a knock at a door brought, and taking it back while it is fresh."""

from datetime import datetime

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.field import VisitRecorded, VisitUndone
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AccountUnknown, PromiseInThePast, UndoTooLate, VisitUnknown
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards, policies, visits


class RecordVisit(Value):
    """What the collector pressed. `id` was fixed when the door was shown: a key held down is one visit."""

    id: ActId
    account: AccountNumber
    slot: Slot
    outcome: Outcome
    promise: Promise | None = None
    note: str = ""


def record(ledger: Ledger, visit: RecordVisit, stamp: Stamp) -> Changes:
    """Record a visit. Raises AccountUnknown, PromiseInThePast."""
    if visit.promise is not None and visit.promise.on < stamp.business_day:
        raise PromiseInThePast(day=visit.promise.on)
    with ledger.writing() as conn:
        if cards.account_info(conn, visit.account) is None:
            raise AccountUnknown(account=visit.account)
        return ledger.post(conn, VisitRecorded(**dict(stamp) | dict(visit))).changes


def undo(ledger: Ledger, visit: ActId, stamp: Stamp) -> Changes:
    """Take back a visit within the policy's seconds; taking it back twice is once.

    Raises VisitUnknown (payments are voided, not undone) and UndoTooLate.
    """
    with ledger.writing() as conn:
        return undo_within(ledger, conn, visit, stamp)


def undo_within(ledger: Ledger, conn: Connection, visit: ActId, stamp: Stamp) -> Changes:
    """The same inside a transaction of the caller's."""
    found = visits.one(conn, visit)
    if found is None or found.knock.outcome in (Outcome.PAID, Outcome.PART_PAID):
        raise VisitUnknown(visit=visit)
    if found.undone:
        return Changes()
    check_fresh(found.at, policies.policy(conn), stamp)
    return ledger.post(conn, VisitUndone(**dict(stamp), id=new_act_id(), visit=visit, account=found.account)).changes


def check_fresh(at: datetime, policy: Policy, stamp: Stamp) -> None:
    """Raise UndoTooLate if the policy's seconds are over."""
    seconds = policy.visits.undo_seconds
    if abs((stamp.at - at).total_seconds()) > seconds:
        raise UndoTooLate(seconds=seconds)
