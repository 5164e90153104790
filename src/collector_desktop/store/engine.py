"""Engines: SQLite opened so that everything rolls back and nothing acknowledged is lost; PostgreSQL for a county.

Every file is opened by SQLCipher, which without a key reads and writes plain SQLite.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BEGIN = "books_begin"
"""Execution option of a connection: IMMEDIATE takes the write lock at once, DEFERRED (the default) only reads."""

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
)
_BOOKS_LOCK = 0x5A51
KEY_BYTES = 32


def sqlite_url(path: Path) -> str:
    """The URL of a database file."""
    return f"sqlite:///{path.as_posix()}"


def database_file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None for a server or for memory."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def open_engine(url: str, key: bytes | None = None) -> Engine:
    """An engine whose every transaction rolls back whole, DDL included.

    `url` is any SQLAlchemy URL or the plain path of a SQLite file; postgresql:// means psycopg. A file with a `key`
    of 32 bytes is encrypted; with another key, or none, it reads as "file is not a database".
    """
    parsed = make_url(url if "://" in url else sqlite_url(Path(url)))
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, isolation_level="READ COMMITTED")
        event.listen(engine, "begin", _begin_server)
        return engine
    # The driver's own transaction handling commits DDL; it is switched off and BEGIN sent by hand.
    engine = create_engine(parsed, module=sqlcipher, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _set_pragmas(key))
    event.listen(engine, "begin", _begin_file)
    return engine


def unlock(connection: Any, key: bytes | None) -> None:
    """Give a fresh connection of the driver its key; the driver's own notes on a wrong one are not printed."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        if len(key) != KEY_BYTES:
            raise ValueError("a key of the books has 32 bytes")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _set_pragmas(key: bytes | None) -> Callable[[Any, object], None]:
    def opened(connection: Any, _record: object) -> None:
        unlock(connection, key)
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    return opened


def _begin_file(conn: Connection) -> None:
    conn.exec_driver_sql(f"BEGIN {conn.get_execution_options().get(BEGIN, 'DEFERRED')}")


def _begin_server(conn: Connection) -> None:
    # One writer at a time, as in a file: chains and locks of bills are read and then written.
    if conn.get_execution_options().get(BEGIN) == "IMMEDIATE":
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_BOOKS_LOCK})")
