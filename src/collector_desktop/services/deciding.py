"""Deciding what the collectors asked for, at the station: once, and what follows happens in the same transaction."""

from collections.abc import Callable, Mapping

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import (
    DeciderMissing,
    GrantedOtherThanAsked,
    ManagerNeeded,
    OnlyTheStationDecides,
    ReasonMissing,
    RequestAlreadyDecided,
    RequestUnknown,
)
from collector_desktop.domain.requests import Matter, Role
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.services import depositing, refunding, repaying, waiving
from collector_desktop.services.enforcing import confirm_disconnection
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import policies, staff
from collector_desktop.store.queries.requests import request as request_line

Execute = Callable[[Ledger, Connection, RequestMade, RequestDecided, Stamp], Changes]

EXECUTE: Mapping[str, Execute] = {
    "disconnection": confirm_disconnection,
    "prepayment_refund": refunding.execute,
    "deposit_offset": depositing.execute_offset,
    "deposit_refund": depositing.execute_refund,
    "waiver": waiving.execute,
    "repayment_plan": repaying.accept,
}
"""What an approval does at once, by matter; the others take effect by what they allow later."""


class Decide(Value):
    """What the station says. `granted` may be less than what was asked for; None takes the matter as asked.

    Who signed on decides, whatever name stands here: name and role are said only where the books know nobody.
    """

    request: ActId
    approved: bool
    reason: str
    granted: Matter | None = None
    decided_by: str
    role: Role


def decide(ledger: Ledger, wanted: Decide, stamp: Stamp) -> Changes:
    """Decide a request; the collector learns of it with the next route.

    Raises OnlyTheStationDecides, DeciderMissing, ReasonMissing (a refusal needs one), RequestUnknown,
    RequestAlreadyDecided, GrantedOtherThanAsked, ManagerNeeded, and what the matter's own rules refuse; then nothing
    is decided.
    """
    with ledger.writing() as conn:
        return decide_within(ledger, conn, wanted, stamp)


def decide_within(ledger: Ledger, conn: Connection, wanted: Decide, stamp: Stamp) -> Changes:
    """The same inside a transaction of the caller's."""
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="decide")
    who = staff.member(conn, stamp.by)
    if who is not None:
        wanted = wanted.model_copy(update={"decided_by": who.name, "role": who.role})
    if not wanted.decided_by.strip():
        raise DeciderMissing
    if not wanted.approved and not wanted.reason.strip():
        raise ReasonMissing
    line = request_line(conn, wanted.request)
    if line is None:
        raise RequestUnknown(request=wanted.request)
    made, before = line.request, line.decision
    if before is not None:
        raise RequestAlreadyDecided(
            request=made.id, by=before.decided_by, on=before.business_day, approved=before.approved
        )
    granted = (wanted.granted or made.matter) if wanted.approved else None
    if granted is not None and granted.what != made.matter.what:
        raise GrantedOtherThanAsked(asked=made.matter.what, granted=granted.what)
    if made.matter.what in policies.policy(conn).requests.manager_decides and wanted.role is not Role.MANAGER:
        raise ManagerNeeded(what=made.matter.what)
    decision = RequestDecided(
        **dict(stamp),
        id=new_act_id(),
        account=made.account,
        village=made.village,
        about=made.id,
        approved=wanted.approved,
        granted=granted,
        reason=wanted.reason.strip(),
        decided_by=wanted.decided_by.strip(),
        role=wanted.role,
    )
    changes = ledger.post(conn, decision).changes
    execute = EXECUTE.get(made.matter.what)
    if wanted.approved and execute is not None:
        changes |= execute(ledger, conn, made, decision, stamp)
    return changes
