"""What contracts and waivers do to the books."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.acts.terms import ContractRegistered, WaiverApplied
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals_terms import WaiverNotApproved
from collector_desktop.domain.waiver import may_still_waive
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.apply.facts import changes_of, effects_of_fact, keep
from collector_desktop.store.apply.settling import Source, settle
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.snapshot import ContractRow, SettlementRow


def _move_contract(conn: Connection, act: ContractRegistered, _device: DeviceCode) -> None:
    said = act.contract
    conn.execute(delete(ContractRow).where(ContractRow.account == said.account))
    conn.execute(
        insert(ContractRow),
        {
            "account": said.account,
            "act": act.id,
            "number": said.number,
            "signed_on": said.signed_on,
            "permille": None if said.agreed_permille is None else f"{said.agreed_permille:f}",
            "cap_percent": said.agreed_cap_percent,
            "instalment_terms": said.instalment_terms,
        },
    )


def _move_waiver(conn: Connection, act: WaiverApplied, _device: DeviceCode) -> None:
    """Once per decision, whichever seat is first. Raises WaiverNotApproved without a decision that covers it."""
    decision = next(iter(facts(conn, RequestDecided, about=act.about)), None)
    if not may_still_waive(act, decision, Money.ZERO):
        raise WaiverNotApproved(bill=act.bill, amount=act.amount)
    others = select(FactRow.act).where(
        FactRow.kind == act.kind, FactRow.account == act.account, FactRow.about == act.about, FactRow.act != act.id
    )
    before: Money = conn.execute(
        select(fen_sum(SettlementRow.penalty)).where(SettlementRow.act.in_(others))
    ).scalar_one()
    left = may_still_waive(act, decision, before)
    settle(conn, act.bill, act.id, Source.WAIVER, act.business_day, Money.ZERO, left)


def _waived(act: WaiverApplied) -> Changes:
    """Less is due of a bill."""
    return changes_of(act) | Changes(topics=frozenset({Topic.BILLS}))


EFFECTS: dict[type[Act], Effects[Any]] = {
    ContractRegistered: effects_of_fact(_move_contract),
    WaiverApplied: Effects(changes=_waived, record=keep, move=_move_waiver),
}
