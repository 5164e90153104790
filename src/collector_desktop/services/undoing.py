"""Taking back the last thing logged at a door while it is fresh: an outcome, a small service, a slip."""

from collector_desktop.domain.acts.base import Fact, Stamp, new_act_id
from collector_desktop.domain.acts.household import DoorSlipLeft
from collector_desktop.domain.acts.requests import FactWithdrawn
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import NotWithdrawable
from collector_desktop.services.visiting import check_fresh, undo_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.facts import fact, facts, is_withdrawn

REASON = "当场撤销"
"""What a withdrawal within the policy's seconds says: a slip of the finger needs no other."""


def undo(ledger: Ledger, act: ActId, stamp: Stamp) -> Changes:
    """Take back a visit with the slip left at it, or a fact; taking it back twice is once.

    Raises VisitUnknown, UndoTooLate, NotWithdrawable.
    """
    with ledger.writing() as conn:
        said = fact(conn, act)
        if said is not None:
            return _withdraw(ledger, conn, said, stamp)
        slips = facts(conn, DoorSlipLeft, about=act)
        changes = undo_within(ledger, conn, act, stamp)
        for slip in slips:
            changes |= _withdraw(ledger, conn, slip, stamp)
        return changes


def _withdraw(ledger: Ledger, conn: Connection, said: Fact, stamp: Stamp) -> Changes:
    if not said.WITHDRAWABLE:
        raise NotWithdrawable(kind=said.kind)
    if is_withdrawn(conn, said.id):
        return Changes()
    check_fresh(said.at, policies.policy(conn), stamp)
    withdrawn = FactWithdrawn(
        **dict(stamp),
        id=new_act_id(),
        account=said.account,
        village=said.village,
        about=said.id,
        withdrawn_kind=said.kind,
        reason=REASON,
    )
    posted = ledger.post(conn, withdrawn).changes
    return posted | Changes(topics=frozenset({said.TOPIC, Topic.SYNC}))
