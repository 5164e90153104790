"""Restoring without a window: where backups are found, which PIN opens them, what they hold, and putting one back."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.refusals import VaultDamaged, VaultFromTheFuture
from collector_desktop.security.vault import Vault
from collector_desktop.services import restore_preview, restoring
from collector_desktop.services.handing_over import HandedOver
from collector_desktop.services.handing_over_unrestored import hand_over_unrestored
from collector_desktop.services.restore_preview import Preview
from collector_desktop.services.restoring import Restored, Source
from collector_desktop.store.backup import BackupDamaged, read_manifest
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.ui.worker import Progress


@dataclass
class Restoring:
    """What a restore needs to know. `key` is the books' own where somebody has given the PIN already."""

    files: BooksFiles
    stamp: Callable[[], Stamp]
    folder: Path | None = None
    """Where else backups are looked for: the backup place, or what somebody pointed at."""
    key: DataKey | None = None
    vaults: tuple[Path, ...] = ()
    """The vaults in use on this laptop: a backup of one of them is opened with the tries that one has left."""
    asks_badge: ClassVar[bool] = False
    """Whether a PIN goes with a badge, and what is in a backup is told before it."""
    _opened: dict[Path, DataKey] = field(default_factory=dict)
    _tried: dict[str, Vault] = field(default_factory=dict)

    def sources(self) -> tuple[Source, ...]:
        """Every backup found, newest first. Raises OSError."""
        return restoring.sources(self.files.backups, self.folder)

    def needs_pin(self, source: Source) -> bool:
        """Whether its vault has to be opened first: nobody gave a PIN, or the books' own key does not read it."""
        if source.backup.path in self._opened or not source.backup.vault.exists():
            return False
        if self.key is None:
            return True
        try:
            read_manifest(source.backup, self.key)
        except (BackupDamaged, OSError):
            return True
        return False

    def open(self, source: Source, pin: str, badge: str = "") -> None:
        """Open the vault of a backup. Raises PinWrong, PinWaits, PinLocked, VaultDamaged; OSError.

        Wrong PINs are counted here and not in the backup, which stays as it is: in the vault itself where it is this
        laptop's, else in a copy that is there until the right PIN comes, however often the window is opened.
        """
        pin_named = Vault.load(source.backup.vault).name_of_pin
        copy = self.files.database.with_name(f".tries-{pin_named}")
        if pin_named not in self._tried:
            self._tried[pin_named] = self._in_use(pin_named) or _counting_copy(source.backup.vault, copy)
        self._opened[source.backup.path] = self._tried[pin_named].open(pin)
        copy.unlink(missing_ok=True)

    def _in_use(self, pin_named: str) -> Vault | None:
        for path in self.vaults:
            with suppress(VaultDamaged, VaultFromTheFuture, OSError):
                vault = Vault.load(path)
                if vault.name_of_pin == pin_named:
                    return vault
        return None

    def preview(self, source: Source) -> Preview:
        """What is in it. Raises BackupDamaged, also with the key of other books, MirrorOfAnother; OSError."""
        return restore_preview.preview(source, self._key_of(source), self.files)

    def restore(self, source: Source, progress: Progress) -> Restored:
        """Put it in place, with what the mirror holds beyond it. Raises what `restoring.restore` raises."""
        self.files.database.parent.mkdir(parents=True, exist_ok=True)
        vault = source.backup.vault if source.backup.path in self._opened else None
        return restoring.restore(
            source, self._key_of(source), self.files, self.stamp(), vault=vault, step=progress.step
        )

    def hand_over(self, source: Source, folder: Path) -> HandedOver:
        """Write what it and the mirror hold for the station. Raises what `hand_over_unrestored` raises."""
        return hand_over_unrestored(source, self._key_of(source), self.files, folder, self.stamp())

    def _key_of(self, source: Source) -> DataKey | None:
        return self._opened.get(source.backup.path, self.key)


def _counting_copy(vault: Path, copy: Path) -> Vault:
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(vault, copy)
    return Vault.load(copy)
