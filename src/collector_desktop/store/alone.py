"""Whether nobody else has the books open: they may only be replaced then, or what others write would go astray."""

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from collector_desktop.domain.refusals import Refusal


class BooksInUse(Refusal):
    """Another window or command has these books open. Facts: path."""


def check_alone(database: Path) -> None:
    """Nothing, if no program has this plain file open; it need not be there, nor be sound. Raises BooksInUse."""
    if not database.exists():
        return
    with closing(sqlcipher.connect(str(database), isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            # In this mode SQLite asks for the file itself, on which everybody who reads has a lock.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlcipher.DatabaseError as error:
            if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
                raise BooksInUse(path=database) from None
