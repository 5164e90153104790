"""The station's word under one hash: what its exports told, with everything these books did since taken off again.

Payments, offsets and refunds move balances and bills too, and each of those moves is compared with the journal; so the
rest may only change where an export is read, or a change it brought is applied late.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, select

from collector_desktop.domain.acts.savings import DepositOffset, DepositRefunded
from collector_desktop.domain.money import Money
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.snapshot import (
    AccountRow,
    BalanceRow,
    BillRow,
    PendingChangeRow,
    PolicyRow,
    PrepayMoveRow,
    SettlementRow,
)

_TOLD: Final = (Source.IMPORT, Source.ELSEWHERE)
_MOVES_HERE: Final = {
    AccountRow: ("search_keys",),
    BillRow: ("open", "unseen", "out_with"),
}
"""What is made of other columns, or moves with acts of these books and is compared with them."""


def seal_of(conn: Connection) -> str:
    """SHA-256 over the station's word, in hex."""
    lines = hashlib.sha256()
    for line in sorted(json.dumps(row, ensure_ascii=False, default=_plain) for row in _word(conn)):
        lines.update(line.encode() + b"\n")
    return lines.hexdigest()


def _word(conn: Connection) -> Iterator[tuple[Any, ...]]:
    for table in (AccountRow, PendingChangeRow, PolicyRow):
        yield from _rows(conn, table)
    yield from _rows(conn, SettlementRow, SettlementRow.source.in_(_TOLD))
    yield from _rows(conn, PrepayMoveRow, PrepayMoveRow.source.in_(_TOLD))
    yield from _bills(conn)
    yield from _balances(conn)


def _rows(conn: Connection, mapped: Any, *where: ColumnElement[bool]) -> Iterator[tuple[Any, ...]]:
    table: Table = mapped.__table__
    kept = [column for column in table.columns if column.name not in _MOVES_HERE.get(mapped, ())]
    for row in conn.execute(select(*kept).where(*where)):
        yield (table.name, *row)


def _bills(conn: Connection) -> Iterator[tuple[Any, ...]]:
    settled = _sums(conn, SettlementRow.bill, SettlementRow.penalty)
    kept = [column for column in BillRow.__table__.columns if column.name not in _MOVES_HERE[BillRow]]
    for row in conn.execute(select(*kept)):
        told = row._asdict()
        told["penalty_paid"] -= settled.get(row.id, Money.ZERO)
        yield (BillRow.__tablename__, *told.values())


def _balances(conn: Connection) -> Iterator[tuple[Any, ...]]:
    """Accounts no export told anything of are passed over: their row came with the first move."""
    ahead = _sums(conn, PrepayMoveRow.account, PrepayMoveRow.amount)
    used: dict[str, Money] = {}
    moved: list[DepositOffset | DepositRefunded] = [*facts(conn, DepositOffset), *facts(conn, DepositRefunded)]
    for act in moved:
        used[act.account] = used.get(act.account, Money.ZERO) + act.amount
    for row in conn.execute(select(*BalanceRow.__table__.columns)):
        prepay = row.prepay - ahead.get(row.account, Money.ZERO)
        deposit = row.deposit + used.get(row.account, Money.ZERO)
        if prepay or deposit or row.export_prepay is not None:
            yield BalanceRow.__tablename__, row.account, prepay, deposit, row.export_prepay


def _sums(conn: Connection, per: Any, amount: Any) -> dict[str, Money]:
    return {
        row.per: row.total
        for row in conn.execute(select(per.label("per"), fen_sum(amount).label("total")).group_by(per))
    }


def _plain(value: object) -> str | int:
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
