"""Keeping the books while a window is open: the mirror follows each act, backups are made beside the window."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.security.data_key import DataKey
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.mirror import Mirror
from collector_desktop.store.mirror_keeper import MirrorHealth, MirrorKeeper, MirrorStatus
from collector_desktop.ui.backups_made import BackupsMade, BooksKept
from collector_desktop.ui.worker import Lane


@dataclass(frozen=True, slots=True)
class Kept(BooksKept):
    """How safe a laptop's books are, with the mirror in the chosen place."""

    mirror: MirrorStatus | None = None

    @property
    def is_well(self) -> bool:
        """Whether everything stands on the second medium as well."""
        followed = self.mirror is not None and self.mirror.health in (MirrorHealth.UP_TO_DATE, MirrorHealth.WRITING)
        return followed and self.failed is None


class Keeping(BackupsMade[Kept]):
    """A laptop's backups, with the mirror that follows each act."""

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
        super().__init__(ledger, files, key, lane, stamp, chosen, Kept())
        self._keeper: MirrorKeeper | None = None
        self._followed.connect(self._mirror_told)
        if folder is not None and key is not None:
            self._follow(BackupPlace.of(folder, ledger.seat))

    @property
    def can_leave_the_machine(self) -> bool:
        """Whether copies are hidden, so that they may lie on a stick."""
        return self.key is not None

    def choose(self, folder: Path) -> None:
        """Keep backups and the mirror there from now on. Raises OSError: then everything stays as it was."""
        self._follow(self._placed(folder))
        self.back_up()

    def look_again(self) -> None:
        """The stick may be back."""
        if self._keeper is not None:
            self._keeper.look_again()

    def close(self) -> None:
        """The program is about to end: a last backup, and what the mirror still lacks. The window is hidden by now."""
        super().close()
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
