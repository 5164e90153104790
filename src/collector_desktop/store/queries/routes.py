"""Routes the station issued."""

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.station import RouteIssued
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.journal import Entry
from collector_desktop.store.tables.machinery import JournalRow


def last_route(conn: Connection, device: DeviceCode) -> RouteIssued | None:
    """The newest route issued to a laptop; None if it never got one."""
    rows = conn.scalars(
        select(JournalRow.content)
        .where(JournalRow.kind == "route_issued")
        .order_by(JournalRow.chain.desc(), JournalRow.line.desc())
    )
    for content in rows:
        act = Entry.read(content).act
        if isinstance(act, RouteIssued) and act.device == device:
            return act
    return None
