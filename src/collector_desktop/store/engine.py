"""Engines: SQLite opened so that everything rolls back and nothing acknowledged is lost; PostgreSQL for a county."""

from pathlib import Path
from typing import Any

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


def sqlite_url(path: Path) -> str:
    """The URL of a database file."""
    return f"sqlite:///{path.as_posix()}"


def database_file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None for a server or for memory."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def open_engine(url: str) -> Engine:
    """An engine whose every transaction rolls back whole, DDL included.

    `url` is any SQLAlchemy URL or the plain path of a SQLite file; postgresql:// means psycopg.
    """
    parsed = make_url(url if "://" in url else sqlite_url(Path(url)))
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, isolation_level="READ COMMITTED")
        event.listen(engine, "begin", _begin_server)
        return engine
    # The driver's own transaction handling commits DDL; it is switched off and BEGIN sent by hand.
    engine = create_engine(parsed, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_file)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_file(conn: Connection) -> None:
    conn.exec_driver_sql(f"BEGIN {conn.get_execution_options().get(BEGIN, 'DEFERRED')}")


def _begin_server(conn: Connection) -> None:
    # One writer at a time, as in a file: chains and locks of bills are read and then written.
    if conn.get_execution_options().get(BEGIN) == "IMMEDIATE":
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_BOOKS_LOCK})")
