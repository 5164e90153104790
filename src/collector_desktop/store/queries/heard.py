"""Which laptops a station whose books came back from a backup has heard from since."""

from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.books import PackageTakenIn
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.store.journal import Entry
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import Direction
from collector_desktop.store.tables.machinery import JournalRow, PackageRow


def began_on(conn: Connection, chain: ChainId) -> date:
    """The business day a chain began."""
    (first,) = sync.lines(conn, chain, most=1)
    return Entry.read(first.content).act.business_day


def heard_on(conn: Connection, chain: ChainId) -> frozenset[DeviceCode]:
    """The laptops of which a day package was taken in on this chain of the station, written on its first day or later.

    One of an earlier day was on its way before the books came back: it may not be all its laptop handed over.
    """
    written = select(PackageRow.sha256).where(
        PackageRow.direction == Direction.IN, PackageRow.day >= began_on(conn, chain)
    )
    fresh = frozenset(conn.scalars(written))
    rows = conn.scalars(
        select(JournalRow.content).where(JournalRow.chain == chain, JournalRow.kind == "package_taken_in")
    )
    acts = (Entry.read(content).act for content in rows)
    return frozenset(act.device for act in acts if isinstance(act, PackageTakenIn) and act.package_sha256 in fresh)
