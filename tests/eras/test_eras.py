"""Books and packages of every earlier schema are read by this program, with nothing lost."""

import shutil
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.backup_rotation import BackupName
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.restoring import Source, restore
from collector_desktop.services.taking_in import take_in
from collector_desktop.services.taking_route import take_route
from collector_desktop.services.verifying import verify_books, witness
from collector_desktop.store.backup import Backup
from collector_desktop.store.books_check import check_books
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.copying import check_copy
from collector_desktop.store.encrypting import encrypt
from collector_desktop.store.inspecting import looking_at
from collector_desktop.store.journal import JournalLineWrong
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import takings
from collector_desktop.store.soundness import BooksDamaged
from collector_desktop.store.upgrade import HEAD, version_of

ERAS = sorted(each.name for each in Path(__file__).parent.iterdir() if each.name.isdigit())
TAKEN = {"0001": Money(30_502), "0002": Money(54_015), "0003": Money(43_287)}
"""What the laptop of each era had collected."""
HANDED_IN = {"0001": Money(30_502), "0002": Money(30_502), "0003": Money(14_344)}
"""What of it is in its day package."""
NIGHT = Stamp(
    by=Badge("01"), business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, 21, tzinfo=timezone(timedelta(hours=8)))
)


@pytest.fixture(params=ERAS)
def era(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an era's folder, named after it."""
    folder = tmp_path / str(request.param)
    shutil.copytree(Path(__file__).parent / str(request.param), folder)
    return folder


def _open(folder: Path, books: str, keys: str) -> tuple[Ledger, DeviceKeys]:
    (folder / keys).chmod(0o600)
    device = DeviceKeys.load(folder / keys)
    return open_books(folder / books, device, NIGHT), device


def test_books_of_an_era_are_brought_up_to_date_with_everything_in_them(era: Path) -> None:
    laptop, _ = _open(era, "books.db", "device.keys")
    assert laptop.chain == "01.1"
    with laptop.reading() as conn:
        assert version_of(conn) == HEAD
        check = check_books(conn, laptop.seat.kind, every=True)
        assert check.agrees, check.problems
        assert takings.books(conn).received == TAKEN[era.name]
    laptop.close()


def test_the_station_of_an_era_takes_in_a_package_of_the_same_era_and_of_today(era: Path) -> None:
    station, keys = _open(era, "station.db", "station.keys")
    laptop, _ = _open(era, "books.db", "device.keys")
    (old,) = era.glob("*.zsday")
    assert take_in(station, keys, old, NIGHT).received == HANDED_IN[era.name]
    new = hand_over(laptop, era, NIGHT)
    again = take_in(station, keys, new.path, NIGHT)
    assert (again.new_lines, again.payments) == (0, 0)
    with station.reading() as conn:
        assert check_books(conn, station.seat.kind, every=True).agrees
    laptop.close()
    station.close()


def test_a_laptop_of_an_era_knows_a_route_of_the_same_era_again(era: Path) -> None:
    laptop, keys = _open(era, "books.db", "device.keys")
    (route,) = era.glob("*.zsroute")
    assert take_route(laptop, keys, route, NIGHT).again
    laptop.close()


def _encrypted(folder: Path, secret: bytes) -> Path:
    """The laptop's books of an era as this program would have encrypted them."""
    target = folder / "safe.db"
    shutil.copyfile(folder / "books.db", target)
    encrypt(target, secret)
    return target


def test_encrypted_books_of_an_era_leave_a_checked_copy_under_the_same_key_when_they_are_upgraded(era: Path) -> None:
    secret = b"k" * 32
    file = _encrypted(era, secret)
    (era / "device.keys").chmod(0o600)
    open_books(file, DeviceKeys.load(era / "device.keys"), NIGHT, key=secret).close()
    copy = era / "safe.db.before-upgrade"
    check_copy(copy, secret)
    with pytest.raises(BooksDamaged):
        check_copy(copy, None)


def test_books_whose_journal_was_changed_are_not_upgraded(era: Path) -> None:
    with closing(sqlcipher.connect(str(era / "books.db"), isolation_level=None)) as connection:
        connection.execute("UPDATE journal SET content = replace(content, ':', ': ') WHERE line = 2")
    with pytest.raises(JournalLineWrong):
        _open(era, "books.db", "device.keys")
    with closing(sqlcipher.connect(str(era / "books.db"))) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(era.name,)]
    assert not (era / "books.db.before-upgrade").exists()


def test_a_backup_of_an_era_is_restored_by_this_program(era: Path, tmp_path: Path) -> None:
    name = BackupName(day=NIGHT.business_day, lines=1, clock="210000")
    backup = Backup(path=tmp_path / str(name), name=name)
    shutil.copytree(era, backup.path)
    backup.keys.chmod(0o600)
    files = BooksFiles(tmp_path / "home" / "books.db", tmp_path / "home" / "device.keys")
    restored = restore(Source(backup=backup), None, files, NIGHT)
    assert restored.chain == "01.2"
    laptop = open_books(files.database, DeviceKeys.load(files.keys), NIGHT)
    with laptop.reading() as conn:
        assert takings.books(conn).received == TAKEN[era.name]
        assert check_books(conn, laptop.seat.kind, every=True).agrees
    laptop.close()
    assert sorted(each.name for each in files.database.parent.iterdir()) == [
        "books.db",
        "books.db.mark",
        "books.db.tail",
        "device.keys",
    ]


def test_books_of_an_era_are_verified_without_being_upgraded(era: Path) -> None:
    known = witness(era / "station.db")
    for books in ("station.db", "books.db"):
        assert verify_books(era / books, station=known).findings == ()
    with looking_at(era / "station.db") as (conn, _seat):
        assert version_of(conn) == era.name
