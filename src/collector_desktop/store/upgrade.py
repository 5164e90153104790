"""Bringing books to this program's schema: one Alembic chain for both seats.

The version is compared by hand at every start; Alembic itself is imported only when there is something to do.
"""

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from collector_desktop.domain.refusals import Refusal
from collector_desktop.resources import migrations_path
from collector_desktop.security.whole_file import put_in_place
from collector_desktop.store.copying import check_copy, copy_books
from collector_desktop.store.engine import BEGIN, database_file
from collector_desktop.store.tables import Base

HEAD = "0004"
_NO_DATABASE = "file is not a database"
"""How SQLite says that a file is something else."""


class BooksFromTheFuture(Refusal):
    """A newer program wrote these books; they are left untouched. Facts: version."""


class NotOurBooks(Refusal):
    """The database holds tables, but not ours. Facts: tables."""


def version_of(conn: Connection) -> str | None:
    """The schema version of these books; None if the database is empty. Raises NotOurBooks."""
    tables = set(inspect(conn).get_table_names())
    if "alembic_version" in tables:
        version: str | None = conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        return version
    if tables:
        raise NotOurBooks(tables=", ".join(sorted(tables)[:5]))
    return None


def bring_up_to_date(engine: Engine, key: bytes | None = None) -> None:
    """Make the tables of empty books, or upgrade older ones; up-to-date books are not touched.

    A file is copied aside first (`.before-upgrade`) and the copy checked under the file's `key`; a failed upgrade
    rolls back whole. Raises BooksFromTheFuture, NotOurBooks, and what `copy_books` and `check_copy` raise, leaving the
    database as it was.
    """
    try:
        with engine.begin() as conn:
            version = version_of(conn)
    except DatabaseError as error:
        if _NO_DATABASE in str(error.orig):
            raise NotOurBooks(tables="") from None
        raise
    if version == HEAD:
        return
    if version is None:
        _create(engine)
    elif version > HEAD:
        raise BooksFromTheFuture(version=version)
    else:
        _upgrade(engine, key)


def _create(engine: Engine) -> None:
    with engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as conn:
        Base.metadata.create_all(conn)
        conn.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        conn.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _upgrade(engine: Engine, key: bytes | None) -> None:
    from alembic import command
    from alembic.config import Config

    if database_file(engine) is not None:
        _copy_aside(engine, key)
    config = Config()
    config.set_main_option("script_location", str(migrations_path()))
    with engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as conn:
        on_file = conn.dialect.name == "sqlite"
        if on_file:
            # A batch rebuild of a parent table fails with foreign keys on, and the pragma is void inside BEGIN.
            _foreign_keys(conn, on=False)
        with conn.begin():
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
            if on_file and (broken := conn.execute(text("PRAGMA foreign_key_check")).all()):
                raise RuntimeError(f"upgrade left {len(broken)} rows without their parent")
        if on_file:
            _foreign_keys(conn, on=True)


def _foreign_keys(conn: Connection, *, on: bool) -> None:
    raw = conn.connection.driver_connection
    assert raw is not None
    raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _copy_aside(engine: Engine, key: bytes | None) -> None:
    """A checked copy under the same key, whole or not at all. Raises OSError or DatabaseError when the disk refuses."""
    file = database_file(engine)
    assert file is not None
    aside = file.with_name(file.name + ".before-upgrade")
    fresh = aside.with_name(aside.name + ".new")
    fresh.unlink(missing_ok=True)
    copy_books(engine, fresh)
    check_copy(fresh, key)
    put_in_place(fresh, aside)
