"""Keeping the books while a window is open: the mirror follows each act, backups are made beside the window."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.services.backing_up import BackedUp, back_up, newest_backup
from collector_desktop.store.backup import Backup
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.mirror import Mirror
from collector_desktop.store.mirror_keeper import MirrorHealth, MirrorKeeper, MirrorStatus
from collector_desktop.ui.worker import Done, Ended, Faulted, Job, Lane, Progress, Refused


@dataclass(frozen=True, slots=True)
class Kept:
    """How safe the books are: the chosen place, the mirror there, the newest backup, and what last went wrong."""

    place: BackupPlace | None = None
    mirror: MirrorStatus | None = None
    newest: Backup | None = None
    failed: Refusal | OSError | None = None

    @property
    def is_well(self) -> bool:
        """Whether everything stands on the second medium as well."""
        followed = self.mirror is not None and self.mirror.health in (MirrorHealth.UP_TO_DATE, MirrorHealth.WRITING)
        return followed and self.failed is None


class Keeping(QObject):
    """`changed` when a backup ended, or the mirror stands otherwise than before."""

    changed = Signal()
    _followed = Signal(object)

    def __init__(
        self,
        ledger: Ledger,
        files: BooksFiles,
        key: DataKey | None,
        lane: Lane,
        stamp: Callable[[], Stamp],
        folder: Path | None,
        chosen: Callable[[Path], None] = lambda _folder: None,
    ) -> None:
        """`folder` is where backups were last kept; `chosen` remembers another one."""
        super().__init__()
        self.files = files
        self.key = key
        self._ledger, self._lane, self._stamp, self._chosen = ledger, lane, stamp, chosen
        self._keeper: MirrorKeeper | None = None
        self._followed.connect(self._mirror_told)
        self.kept = Kept()
        with suppress(OSError):  # the next backup says what is the matter
            self.kept = Kept(newest=newest_backup(files))
        if folder is not None and key is not None:
            self._follow(BackupPlace.of(folder, ledger.seat))

    @property
    def can_leave_the_machine(self) -> bool:
        """Whether copies are hidden, so that they may lie on a stick."""
        return self.key is not None

    def choose(self, folder: Path) -> None:
        """Keep backups and the mirror there from now on. Raises OSError: then everything stays as it was."""
        place = BackupPlace.of(folder, self._ledger.seat)
        place.make()
        self._chosen(folder)
        self._follow(place)
        self.back_up()

    def back_up(self) -> Job:
        """A backup beside the window; `changed` when it ended."""
        stamp, place = self._stamp(), self.kept.place

        def work(progress: Progress) -> BackedUp:
            return back_up(self.files, self.key, place, stamp, progress.step)

        job = self._lane.run(work)
        job.ended.connect(self._backed_up)
        return job

    def look_again(self) -> None:
        """The stick may be back."""
        if self._keeper is not None:
            self._keeper.look_again()

    def close(self) -> None:
        """The program is about to end: a last backup, and what the mirror still lacks. The window is hidden by now."""
        try:
            back_up(self.files, self.key, self.kept.place, self._stamp())
        except (Refusal, OSError) as error:
            self._now(replace(self.kept, failed=error))
        self._let_go()

    def _follow(self, place: BackupPlace) -> None:
        assert self.key is not None, "only hidden books leave the machine"
        self._let_go()
        self.kept = replace(self.kept, place=place, mirror=MirrorStatus(health=MirrorHealth.WRITING), failed=None)
        mirror = Mirror(place.mirror, self.key, self._ledger.seat, self.files.database)
        self._keeper = MirrorKeeper(self._ledger, mirror, self._followed.emit)

    def _let_go(self) -> None:
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None

    @Slot(object)
    def _mirror_told(self, status: MirrorStatus) -> None:
        if self._keeper is not None and status != self.kept.mirror:
            self._now(replace(self.kept, mirror=status))

    @Slot(object)
    def _backed_up(self, end: Ended) -> None:
        match end:
            case Done(BackedUp() as done):
                self._now(replace(self.kept, newest=done.backup, failed=None))
            case Refused(refusal):
                self._now(replace(self.kept, failed=refusal))
            case Faulted(fault):
                self._now(replace(self.kept, failed=fault))

    def _now(self, kept: Kept) -> None:
        self.kept = kept
        self.changed.emit()
