"""Recording what a knock at a door brought, and taking it back while it is fresh."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.field import VisitRecorded, VisitUndone
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown, PromiseInThePast, UndoTooLate, VisitUnknown
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.store.ledger import Ledger
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
        found = visits.one(conn, visit)
        if found is None or found.knock.outcome in (Outcome.PAID, Outcome.PART_PAID):
            raise VisitUnknown(visit=visit)
        if found.undone:
            return Changes()
        seconds = policies.policy(conn).visits.undo_seconds
        if abs((stamp.at - found.at).total_seconds()) > seconds:
            raise UndoTooLate(seconds=seconds)
        return ledger.post(
            conn, VisitUndone(**dict(stamp), id=new_act_id(), visit=visit, account=found.account)
        ).changes
