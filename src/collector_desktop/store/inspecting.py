"""Books looked at without their keys and without changing them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, NoSuchModuleError

from collector_desktop.domain.seat import Seat
from collector_desktop.store.engine import open_engine
from collector_desktop.store.opening import BooksEmpty, read_seat
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import ChainState
from collector_desktop.store.tables.machinery import ChainRow
from collector_desktop.store.upgrade import HEAD, BooksFromTheFuture, version_of

DATABASE_FAULTS = (DatabaseError, InterfaceError)
"""The database can't be reached or read: a fault of the world, as OSError is for files."""
URL_FAULTS = (ArgumentError, NoSuchModuleError)
"""The text is no database URL this program can open."""


@contextmanager
def looking_at(url: str | Path, key: bytes | None = None) -> Iterator[tuple[Connection, Seat]]:
    """One consistent view of a seat's books, never upgraded. Raises NotOurBooks, BooksEmpty, BooksFromTheFuture."""
    engine = open_engine(str(url), key)
    try:
        with engine.begin() as conn:
            version = version_of(conn)
            if version is not None and version > HEAD:
                raise BooksFromTheFuture(version=version)
            seat = None if version is None else read_seat(conn)
            if seat is None:
                raise BooksEmpty
            yield conn, seat
    finally:
        engine.dispose()


def all_chains(conn: Connection) -> tuple[ChainState, ...]:
    """Every chain these books hold, by device and generation."""
    devices = conn.execute(select(ChainRow.device).distinct().order_by(ChainRow.device)).scalars().all()
    return tuple(chain for device in devices for chain in sync.chains(conn, device))
