"""Who may put a station's backup in place where its books can't be asked any more: their people are in the backup."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from collector_desktop.domain.refusals import ManagerNeeded
from collector_desktop.domain.staff import Member
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.recovery import RecoveryKey
from collector_desktop.security.refusals import RecoveryKeyWrong
from collector_desktop.services.restored_keys import keys_of, sealed_files
from collector_desktop.services.signing_on import sign_on
from collector_desktop.store.backup import Backup, BackupDamaged
from collector_desktop.store.books_files import DATABASE, BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_to_complete
from collector_desktop.store.soundness import BooksDamaged


def sign_on_to(backup: Backup, files: BooksFiles, badge: str, pin: str) -> Member:
    """The manager with this badge and PIN, as the backup's books know them.

    Wrong tries are counted in a copy beside `files`, however often it is tried; the backup stays as it is.
    Raises BackupDamaged, ManagerNeeded, KeysOfAnother, and what `keys_of` and `sign_on` raise; OSError.
    """
    with _asked(backup, files) as ledger:
        member = sign_on(ledger, badge, pin)
    if not member.decides:
        raise ManagerNeeded(what="restore")
    with suppress(OSError):
        _copy_of(backup, files).unlink()
    return member


def unlock_with(backup: Backup, files: BooksFiles, identity: Path) -> DeviceKeys:
    """The keys of this backup, which the second key from the safe opened.

    Raises NotARecoveryKey, RecoveryKeyWrong, KeysDamaged; OSError, also where no second key was ever made.
    """
    second = RecoveryKey.read(identity)
    keys = _first_opened(second, sealed_files(backup, files) or (backup.sealed_keys,))
    if backup.keys.exists() and keys.public != DeviceKeys.load_copy(backup.keys).public:
        raise RecoveryKeyWrong(path=backup.sealed_keys)
    return keys


def _first_opened(second: RecoveryKey, sealed: tuple[Path, ...]) -> DeviceKeys:
    """What it opens first: an earlier second key may have sealed another of them."""
    for each in sealed[:-1]:
        with suppress(RecoveryKeyWrong):
            return second.unseal(each)
    return second.unseal(sealed[-1])


@contextmanager
def _asked(backup: Backup, files: BooksFiles) -> Iterator[Ledger]:
    """A copy of the backup's books that may be written to."""
    copy = _copy_of(backup, files)
    if not copy.exists():
        fresh = copy.with_suffix(".new")
        shutil.copyfile(backup.database, fresh)
        fresh.chmod(0o600)
        fresh.replace(copy)
    try:
        ledger = open_to_complete(copy, keys_of(backup, files, None))
    except BooksDamaged:
        copy.unlink()
        raise BackupDamaged(path=backup.path, what=DATABASE) from None
    try:
        yield ledger
    finally:
        ledger.close()


def _copy_of(backup: Backup, files: BooksFiles) -> Path:
    return files.database.with_name(f".tries-{backup.name}.db")
