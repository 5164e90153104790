"""What a route package adds to a laptop's own rows: facts said elsewhere, and attention lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select

from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.facts import keep
from collector_desktop.store.queries.facts import read_fact
from collector_desktop.store.snapshot import SnapshotRowWrong
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.ledger import AttentionRow


def merge_facts(conn: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep the facts these books don't know yet; known ones are the same for ever. Raises SnapshotRowWrong.

    Figures they moved come with the snapshot, so that nothing is moved twice.
    """
    known = set(conn.scalars(select(FactRow.act)))
    for at, row in enumerate(rows, start=1):
        if row["act"] in known:
            continue
        try:
            fact = read_fact(row["content"])
        except (ValidationError, ValueError) as error:
            raise SnapshotRowWrong(table=FactRow.__tablename__, row=at, field="content") from error
        if (fact.id, fact.kind, fact.account) != (row["act"], row["kind"], row["account"]):
            raise SnapshotRowWrong(table=FactRow.__tablename__, row=at, field="act")
        keep(conn, fact, DeviceCode(row["device"]))


def merge_attention(conn: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add the attention lines these books don't have."""
    for row in rows:
        key = [getattr(AttentionRow, name) == row[name] for name in ("act", "kind", "subject")]
        if conn.execute(select(AttentionRow.act).where(*key)).first() is None:
            conn.execute(insert(AttentionRow).values(**row))
