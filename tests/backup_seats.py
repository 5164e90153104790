"""A laptop with a PIN: encrypted books, hidden keys, a vault, a backup stick; and its station."""

import atexit
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from cheap_pins import CHEAP
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.vault import Vault
from collector_desktop.services import backing_up, restoring, visiting
from collector_desktop.services.backing_up import BackedUp
from collector_desktop.services.restoring import Restored, Source
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_check import BooksCheck, check_books
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.encrypting import encrypt
from collector_desktop.store.engine import unlock
from collector_desktop.store.mirror import Mirror
from collector_desktop.store.opening import open_books

ACCOUNTS = ("4100000001", "4100000002", "4100000003")
PIN = "493817"


@dataclass(frozen=True)
class SafeSeats:
    """`seats.laptop` is open; `files` are where it lies."""

    seats: TwoSeats
    files: BooksFiles
    key: DataKey
    place: BackupPlace

    def reopened(self, at: Stamp | None = None) -> "SafeSeats":
        """As the program opens the books."""
        self.seats.laptop.close()
        laptop = open_books(self.files.database, self.seats.laptop_keys, at or stamp(30), key=self.key.books)
        return replace(self, seats=replace(self.seats, laptop=laptop))

    def back_up(self, at: Stamp) -> BackedUp:
        """On this disk and on the stick."""
        return backing_up.back_up(self.files, self.key, self.place, at)

    def mirror(self) -> None:
        """The mirror catches up."""
        with self.seats.laptop.reading() as conn:
            Mirror(self.place.mirror, self.key, self.seats.laptop.seat, self.files.database).catch_up(conn)

    def knock(self, act: str, at: Stamp, account: str = ACCOUNTS[2]) -> None:
        """Nobody was home."""
        visit = visiting.RecordVisit(
            id=ActId(act), account=AccountNumber(account), slot=Slot.NOON, outcome=Outcome.NOT_HOME
        )
        visiting.record(self.seats.laptop, visit, at)

    def lose(self) -> None:
        """The database is gone; what lies beside it stays."""
        self.seats.laptop.close()
        for each in self.files.database.parent.glob(f"{self.files.database.name}*"):
            if each.suffix not in (".mark", ".tail", ".mirrored"):
                each.unlink()

    def restore(self, source: Source, at: Stamp, target: BooksFiles | None = None) -> Restored:
        """Restore into place, or on another laptop."""
        return restoring.restore(source, self.key, target or self.files, at)

    def newest(self, *, with_mirror: bool = True) -> Source:
        """The newest backup of the stick."""
        found = restoring.sources(self.files.backups, self.place.chosen)[0]
        return found if with_mirror else found.model_copy(update={"mirrors": ()})

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, but whether a paper came out, which no line tells."""
        self.seats.laptop.close()
        return contents_of(self.files.database, self.key)

    def check(self) -> BooksCheck:
        """The daily check."""
        with self.seats.laptop.reading() as conn:
            return check_books(conn, self.seats.laptop.seat.kind, every=True)


def contents_of(database: Path, key: DataKey | None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a file, but whether a paper came out."""
    with closing(sqlcipher.connect(str(database))) as connection:
        unlock(connection, books_key(key))
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {"print_job": "number, copy_number"}
        return {
            table: sorted(connection.execute(f"SELECT {columns.get(table, '*')} FROM {table}").fetchall(), key=repr)
            for table in tables
        }


def safe_seats(folder: Path) -> SafeSeats:
    """Three households with bills, one of which has paid; the laptop encrypted; nothing backed up yet."""
    base, key = _base()
    shutil.copytree(base, folder, dirs_exist_ok=True)
    home = folder / "home"
    files = BooksFiles(home / "books.db", home / "device.keys", home / "books.vault")
    keys = DeviceKeys.load(files.keys, key)
    station_keys = DeviceKeys.load(folder / "station.db.keys")
    station = open_books(folder / "station.db", station_keys, stamp(3))
    laptop = open_books(files.database, keys, stamp(3), key=key.books)
    place = BackupPlace.of(folder / "stick", laptop.seat)
    return SafeSeats(TwoSeats(folder, station, station_keys, laptop, keys), files, key, place)


@cache
def _base() -> tuple[Path, DataKey]:
    """Made once in a run and copied for each test."""
    folder = Path(tempfile.mkdtemp(prefix="safe-seats-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    plain = two_seats(folder)
    for account in ACCOUNTS:
        plain.bill(account, "前柳村", "202610", 100000)
    plain.carry_route(stamp(1))
    plain.pay(ACCOUNTS[0], 1200, stamp(2))
    plain.laptop.close()
    home, key = folder / "home", DataKey.generate()
    home.mkdir()
    files = BooksFiles(home / "books.db", home / "device.keys", home / "books.vault")
    shutil.copyfile(plain.laptop_file, files.database)
    encrypt(files.database, key.books)
    for suffix in (".mark", ".tail"):
        plain.laptop_file.with_name(f"laptop.db{suffix}").rename(home / f"books.db{suffix}")
    (folder / "routes").rename(home / "routes")
    plain.laptop_keys.save(files.keys, key)
    assert files.vault is not None
    Vault.make(files.vault, PIN, key=key, cost=CHEAP)
    BackupPlace.of(folder / "stick", plain.laptop.seat).make()
    plain.close()
    return folder, key
