"""The newest act of a seat's own journal, for whoever doubts the clock."""

from sqlalchemy import Connection, select

from collector_desktop.domain.business_day import LastAct
from collector_desktop.domain.names import DeviceCode, generation_of
from collector_desktop.store.journal import Entry
from collector_desktop.store.queries import closes
from collector_desktop.store.tables.machinery import ChainRow, JournalRow

_OPENING = "chain_started"
"""Written before anybody could confirm the day."""


def last_act(conn: Connection, device: DeviceCode) -> LastAct | None:
    """The newest act of a device; None before its first."""
    chains = conn.execute(select(ChainRow.id).where(ChainRow.device == device)).scalars().all()
    for chain in sorted(chains, key=generation_of, reverse=True):
        content = conn.execute(
            select(JournalRow.content)
            .where(JournalRow.chain == chain, JournalRow.kind != _OPENING)
            .order_by(JournalRow.line.desc())
            .limit(1)
        ).scalar_one_or_none()
        if content is not None:
            return _of(conn, content, device)
    return None


def _of(conn: Connection, content: str, device: DeviceCode) -> LastAct:
    act = Entry.read(content).act
    closed = closes.last_day(conn, device)
    return LastAct(business_day=act.business_day, at=act.at, closed=closed is not None and closed >= act.business_day)
