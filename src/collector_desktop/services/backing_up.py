"""Backing up: a verified copy on this disk and, where it is in, on the backup stick; older ones thinned out."""

from collections.abc import Callable
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey
from collector_desktop.store.backup import Backup, backups_in, carry, make_backup, rotate
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.keys_left_here import left_here, take_keys_away

Step = Callable[[int, int], None]


class BackedUp(Value):
    """What was kept where. `carried` is None without a place, or where its medium is not in."""

    backup: Backup
    carried: Path | None
    place_missing: bool
    """A place was chosen, and its medium is not there."""
    without_keys: bool = False
    """What was carried are a station's books and no keys: it never made the second key that would open them."""


def back_up(
    files: BooksFiles,
    key: DataKey | None,
    place: BackupPlace | None,
    stamp: Stamp,
    step: Step = lambda _done, _of: None,
) -> BackedUp:
    """Back the books up, whole and verified, or leave everything as it was.

    Raises BooksDisagree, BooksDamaged, BackupDamaged; OSError if a disk refuses or is full: what is already there
    stays then, and a copy on this disk stays where only the stick refused.
    """
    backup = make_backup(files, files.backups, key, stamp, step)
    missing = place is not None and not place.is_there
    carried, without_keys = None, False
    try:
        # A laptop's books leave the machine hidden; a station's are plain wherever they lie, its keys sealed.
        if place is not None and not missing and (key is not None or files.are_stations):
            there = carry(backup, place.backups, leaving=left_here(files))
            carried = there.path
            without_keys = files.are_stations and not there.sealed_keys.exists()
            rotate(place.backups, backup.name)
            if files.are_stations:
                take_keys_away(backup, there)
    finally:
        rotate(files.backups, backup.name)
    return BackedUp(backup=backup, carried=carried, place_missing=missing, without_keys=without_keys)


def newest_backup(files: BooksFiles) -> Backup | None:
    """The newest backup on this disk. Raises OSError."""
    return next(iter(backups_in(files.backups)), None)
