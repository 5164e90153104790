"""Whether a database file is sound: found out at each start, before anything is read from it.

Of an encrypted file every page carries its own seal, and all of them are checked (a hundred megabytes take 0.3 s);
a plain file is walked by SQLite, up to a size that costs as much. Whatever is larger is checked whole with each backup.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from collector_desktop.domain.refusals import Refusal
from collector_desktop.store.engine import unlock

MOST_SEALED: Final = 96 * 1024 * 1024
MOST_PLAIN: Final = 24 * 1024 * 1024
"""Bytes that are checked whole at a start."""

_LEAST = 512
"""Bytes of the smallest database there can be."""
_NO_TEXT = "Could not decode to UTF-8"
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")


class BooksDamaged(Refusal):
    """The database file is damaged, cut short, or something else lies in its place. Facts: path."""


def check_sound(file: Path, key: bytes | None, *, whole: bool = False) -> None:
    """Nothing, if the file is a sound database under this key; it need not be there.

    `whole` checks everything whatever it costs, structure and all. Raises BooksDamaged; OSError if it can't be read.
    """
    if not file.exists():
        return
    size = file.stat().st_size
    if size < _LEAST:
        raise BooksDamaged(path=file)
    with naming_faults(file), closing(sqlcipher.connect(str(file), isolation_level=None)) as connection:
        unlock(connection, key)
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        # What a power cut left half-written in the file stands whole in the write-ahead log.
        connection.execute("PRAGMA wal_checkpoint").fetchone()
        if key is not None and (whole or size <= MOST_SEALED):
            _all_well(connection, "cipher_integrity_check", file, ())
        if whole:
            _all_well(connection, "integrity_check", file, ("ok",))
        elif key is None and size <= MOST_PLAIN:
            _all_well(connection, "quick_check", file, ("ok",))


@contextmanager
def naming_faults(file: Path) -> Iterator[None]:
    """What the driver says of a damaged file is BooksDamaged, and of a disk that refuses an OSError."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        _name(error, file)
        raise
    except DBAPIError as error:
        _name(error.orig, file)
        raise
    except UnicodeDecodeError:  # the driver failed to quote what it had found
        raise BooksDamaged(path=file) from None


def is_damage(error: BaseException | None) -> bool:
    """Whether the driver speaks of a damaged file, or of a text in it that is none."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(_DAMAGE) or _NO_TEXT in str(error)


def _name(error: BaseException | None, file: Path) -> None:
    if is_damage(error):
        raise BooksDamaged(path=file) from None
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(_DISK):
        code = errno.ENOSPC if name == "SQLITE_FULL" else errno.EIO
        raise OSError(code, os.strerror(code), str(file)) from None


def _all_well(connection: Any, pragma: str, file: Path, well: tuple[str, ...]) -> None:
    said = tuple(row[0] for row in connection.execute(f"PRAGMA {pragma}").fetchmany(1))
    if said != well:
        raise BooksDamaged(path=file)
