"""A copy of the books as they stand, under the same key, checked page by page and line by line on the copy."""

from pathlib import Path

from sqlalchemy import Engine, select

from collector_desktop.security.whole_file import sync_file
from collector_desktop.store.engine import open_engine
from collector_desktop.store.journal import Link, follow
from collector_desktop.store.queries import sync
from collector_desktop.store.soundness import check_sound, naming_faults
from collector_desktop.store.tables.machinery import ChainRow


def copy_books(engine: Engine, target: Path) -> None:
    """Write the copy and sync it; whoever pays meanwhile is not held up.

    Raises BooksDamaged if the books can't be read through; OSError where the disk refuses.
    """
    with naming_faults(target), engine.connect() as conn:
        raw = conn.connection.driver_connection
        assert raw is not None
        raw.execute("VACUUM INTO ?", (str(target),))
    sync_file(target)


def check_copy(copy: Path, key: bytes | None) -> None:
    """Every page, and every chain of the journal, whatever the schema. Raises BooksDamaged, JournalLineWrong."""
    check_sound(copy, key, whole=True)
    engine = open_engine(str(copy), key)
    try:
        with engine.begin() as conn:
            for chain in conn.execute(select(ChainRow.id, ChainRow.signing_key)).all():
                for _entry in follow(Link(chain=chain.id), sync.lines(conn, chain.id), chain.signing_key):
                    pass
    finally:
        engine.dispose()
