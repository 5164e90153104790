"""Waivers: what was waived, what waits to be, and a list that is always empty."""

from sqlalchemy import Connection, bindparam, select

from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiver import Waiver, may_still_waive, pending
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow

_HOLDER = select(BillRow.out_with).where(BillRow.id == bindparam("bill"))
_WAIVED = select(SettlementRow.act, SettlementRow.bill, SettlementRow.penalty).where(
    SettlementRow.source == Source.WAIVER
)


class Unapproved(Value):
    """A waiver in the books that no decision covers."""

    act: ActId
    bill: BillId
    amount: Money


class Holder(Value):
    """Who holds a bill: a laptop it is out with, or the station."""

    device: str | None


def waivers(conn: Connection, account: AccountNumber | None = None) -> tuple[Waiver, ...]:
    """What was waived of every account's bills, oldest first; of one account's if named."""
    return tuple(map(Waiver.of, facts(conn, WaiverApplied, account=account)))


def waiting(conn: Connection) -> tuple[RequestDecided, ...]:
    """Approved waivers nobody has applied yet."""
    return pending(facts(conn, RequestDecided), facts(conn, WaiverApplied))


def is_covered(conn: Connection, act: WaiverApplied) -> bool:
    """Whether these books know a decision that grants what was waived."""
    decision = next(iter(facts(conn, RequestDecided, about=act.about)), None)
    return bool(may_still_waive(act, decision, Money.ZERO))


def holder(conn: Connection, bill: BillId) -> Holder | None:
    """Who holds a bill; None if these books don't have it."""
    row = conn.execute(_HOLDER, {"bill": bill}).one_or_none()
    return None if row is None else Holder(device=row.out_with)


def unapproved_waivers(conn: Connection) -> tuple[Unapproved, ...]:
    """Waivers in the books without a decision that covers them: a listed violation, and empty by construction.

    The books refuse such an act; this looks at what stands in them all the same.
    """
    acts = {act.id: act for act in facts(conn, WaiverApplied)}
    decisions = {decision.about: decision for decision in facts(conn, RequestDecided)}
    used: dict[ActId, Money] = {}
    found = []
    for row in conn.execute(_WAIVED):
        act = acts.get(row.act)
        before = used.get(act.about, Money.ZERO) if act else Money.ZERO
        covered = may_still_waive(act, decisions.get(act.about), before) if act else Money.ZERO
        if act is None or act.bill != row.bill or covered < row.penalty:
            found.append(Unapproved(act=row.act, bill=row.bill, amount=row.penalty))
        else:
            used[act.about] = before + row.penalty
    return tuple(found)
