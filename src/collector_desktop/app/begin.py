"""The ways to begin, where this machine keeps its files."""

import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import Clock
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.security.enrolment import EnrolmentAnswer
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import enrolling
from collector_desktop.services.enrolling import Requested
from collector_desktop.store.opening import open_books

BOOKS, KEYS = "books.db", "device.keys"


@dataclass(frozen=True)
class Begin:
    """Ways to begin, for the windows of the first run."""

    places: Places
    clock: Clock

    @property
    def database(self) -> Path:
        """This laptop's books."""
        return self.places.books / BOOKS

    @property
    def keys_file(self) -> Path:
        """This laptop's keys."""
        return self.places.books / KEYS

    @property
    def demo(self) -> DemoPaths:
        """The demo seats."""
        return DemoPaths(self.places.demo)

    def try_demo(self) -> None:
        """Make the demo villages unless they are there; an attempt cut short before is made anew."""
        if self.demo.laptop.exists() and (self.places.demo / _READY).exists():
            return
        # The generator and its spreadsheet writer cost half a second that only the first start has to spend.
        from collector_desktop.app.demo.seats import make_demo

        shutil.rmtree(self.places.demo, ignore_errors=True)
        make_demo(self.places.demo, self.clock().date()).close()
        (self.places.demo / _READY).touch()

    def request(self, folder: Path) -> Requested:
        """Write this laptop's enrolment request into a folder."""
        self.places.books.mkdir(parents=True, exist_ok=True)
        return enrolling.request_enrolment(self.keys_file, folder, socket.gethostname(), self._stamp())

    def read_answer(self, file: Path) -> EnrolmentAnswer:
        """Read what the station answered."""
        return enrolling.read_station_answer(file, self.keys_file)

    def accept(self, answer: EnrolmentAnswer) -> None:
        """Found this laptop's books."""
        enrolling.accept_answer(answer, self.keys_file, self.database, self._stamp()).close()

    def restore(self, backup: Path) -> None:
        """Check a backup by opening a copy of it, then put it and its key in place.

        A new chain begins and receipt numbers jump past every one that may have been given since.

        Raises the refusals of DeviceKeys.load and open_books; OSError. What was in place before stays then.
        """
        self.places.books.mkdir(parents=True, exist_ok=True)
        trial = self.places.books / "restoring.db"
        mark = trial.with_name(trial.name + ".mark")
        keys = DeviceKeys.load(backup.with_name(KEYS))
        try:
            shutil.copyfile(backup, trial)
            open_books(trial, keys, self._stamp()).close()
            if not self.keys_file.exists():
                keys.save(self.keys_file)
            for stale in self.database.parent.glob(f"{BOOKS}-*"):
                stale.unlink()  # the write-ahead log of the books that are replaced
            trial.replace(self.database)
            open_books(self.database, keys, self._stamp(), restored=True).close()
        finally:
            for left in (trial, mark, *trial.parent.glob("restoring.db-*")):
                left.unlink(missing_ok=True)

    def _stamp(self) -> Stamp:
        now = self.clock()
        return Stamp(by=Badge(""), business_day=now.date(), at=now)


_READY = "ready"
