"""Imports of the station's exports, as the journal tells them."""

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.station import ExportImported
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.store.journal import Entry
from collector_desktop.store.tables.machinery import JournalRow


def last_import(conn: Connection) -> ExportImported | None:
    """The newest that changed anything; None before the first."""
    content: str | None = conn.scalar(
        select(JournalRow.content)
        .where(JournalRow.chain.startswith(f"{STATION_DEVICE}."), JournalRow.kind == "export_imported")
        .order_by(JournalRow.line.desc())
        .limit(1)
    )
    act = None if content is None else Entry.read(content).act
    assert act is None or isinstance(act, ExportImported)
    return act
