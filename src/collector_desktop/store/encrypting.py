"""Putting plain books behind a key: an encrypted copy takes their place, or they stay as they were."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from collector_desktop.security.whole_file import put_in_place
from collector_desktop.store.engine import unlock

_PLAIN = b"SQLite format 3\x00"
_COUNT = "SELECT count(*) FROM {table}"


def is_plain(file: Path) -> bool:
    """Whether a database can be read without a key."""
    with file.open("rb") as opened:
        return opened.read(len(_PLAIN)) == _PLAIN


def encrypt(file: Path, key: bytes) -> None:
    """Encrypt plain books in place; whoever is interrupted begins again. Encrypted ones are left alone.

    Nothing else may have the file open. Raises OSError when the disk refuses or the copy is not what the books are.
    """
    if is_plain(file):
        fresh = file.with_name(file.name + ".sealing")
        fresh.unlink(missing_ok=True)
        try:
            same = _copied(file, fresh, key) == _tables(fresh, key)
        except sqlcipher.Error as error:
            raise OSError(f"the books could not be copied: {error}") from error
        if not same:
            raise OSError("the encrypted copy of the books differs from them")
        put_in_place(fresh, file)
    aside = file.with_name(file.name + ".before-upgrade")
    if aside.exists() and is_plain(aside):
        aside.unlink()


def _copied(file: Path, fresh: Path, key: bytes) -> dict[str, int]:
    books = _opened(file, None)
    try:
        books.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        books.execute("PRAGMA journal_mode = DELETE")  # what the log held is in the file now
        books.execute(f"ATTACH DATABASE ? AS sealed KEY \"x'{key.hex()}'\"", (str(fresh),))
        books.execute("SELECT sqlcipher_export('sealed')")
        books.execute("DETACH DATABASE sealed")
        return _counts(books)
    finally:
        books.close()


def _tables(file: Path, key: bytes) -> dict[str, int]:
    books = _opened(file, key)
    try:
        ((sound,),) = books.execute("PRAGMA integrity_check").fetchall()
        return _counts(books) if sound == "ok" else {}
    finally:
        books.close()


def _opened(file: Path, key: bytes | None) -> Any:
    books = sqlcipher.connect(str(file), isolation_level=None)
    unlock(books, key)
    return books


def _counts(books: Any) -> dict[str, int]:
    names = [name for (name,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: books.execute(_COUNT.format(table=name)).fetchone()[0] for name in names}
