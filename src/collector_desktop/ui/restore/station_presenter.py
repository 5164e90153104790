"""Restoring a station's books without a window: its backups lie open, and the manager's PIN is in them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from collector_desktop.domain.seat import SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged
from collector_desktop.services import restoring
from collector_desktop.services.opening_backup import sign_on_to, unlock_with
from collector_desktop.services.restored_keys import KeysInTheSafe, KeysNowhere, keys_of
from collector_desktop.services.restoring import Restored, Source
from collector_desktop.store.backup import BackupDamaged, read_manifest
from collector_desktop.ui.restore.presenter import Restoring
from collector_desktop.ui.worker import Progress


@dataclass
class StationRestoring(Restoring):
    """`is_manager` where the manager signed on at the books themselves."""

    is_manager: bool = False
    asks_badge: ClassVar[bool] = True
    _unsealed: dict[Path, DeviceKeys] = field(default_factory=dict)
    _allowed: set[Path] = field(default_factory=set)

    def sources(self) -> tuple[Source, ...]:
        """Every backup of a station found, newest first. Raises OSError."""
        return restoring.sources(self.files.backups, self.folder, SeatKind.STATION)

    def needs_pin(self, source: Source) -> bool:
        """Whether its manager has still to say who they are, or the key from the safe is still to come.

        Damaged ones are told as such instead.
        """
        if self.needs_identity(source):
            return True
        if self.is_manager or source.backup.path in self._allowed:
            return False
        try:
            return read_manifest(source.backup, None).knows_people
        except (BackupDamaged, OSError):
            return False

    def needs_identity(self, source: Source) -> bool:
        """Whether only the key from the safe brings its keys back."""
        try:
            keys_of(source.backup, self.files, None, self._unsealed.get(source.backup.path))
        except KeysInTheSafe:
            return True
        except (KeysNowhere, KeysDamaged, OSError):
            return False
        return False

    def open(self, source: Source, pin: str, badge: str = "") -> None:
        """Hold that this is the manager by this backup. Raises what `sign_on_to` raises."""
        sign_on_to(source.backup, self.files, badge, pin)
        self._allowed.add(source.backup.path)

    def open_with(self, source: Source, identity: Path) -> None:
        """Hold that this is the second key from the safe, and keep what it opens. Raises what `unlock_with` raises."""
        self._unsealed[source.backup.path] = unlock_with(source.backup, self.files, identity)
        self._allowed.add(source.backup.path)

    def restore(self, source: Source, progress: Progress) -> Restored:
        """Put it in place. Raises what `restoring.restore` raises."""
        self.files.database.parent.mkdir(parents=True, exist_ok=True)
        unsealed = self._unsealed.get(source.backup.path)
        return restoring.restore(source, None, self.files, self.stamp(), unsealed=unsealed, step=progress.step)
