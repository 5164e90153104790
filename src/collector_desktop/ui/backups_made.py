"""Backups made while a window is open, beside it and at its end: what a laptop and a station have in common."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.services.backing_up import BackedUp, back_up, newest_backup
from collector_desktop.store.backup import Backup
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.worker import Done, Ended, Faulted, Job, Lane, Progress, Refused


@dataclass(frozen=True, slots=True)
class BooksKept:
    """How safe books are: the second place, the newest backup, and what last went wrong."""

    place: BackupPlace | None = None
    newest: Backup | None = None
    failed: Refusal | OSError | None = None


K = TypeVar("K", bound=BooksKept)


class BackupsMade(QObject, Generic[K]):
    """`kept` says how the books stand; `changed` when that is otherwise than before."""

    changed = Signal()

    def __init__(
        self,
        ledger: Ledger,
        files: BooksFiles,
        key: DataKey | None,
        lane: Lane,
        stamp: Callable[[], Stamp],
        chosen: Callable[[Path], None],
        kept: K,
    ) -> None:
        """`chosen` remembers another second place; `kept` is how the books stand but for their newest backup."""
        super().__init__()
        self.files = files
        self.key = key
        self._ledger, self._lane, self._stamp, self._chosen = ledger, lane, stamp, chosen
        self.kept = kept
        with suppress(OSError):  # the next backup says what is the matter
            self.kept = replace(kept, newest=newest_backup(files))

    def back_up(self) -> Job:
        """A backup beside the window; `changed` when it ended."""
        stamp, place = self._stamp(), self.kept.place

        def work(progress: Progress) -> BackedUp:
            return back_up(self.files, self.key, place, stamp, progress.step)

        job = self._lane.run(work)
        job.ended.connect(self._backed_up)
        return job

    def close(self) -> None:
        """The program is about to end: a last backup. The window is hidden by now, its lane closed."""
        try:
            back_up(self.files, self.key, self.kept.place, self._stamp())
        except (Refusal, OSError) as error:
            self._now(replace(self.kept, failed=error))

    def _placed(self, folder: Path) -> BackupPlace:
        """The second place from now on. Raises OSError: then everything stays as it was."""
        place = BackupPlace.of(folder, self._ledger.seat)
        place.make()
        self._chosen(folder)
        return place

    def _after(self, done: BackedUp) -> K:
        """How the books stand after a backup."""
        return replace(self.kept, newest=done.backup, failed=None)

    @Slot(object)
    def _backed_up(self, end: Ended) -> None:
        match end:
            case Done(BackedUp() as done):
                self._now(self._after(done))
            case Refused(refusal):
                self._now(replace(self.kept, failed=refusal))
            case Faulted(fault):
                self._now(replace(self.kept, failed=fault))

    def _now(self, kept: K) -> None:
        self.kept = kept
        self.changed.emit()
