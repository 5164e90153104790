"""The snapshot as it travels: rows of the station's word, checked value by value when they arrive."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import AwareDatetime, ValidationError, create_model
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    ScalarSelect,
    String,
    Table,
    and_,
    delete,
    insert,
    or_,
    select,
)

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId, DeviceCode
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.value import Value
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.tables.columns import Base, Clock, Fen, IsoDay
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.ledger import AttentionRow, DayCloseRow
from collector_desktop.store.tables.snapshot import (
    AccountRow,
    BalanceRow,
    BillRow,
    ContractRow,
    PrepayMoveRow,
    RedirectRow,
    SettlementRow,
    VisitCountRow,
)

TRAVELLING: tuple[type[Base], ...] = (
    AccountRow,
    ContractRow,
    BalanceRow,
    BillRow,
    SettlementRow,
    PrepayMoveRow,
    RedirectRow,
    VisitCountRow,
)
"""Tables a route package carries and a laptop replaces, parents first."""

Rows = Mapping[str, tuple[dict[str, Any], ...]]
"""Table name to rows; values are those of the columns."""


class SnapshotRowWrong(Refusal):
    """A row of a route package is not as it should be. Facts: table, row, field."""


def _model(table: Table) -> type[Value]:
    fields: dict[str, Any] = {}
    for column in table.columns:
        kind = _python_type(column.type)
        fields[column.name] = (kind | None if column.nullable else kind, ...)
    return create_model(f"{table.name}_row", __base__=Value, **fields)


def _python_type(column: Any) -> Any:
    match column:
        case Fen():
            return Money
        case IsoDay():
            return date
        case Clock():
            return AwareDatetime
        case Boolean():
            return bool
        case String():
            return str
        case _:
            return int


MERGED: tuple[type[Base], ...] = (FactRow, AttentionRow)
"""Tables a route package carries and a laptop adds to its own rows."""

_TABLES: tuple[type[Base], ...] = (*TRAVELLING, *MERGED)
_MODELS = {table.__tablename__: _model(Base.metadata.tables[table.__tablename__]) for table in _TABLES}


def encode(table: str, row: Mapping[str, Any]) -> str:
    """One row as a line of JSON."""
    return _MODELS[table](**row).model_dump_json()


def decode(table: str, lines: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """The rows of a part, each value of its column's type. Raises SnapshotRowWrong."""
    rows = []
    for at, line in enumerate(lines, start=1):
        try:
            rows.append(dict(_MODELS[table].model_validate_json(line)))
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"])) or "line"
            raise SnapshotRowWrong(table=table, row=at, field=where) from error
    return tuple(rows)


def of_accounts(conn: Connection, device: DeviceCode, villages: Iterable[str], settled_since: date) -> Rows:
    """What a device needs: accounts of the villages and of bills out with it, their bills open or settled lately,
    what was said of them, of their villages and of nobody in particular, and the device's attention list.
    """
    chosen = (
        select(AccountRow.number)
        .where(
            AccountRow.village.in_(list(villages))
            | AccountRow.number.in_(select(BillRow.account).where(BillRow.out_with == device))
        )
        .scalar_subquery()
    )
    lately = select(SettlementRow.bill).where(SettlementRow.day >= settled_since)
    bills = select(BillRow.id).where(BillRow.account.in_(chosen), (BillRow.open != Money.ZERO) | BillRow.id.in_(lately))
    picks: dict[type[Base], ColumnElement[bool]] = {
        AccountRow: AccountRow.number.in_(chosen),
        ContractRow: ContractRow.account.in_(chosen),
        BalanceRow: BalanceRow.account.in_(chosen),
        BillRow: BillRow.id.in_(bills),
        SettlementRow: SettlementRow.bill.in_(bills),
        PrepayMoveRow: PrepayMoveRow.account.in_(chosen)
        & ((PrepayMoveRow.day >= settled_since) | (PrepayMoveRow.source == Source.REDIRECT)),
        RedirectRow: RedirectRow.account.in_(chosen),
        VisitCountRow: VisitCountRow.account.in_(chosen),
        FactRow: _is_told(device, chosen, villages),
        AttentionRow: AttentionRow.device == device,
    }
    return {table.__tablename__: _rows(conn, table, pick) for table, pick in picks.items()}


def _is_told(device: DeviceCode, accounts: ScalarSelect[str], villages: Iterable[str]) -> ColumnElement[bool]:
    """What was decided of a drawer is for the laptop whose drawer it was, and for no other."""
    of_a_drawer = FactRow.kind == CashDecided.model_fields["kind"].default
    concerns = FactRow.account.in_(accounts) | ((FactRow.account == "") & FactRow.village.in_(["", *villages]))
    own = FactRow.about.in_(select(DayCloseRow.act).where(DayCloseRow.device == device))
    return or_(and_(of_a_drawer, own), and_(~of_a_drawer, concerns))


def replace(
    conn: Connection, rows: Rows, *, keep_bills: Iterable[BillId], keep_accounts: Iterable[AccountNumber]
) -> None:
    """Put the station's word in place of the one before.

    `keep_bills` and `keep_accounts` are what acts not yet acknowledged speak of; where the station's word has none of
    them, the old bill stays with its account, no longer out for collection, and so does an account without a bill.
    Those acts' moves must have been taken back before and are repeated afterwards.
    """
    come = {row["id"] for row in rows[BillRow.__tablename__]}
    bills = _rows(conn, BillRow, BillRow.id.in_(set(keep_bills) - come))
    spoken_of = {bill["account"] for bill in bills} | set(keep_accounts)
    orphans = spoken_of - {row["number"] for row in rows[AccountRow.__tablename__]}
    kept = {
        AccountRow: _rows(conn, AccountRow, AccountRow.number.in_(orphans)),
        ContractRow: _rows(conn, ContractRow, ContractRow.account.in_(orphans)),
        BalanceRow: _rows(conn, BalanceRow, BalanceRow.account.in_(orphans)),
        BillRow: tuple(bill | {"out_with": None} for bill in bills),
        SettlementRow: _rows(conn, SettlementRow, SettlementRow.bill.in_({bill["id"] for bill in bills})),
        PrepayMoveRow: _rows(conn, PrepayMoveRow, PrepayMoveRow.account.in_(orphans)),
        VisitCountRow: _rows(conn, VisitCountRow, VisitCountRow.account.in_(orphans)),
    }
    for table in reversed(TRAVELLING):
        conn.execute(delete(table))
    for table in TRAVELLING:
        new = [*rows[table.__tablename__], *kept.get(table, ())]
        if new:
            conn.execute(insert(table), new)


def _rows(conn: Connection, table: type[Base], pick: ColumnElement[bool]) -> tuple[dict[str, Any], ...]:
    return tuple(dict(row._mapping) for row in conn.execute(select(*table.__table__.c).where(pick)))
