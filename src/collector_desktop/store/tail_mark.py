"""The last line of the journal, noted beside the database after each commit, and synced.

A database that does not hold the line it names is a restored backup, or another copy of these books. One restored that
ends with it is whole: so a mark that could not be brought up to date is taken away.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.names import ChainId
from collector_desktop.store.tables.machinery import JournalRow

_CONTENT = re.compile(r"(\d\d\.\d{1,3}) +(\d{9}) ([0-9a-f]{64})\n")


class TailMark:
    """The tail of one database file's own chain."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".tail")

    def note(self, end: ChainEnd) -> None:
        """This line has just been committed; where the disk refuses to note it there is no mark."""
        try:
            with self.path.open("r+b" if self.path.exists() else "wb") as file:
                file.write(f"{end.chain:<8} {end.line:09d} {end.hash}\n".encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                self.path.unlink()

    def read(self) -> ChainEnd | None:
        """The last line noted; None if there is no mark that can be read."""
        with suppress(OSError, UnicodeDecodeError):
            match = _CONTENT.fullmatch(self.path.read_bytes().decode("ascii"))
            if match is not None:
                return ChainEnd(chain=ChainId(match[1]), line=int(match[2]), hash=match[3])
        return None

    def runs_ahead(self, conn: Connection) -> bool:
        """Whether the mark names a line these books don't hold."""
        end = self.read()
        if end is None:
            return False
        held = select(JournalRow.hash).where(JournalRow.chain == end.chain, JournalRow.line == end.line)
        # At a station another process may be writing the mark just now: what changes is no restored backup's.
        return conn.scalar(held) != end.hash and self.read() == end
