"""A station's keys go to the second place only sealed, and those an earlier program carried there are taken away."""

from datetime import timedelta
from pathlib import Path

import pytest
from two_seats import DAY, STATION_CODE, stamp

from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.backing_up import back_up
from collector_desktop.services.founding import found_station
from collector_desktop.services.recovering import make_recovery_key
from collector_desktop.store.backup import Backup, backups_in, carry
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger


class Kept:
    """A station's books and a second place to which an earlier program carried keys and all."""

    def __init__(self, folder: Path) -> None:
        self.files = BooksFiles.of_station(folder / "station.db", folder / "station.db.keys")
        self.ledger: Ledger = found_station(
            str(self.files.database), self.files.keys, STATION_CODE, "柳泉供电所", stamp()
        )
        self.place = BackupPlace.of(folder / "stick", self.ledger.seat)
        self.place.make()
        self.safe = folder / "safe.txt"
        self.older = carry(back_up(self.files, None, None, stamp(1)).backup, self.place.backups)

    def make_second_key(self) -> None:
        """One for the safe."""
        make_recovery_key(self.ledger, DeviceKeys.load(self.files.keys), self.files.keys, self.safe, stamp(2))

    def carried(self, days: int) -> Backup:
        """The backup of a later day, carried."""
        back_up(self.files, None, self.place, stamp(3, DAY + timedelta(days=days)))
        return backups_in(self.place.backups)[0]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_keys_carried_by_an_earlier_program_are_taken_away_once_they_lie_there_sealed(kept: Kept) -> None:
    newer = kept.carried(1)
    assert kept.older.keys.exists(), "nothing else there opens these books"
    assert not newer.keys.exists()
    kept.make_second_key()
    newest = kept.carried(2)
    assert not kept.older.keys.exists()
    assert newest.sealed_keys.exists()
    assert len(backups_in(kept.place.backups)) == 3
    secret = DeviceKeys.load(kept.files.keys).content()
    assert all(secret not in file.read_bytes() for file in kept.place.chosen.rglob("*") if file.is_file())
    assert backups_in(kept.files.backups)[0].keys.exists(), "on this disk they stay"


def test_keys_of_other_books_that_nothing_opens_stay(kept: Kept) -> None:
    kept.older.keys.write_bytes(DeviceKeys.generate().content())
    kept.make_second_key()
    kept.carried(2)
    assert kept.older.keys.exists()


def test_a_second_key_whose_file_came_after_the_days_backup_is_carried_all_the_same(kept: Kept) -> None:
    kept.make_second_key()
    assert kept.files.sealed_keys is not None
    away = kept.files.sealed_keys.rename(kept.safe.with_name("on its way"))
    assert not kept.carried(1).sealed_keys.exists()
    away.rename(kept.files.sealed_keys)
    back_up(kept.files, None, kept.place, stamp(4, DAY + timedelta(days=1)))
    assert backups_in(kept.place.backups)[0].sealed_keys.exists()
