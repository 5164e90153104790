"""Routes the station issued, and which of them laptops say they loaded."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import RouteLoaded
from collector_desktop.domain.acts.station import RouteIssued
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.store.journal import Entry
from collector_desktop.store.queries import sync
from collector_desktop.store.tables.machinery import JournalRow


def last_route(conn: Connection, device: DeviceCode) -> RouteIssued | None:
    """The newest route issued to a laptop; None if it never got one."""
    chains = (chain.chain for chain in reversed(sync.chains(conn, STATION_DEVICE)))
    routes = (act for chain in chains for act in _newest_first(conn, chain, "route_issued"))
    return next((act for act in routes if isinstance(act, RouteIssued) and act.device == device), None)


def is_issued_on(conn: Connection, chain: ChainId, device: DeviceCode) -> bool:
    """Whether a route to a laptop stands on this chain of the station."""
    routes = _newest_first(conn, chain, "route_issued")
    return any(isinstance(act, RouteIssued) and act.device == device for act in routes)


def highest_loaded(conn: Connection, device: DeviceCode) -> int:
    """The highest number of a route that a laptop's own lines say was loaded; 0 if none do."""
    newest = (next(_newest_first(conn, chain.chain, "route_loaded"), None) for chain in sync.chains(conn, device))
    return max((act.route_number for act in newest if isinstance(act, RouteLoaded)), default=0)


def _newest_first(conn: Connection, chain: ChainId, kind: str) -> Iterator[Act]:
    rows = select(JournalRow.content).where(JournalRow.chain == chain, JournalRow.kind == kind)
    return (Entry.read(content).act for content in conn.scalars(rows.order_by(JournalRow.line.desc())))
