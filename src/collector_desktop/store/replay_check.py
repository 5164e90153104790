"""Whether the ledger's tables are what the journal tells: every act is recorded once more, elsewhere, and compared.

Snapshot tables are left out: they are the station's word and the exports', which no line of the journal repeats.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Column, Connection, Row, Table, inspect, select

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.devices import HeldRejected, HeldReleased
from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.names import ActId, ChainId
from collector_desktop.domain.receipt import Receipt
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import SeatKind
from collector_desktop.store.apply import EFFECTS
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.engine import open_engine
from collector_desktop.store.journal import Entry
from collector_desktop.store.tables.columns import Base
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.ledger import (
    AttentionRow,
    CashCountRow,
    DayCloseRow,
    ReceiptLineRow,
    ReceiptRow,
    RemittanceRow,
    ReprintRow,
    VisitRow,
    VoidRow,
)
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import DeviceRow
from collector_desktop.store.tables.station import ChainCutRow, ReceiptSightRow, ReplacedKeyRow, StaffRow

_RECORDED = [
    Base.metadata.tables[row.__tablename__]
    for row in (
        ReceiptRow,
        ReceiptLineRow,
        VoidRow,
        ReprintRow,
        VisitRow,
        DayCloseRow,
        CashCountRow,
        RemittanceRow,
        DeviceRow,
        FactRow,
        AttentionRow,
    )
]
_ALSO_WRITTEN = [
    Base.metadata.tables[row.__tablename__]
    for row in (ChainCutRow, JournalRow, ReceiptSightRow, ReplacedKeyRow, StaffRow)
]
"""What acts write as well; people and keys are compared by store.standing_check."""
_NOT_REPEATED = (HeldReleased, HeldRejected)
"""They decide about lines that no journal holds."""
_NOT_COMPARED = ("keys_wanted_on",)
"""Acts of two chains write it, in an order no replay knows."""
_ON_RECORD = (Attention.RECEIPT_VOIDED, Attention.CASH_OVER_SHORT, Attention.NUMBERS_SKIPPED)
"""Attention that comes with an act for ever; other kinds come and go with the figures."""
_MOST_TOLD = 20
_CONTENTS: Mapping[str, TypeAdapter[Any]] = {
    ReceiptRow.__tablename__: TypeAdapter(Receipt),
    DayCloseRow.__tablename__: TypeAdapter(DayClose),
    RemittanceRow.__tablename__: TypeAdapter(Remittance),
    FactRow.__tablename__: TypeAdapter(AnyAct),
}


class Replay:
    """The acts of a journal recorded anew, in memory."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._index: dict[tuple[ChainId, int], tuple[ActId, str]] = {}

    def add(self, entry: Entry) -> None:
        """One more line, in its chain's order."""
        self._index[entry.chain, entry.line] = entry.act.id, entry.act.kind
        if not isinstance(entry.act, _NOT_REPEATED):
            EFFECTS[type(entry.act)].record(self._conn, entry.act, entry.device)

    def differences(self, books: Connection, kind: SeatKind) -> list[str]:
        """Where the books say other than their journal, row by row; the first of them, if there are many."""
        own = {act for act, _ in self._index.values()}
        found = self._wrong_index(books)
        for table in _RECORDED:
            columns = _compared(books, table)
            if not columns:
                continue
            told, stand = _rows(self._conn, table, columns), _rows(books, table, columns)
            if table.name == AttentionRow.__tablename__:
                told = {key: row for key, row in told.items() if row.kind in _ON_RECORD}
                stand = {key: row for key, row in stand.items() if key in told}
            elif table.name == FactRow.__tablename__ and kind is SeatKind.COLLECTOR:
                stand = {key: row for key, row in stand.items() if row.act in own}  # the others came with routes
            for key in sorted(told.keys() | stand.keys(), key=str):
                difference = _difference(table.name, stand.get(key), told.get(key))
                if difference:
                    found.append(f"{table.name} {' '.join(map(str, key))}: {difference}")
        return found[:_MOST_TOLD]

    def _wrong_index(self, books: Connection) -> list[str]:
        rows = books.execute(select(JournalRow.chain, JournalRow.line, JournalRow.act, JournalRow.kind))
        return [
            f"journal {row.chain} {row.line}: {row.act} {row.kind} beside its content"
            for row in rows
            if self._index.get((ChainId(row.chain), row.line)) != (row.act, row.kind)
        ]


@contextmanager
def replay() -> Iterator[Replay]:
    """Room for a journal's acts, gone afterwards."""
    engine = open_engine("sqlite://")
    try:
        with engine.begin() as conn:
            Base.metadata.create_all(conn, tables=[*_RECORDED, *_ALSO_WRITTEN])
            yield Replay(conn)
    finally:
        engine.dispose()


def _compared(books: Connection, table: Table) -> list[Column[Any]]:
    """The columns both have: books are also verified as an earlier program left them."""
    known = inspect(books)
    there = {column["name"] for column in known.get_columns(table.name)} if known.has_table(table.name) else set()
    return [column for column in table.columns if column.name in there and column.name not in _NOT_COMPARED]


def _rows(conn: Connection, table: Table, columns: list[Column[Any]]) -> Mapping[tuple[Any, ...], Row[Any]]:
    keys = [column.name for column in table.primary_key]
    return {tuple(getattr(row, key) for key in keys): row for row in conn.execute(select(*columns))}


def _difference(table: str, stand: Row[Any] | None, told: Row[Any] | None) -> str:
    """In one phrase, without what a person wrote or is called; empty if there is none."""
    if stand is None or told is None:
        return "not in the books" if stand is None else "not in the journal"
    differ = [name for name, one, other in zip(stand._fields, stand, told, strict=True) if not _is_equal(one, other)]
    return ", ".join(name for name in differ if name != "content" or not _is_same(table, stand.content, told.content))


def _is_equal(one: Any, other: Any) -> bool:
    """The same moment on another clock is another value."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.isoformat() == other.isoformat()
    return bool(one == other)


def _is_same(table: str, stand: str, told: str) -> bool:
    """A program of an earlier era wrote the same value with fewer fields."""
    try:
        return bool(_CONTENTS[table].validate_json(stand) == _CONTENTS[table].validate_json(told))
    except (ValidationError, Refusal):
        return False
