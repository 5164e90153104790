"""Faults of the disk under the books: what the driver says becomes an OSError that everybody can tell plainly."""

import errno
from pathlib import Path

from sqlalchemy.exc import DBAPIError

_SQLITE = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_IOERR": errno.EIO,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_CANTOPEN": errno.ENODEV,
    "SQLITE_BUSY": errno.EBUSY,
    "SQLITE_LOCKED": errno.EBUSY,
    "SQLITE_CORRUPT": errno.EBADMSG,
    "SQLITE_NOTADB": errno.EBADMSG,
}
"""The start of SQLite's name of an error, without what it adds (SQLITE_IOERR_FSYNC) → errno."""
_SERVER = {"53100": errno.ENOSPC, "58030": errno.EIO, "25006": errno.EROFS, "55P03": errno.EBUSY}
"""SQLSTATE of PostgreSQL → errno; whatever else ends the connection is ECONNRESET."""


class BooksFault(OSError):
    """The disk or server of the books failed. What was being written then is not in the books; `writing` says so."""

    def __init__(self, number: int, why: str, books: Path | None, *, writing: bool) -> None:
        super().__init__(number, why, str(books) if books else None)
        self.writing = writing


def as_books_fault(error: DBAPIError, books: Path | None, *, writing: bool) -> BooksFault | None:
    """What the driver's error says of the disk or server; None if it is no fault of theirs but a bug of ours."""
    cause = error.orig
    why = str(cause).strip().partition("\n")[0]
    number = _number(str(getattr(cause, "sqlite_errorname", None) or ""), getattr(cause, "sqlstate", None))
    if number is None and error.connection_invalidated:
        number = errno.ECONNRESET
    return None if number is None else BooksFault(number, why, books, writing=writing)


def _number(name: str, state: str | None) -> int | None:
    if name:
        return _SQLITE.get("_".join(name.split("_")[:2]))
    return _SERVER.get(state or "")
