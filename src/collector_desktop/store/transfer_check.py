"""Whether settlements and changes of prepayment that no receipt tells of are what their acts say."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.savings import BankDebited, DepositOffset, HeldCredited, PrepaymentRefunded
from collector_desktop.domain.acts.station import PrepaymentOffset, RefundsApplied
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.tables.snapshot import PrepayMoveRow, SettlementRow


class _Told(NamedTuple):
    """Where the money comes from, the days it may bear, and what all of it adds up to; None if it is no money."""

    source: Source
    days: frozenset[date]
    total: Money | None


class Transfers:
    """What the acts of the journal moved without a receipt."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}

    def hear(self, act: AnyAct) -> None:
        """One act of any chain."""
        told = _told(act)
        if told is not None:
            self._told[act.id] = told

    def contradictions(self, conn: Connection) -> list[str]:
        """What the tables say otherwise."""
        found: dict[str, Money] = dict.fromkeys(self._told, Money.ZERO)
        problems = []
        for act, source, day, amount in _moves(conn):
            told = self._told.get(act)
            if told is None:
                continue
            found[act] += amount
            if source != told.source or day not in told.days:
                problems.append(f"act {act}: moved as {source} on {day}")
        return problems + [
            f"act {act}: {found[act]} moved, {told.total} told"
            for act, told in self._told.items()
            if told.total is not None and told.total != found[act]
        ]


def _told(act: AnyAct) -> _Told | None:
    """An offset changes no sum, a refund and a deposit change it by what their acts say."""
    day = frozenset({act.business_day})
    match act:
        case PrepaymentOffset():
            return _Told(Source.OFFSET, frozenset({act.on}), Money.ZERO)
        case RefundsApplied():
            return _Told(Source.REFUND, frozenset({act.on}), Money.ZERO)
        case PrepaymentRefunded():
            return _Told(Source.PAID_BACK, day, -act.amount)
        case DepositOffset():
            return _Told(Source.DEPOSIT, day, act.amount)
        case HeldCredited():
            return _Told(Source.HELD, day, act.amount)
        case BankDebited():
            return _Told(Source.BANK, day | {act.paid_on}, act.amount - act.shown_before)
        case WaiverApplied():
            return _Told(Source.WAIVER, day, None)
    return None


def _moves(conn: Connection) -> Iterator[tuple[ActId, str, date, Money]]:
    settled: Any = SettlementRow
    for row in conn.execute(select(settled.act, settled.source, settled.day, settled.principal, settled.penalty)):
        yield ActId(row.act), row.source, row.day, row.principal + row.penalty
    ahead: Any = PrepayMoveRow
    for row in conn.execute(select(ahead.act, ahead.source, ahead.day, ahead.amount)):
        yield ActId(row.act), row.source, row.day, row.amount
