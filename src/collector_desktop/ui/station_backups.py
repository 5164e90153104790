"""Backing the station's books up while its window is open: after packages, after a quiet moment, and at the end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.services.backing_up import BackedUp
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.backups_made import BackupsMade, BooksKept
from collector_desktop.ui.worker import Job, Lane

QUIET_MS: Final = 20_000
"""A batch of decisions is one backup: it is made once nothing was written for so long."""
LATEST_MS: Final = 5 * 60_000
"""Where it is never quiet, nothing waits longer than this for its backup."""
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class StationKept(BooksKept):
    """How safe a station's books are, and whether the second place was there at the last backup."""

    place_missing: bool = False
    has_second_key: bool = True
    """Whether keys go along, sealed for the second key; else the second place has the books alone."""

    @property
    def is_well(self) -> bool:
        """Whether books and keys are kept in a second place, as far as anybody knows."""
        return self.place is not None and not self.place_missing and self.has_second_key

    def is_old(self, now: datetime) -> bool:
        """Whether the newest backup is older than a day, or there is none."""
        if self.newest is None:
            return True
        name = self.newest.name
        made = datetime.combine(name.day, time.fromisoformat(name.clock))
        return (now.replace(tzinfo=None) - made).total_seconds() > _DAY_S


class StationBackups(BackupsMade[StationKept]):
    """A station's backups, which are plain; one waits for a quiet moment after something was written, not for ever."""

    def __init__(
        self,
        ledger: Ledger,
        files: BooksFiles,
        lane: Lane,
        stamp: Callable[[], Stamp],
        folder: Path | None,
        chosen: Callable[[Path], None] = lambda _folder: None,
    ) -> None:
        """`folder` is where the second copies were last kept; `chosen` remembers another one."""
        place = None if folder is None else BackupPlace.of(folder, ledger.seat)
        kept = StationKept(place=place, has_second_key=files.has_second_key)
        super().__init__(ledger, files, None, lane, stamp, chosen, kept)
        self._quiet, self._latest = QTimer(self), QTimer(self)
        for timer, waits in ((self._quiet, QUIET_MS), (self._latest, LATEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(waits)
            timer.timeout.connect(self.back_up)

    @property
    def is_due(self) -> bool:
        """Whether something waits to be backed up."""
        return self._quiet.isActive()

    def now_due(self) -> None:
        """Something was written: a backup is made once it is quiet, or was not for too long."""
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def choose(self, folder: Path) -> Job:
        """Keep second copies there from now on. Raises OSError: then everything stays as it was."""
        self._now(replace(self.kept, place=self._placed(folder), place_missing=False, failed=None))
        return self.back_up()

    @Slot()
    def back_up(self) -> Job:
        """A backup beside the window; none waits any more."""
        self._none_waits()
        return super().back_up()

    def close(self) -> None:
        """The program is about to end: a last backup; none waits any more."""
        self._none_waits()
        super().close()

    def _none_waits(self) -> None:
        self._quiet.stop()
        self._latest.stop()

    def _after(self, done: BackedUp) -> StationKept:
        kept = super()._after(done)
        return replace(kept, place_missing=done.place_missing, has_second_key=self.files.has_second_key)
