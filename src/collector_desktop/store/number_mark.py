"""The high-water mark of receipt numbers, kept in the database and in a small file beside it.

The file holds two counters. `promised` runs ahead in steps and is synced before any number below it is given, so it is
written once in twenty receipts. `used` follows each commit without a sync: a database that knows fewer numbers than
its file is a restored backup, and its numbers jump past the promise.
"""

import errno
import os
import re
from pathlib import Path

from sqlalchemy import Connection, bindparam, insert, select, update

from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.tables.machinery import NumberMarkRow

STEP = 20
MOST_UNKNOWN = 2000
_CONTENT = re.compile(rb"(\d\d) (\d{9}) (\d{9})\n")


_USED = select(NumberMarkRow.used).where(NumberMarkRow.device == bindparam("of"))
_KEEP = update(NumberMarkRow).where(NumberMarkRow.device == bindparam("of")).values(used=bindparam("counter"))


class NumberMark:
    """The mark of one device beside one database file."""

    def __init__(self, database: Path, device: DeviceCode) -> None:
        self.database = database
        self.path = database.with_name(database.name + ".mark")
        self.device = device
        self._given: int | None = None

    def next(self, conn: Connection) -> int:
        """The next counter, inside the caller's transaction; the file has promised it before it is used.

        Raises BooksFault if the file can't be written: then no number is given.
        """
        used = self.used(conn)
        counter = used + 1
        if counter > self._read()[0]:
            self._write(promised=used + STEP, used=used)
        self._keep(conn, counter)
        self._given = counter
        return counter

    def committed(self) -> None:
        """Note the number given by the transaction that has just been committed."""
        if self._given is not None:
            with self.path.open("r+b") as file:
                file.write(self._content(self._read()[0], self._given))
            self._given = None

    def abandoned(self) -> None:
        """Forget the number of a transaction that was rolled back; it will be given again."""
        self._given = None

    def used(self, conn: Connection) -> int:
        """The highest counter the database knows of."""
        used: int | None = conn.execute(_USED, {"of": self.device}).scalar_one_or_none()
        return used or 0

    def learn(self, conn: Connection, counter: int) -> None:
        """A line put back says that this number was given, or left out."""
        if counter > self.used(conn):
            self._keep(conn, counter)

    def runs_ahead(self, conn: Connection) -> bool:
        """Whether the file knows numbers this database has never given: it is a restored backup."""
        return self._read()[1] > self.used(conn)

    def skip(self, conn: Connection) -> tuple[int, int] | None:
        """Move the database past every number that may have been given since; the first and last left out, if any.

        Where the file is lost too, nobody knows how many those were: more than anybody gives in a week are left out.
        """
        used = self.used(conn)
        promised = self._read()[0] if self.path.exists() else used + MOST_UNKNOWN
        if promised <= used:
            return None
        self._write(promised=promised, used=used)
        self._keep(conn, promised)
        self._given = promised
        return used + 1, promised

    def _read(self) -> tuple[int, int]:
        try:
            match = _CONTENT.fullmatch(self.path.read_bytes())
        except FileNotFoundError:
            return 0, 0
        if match is None or match[1].decode() != self.device:
            return 0, 0
        return int(match[2]), int(match[3])

    def _content(self, promised: int, used: int) -> bytes:
        return f"{self.device} {promised:09d} {used:09d}\n".encode("ascii")

    def _write(self, *, promised: int, used: int) -> None:
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            with fresh.open("wb") as file:
                file.write(self._content(promised, used))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError as fault:
            why = fault.strerror or str(fault)
            raise BooksFault(fault.errno or errno.EIO, why, fresh, writing=True) from fault

    def _keep(self, conn: Connection, counter: int) -> None:
        moved = conn.execute(_KEEP, {"of": self.device, "counter": counter}).rowcount
        if not moved:
            conn.execute(insert(NumberMarkRow).values(device=self.device, used=counter))
