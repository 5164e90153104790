"""Backing the station's books up while its window is open: after packages, after a quiet moment, and at the end."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.backing_up import BackedUp, back_up, newest_backup
from collector_desktop.store.backup import Backup
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.worker import Done, Ended, Faulted, Job, Lane, Progress, Refused

QUIET_MS: Final = 20_000
"""A batch of decisions is one backup: it is made once nothing was written for so long."""
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class StationKept:
    """How safe the books are: the second place, whether it was there at the last backup, and what last went wrong."""

    place: BackupPlace | None = None
    place_missing: bool = False
    has_second_key: bool = True
    """Whether keys go along, sealed for the second key; else the second place has the books alone."""
    newest: Backup | None = None
    failed: Refusal | OSError | None = None

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


class StationBackups(QObject):
    """`changed` when a backup ended or another place was chosen."""

    changed = Signal()

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
        super().__init__()
        self.files = files
        self._ledger, self._lane, self._stamp, self._chosen = ledger, lane, stamp, chosen
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.back_up)
        place = None if folder is None else BackupPlace.of(folder, ledger.seat)
        self.kept = StationKept(place=place, has_second_key=files.has_second_key)
        with suppress(OSError):  # the next backup says what is the matter
            self.kept = replace(self.kept, newest=newest_backup(files))

    @property
    def is_due(self) -> bool:
        """Whether something waits to be backed up."""
        return self._quiet.isActive()

    def now_due(self) -> None:
        """Something was written: a backup is made once it is quiet."""
        self._quiet.start()

    def choose(self, folder: Path) -> Job:
        """Keep second copies there from now on. Raises OSError: then everything stays as it was."""
        place = BackupPlace.of(folder, self._ledger.seat)
        place.make()
        self._chosen(folder)
        self._now(replace(self.kept, place=place, place_missing=False, failed=None))
        return self.back_up()

    @Slot()
    def back_up(self) -> Job:
        """A backup beside the window; `changed` when it ended."""
        self._quiet.stop()
        stamp, place = self._stamp(), self.kept.place

        def work(progress: Progress) -> BackedUp:
            return back_up(self.files, None, place, stamp, progress.step)

        job = self._lane.run(work)
        job.ended.connect(self._backed_up)
        return job

    def close(self) -> None:
        """The program is about to end: a last backup. The window is hidden by now, its lane closed."""
        self._quiet.stop()
        try:
            back_up(self.files, None, self.kept.place, self._stamp())
        except (Refusal, OSError) as error:
            self._now(replace(self.kept, failed=error))

    @Slot(object)
    def _backed_up(self, end: Ended) -> None:
        match end:
            case Done(BackedUp() as done):
                self._now(
                    replace(
                        self.kept,
                        place_missing=done.place_missing,
                        has_second_key=self.files.has_second_key,
                        newest=done.backup,
                        failed=None,
                    )
                )
            case Refused(refusal):
                self._now(replace(self.kept, failed=refusal))
            case Faulted(fault):
                self._now(replace(self.kept, failed=fault))

    def _now(self, kept: StationKept) -> None:
        self.kept = kept
        self.changed.emit()
