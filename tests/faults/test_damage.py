"""A damaged database is named at the start, or does no harm; never is it a crash, and never is it touched."""

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from backup_seats import ACCOUNTS, SafeSeats, contents_of, safe_seats
from two_seats import stamp

from collector_desktop.domain.refusals import Refusal
from collector_desktop.store.books_check import check_books
from collector_desktop.store.opening import open_books

PAGE = 4096


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    safe = safe_seats(tmp_path)
    for minute in range(4, 24):
        safe.seats.pay(ACCOUNTS[minute % 3], 100, stamp(minute))
    safe.seats.close()
    yield safe
    safe.seats.close()


@pytest.fixture
def plain(safe: SafeSeats) -> Path:
    """The same books without a key, as those of the demo villages are."""
    target = safe.files.database.with_name("plain.db")
    with closing(sqlcipher.connect(str(safe.files.database), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{safe.key.of('books').hex()}'\"")
        connection.execute(f"ATTACH DATABASE '{target}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
    return target


def opened(safe: SafeSeats, file: Path, key: bytes | None) -> str:
    """How the start of the program ends with this file."""
    try:
        ledger = open_books(file, safe.seats.laptop_keys, stamp(30), key=key)
    except Refusal as refusal:
        return type(refusal).__name__
    try:
        with ledger.reading() as conn:
            return "disagrees" if check_books(conn, ledger.seat.kind, every=True).problems else ledger.chain
    finally:
        ledger.close()


def test_a_changed_byte_of_any_page_of_encrypted_books_is_named_and_nothing_is_touched(safe: SafeSeats) -> None:
    file, secret = safe.files.database, safe.key.books
    whole = file.read_bytes()
    chance = random.Random("damage")
    places = [0, 15, 16, 17, 100, PAGE - 1]
    places += [page * PAGE + chance.randrange(PAGE) for page in range(len(whole) // PAGE)]
    for at in places:
        damaged = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        file.write_bytes(damaged)
        assert opened(safe, file, secret) == "BooksDamaged", at
        assert file.read_bytes() == damaged
    file.write_bytes(whole)
    assert opened(safe, file, secret) == "01.1"


@pytest.mark.parametrize("left", [0, 1, 99, 512, PAGE, PAGE + 7, 10 * PAGE, -PAGE, -1])
def test_truncated_books_are_named_at_every_length(safe: SafeSeats, left: int) -> None:
    file = safe.files.database
    damaged = file.read_bytes()[:left]
    file.write_bytes(damaged)
    assert opened(safe, file, safe.key.books) == "BooksDamaged"
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("foreign", [b"PK\x03\x04 a spreadsheet", b"\0" * 9000, b"SQLite format 3\0" + b"\0" * 5000])
def test_a_foreign_file_in_its_place_is_named(safe: SafeSeats, foreign: bytes) -> None:
    file = safe.files.database
    file.write_bytes(foreign)
    assert opened(safe, file, safe.key.books) == "BooksDamaged"
    assert file.read_bytes() == foreign


def test_a_changed_byte_of_plain_books_is_named_or_found_by_the_check_or_does_no_harm(
    safe: SafeSeats, plain: Path
) -> None:
    whole = plain.read_bytes()
    chance = random.Random("damage")
    places = [*range(0, 100, 4), *(100 + at for at in range(0, 40, 3))]
    for page in range(1, len(whole) // PAGE, 6):
        places += [page * PAGE + at for at in (chance.randrange(8), 8 + chance.randrange(24), chance.randrange(PAGE))]
    ends = set()
    for at in places:
        plain.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        ends.add(end := opened(safe, plain, None))
        assert end in {"01.1", "BooksDamaged", "NotOurBooks", "disagrees", "BooksFromTheFuture"}, at
        for beside in plain.parent.glob("plain.db-*"):
            beside.unlink()
    assert {"01.1", "BooksDamaged"} <= ends


def test_a_power_cut_in_the_middle_of_a_checkpoint_is_no_damage(safe: SafeSeats) -> None:
    safe = safe.reopened()
    safe.seats.pay(ACCOUNTS[1], 100, stamp(25))
    file = safe.files.database
    cut = file.with_name("cut")
    cut.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(file.with_name(file.name + suffix), cut / (file.name + suffix))
    before = safe.contents()
    torn = bytearray((cut / file.name).read_bytes())
    ahead = (cut / f"{file.name}-wal").read_bytes()
    page = int.from_bytes(ahead[32:36], "big")
    torn[(page - 1) * PAGE + 2000 : page * PAGE] = b"\0" * (PAGE - 2000)
    (cut / file.name).write_bytes(torn)
    assert opened(safe, cut / file.name, safe.key.books) == "01.1"
    assert contents_of(cut / file.name, safe.key) == before


def test_lines_lost_with_a_damaged_write_ahead_log_are_noticed_as_a_restored_backup_is(safe: SafeSeats) -> None:
    safe = safe.reopened()
    safe.knock("lost", stamp(25))
    file = safe.files.database
    kept = {each: file.with_name(file.name + each).read_bytes() for each in ("", "-wal")}
    safe.seats.laptop.close()
    for suffix, content in kept.items():
        file.with_name(file.name + suffix).write_bytes(content[:40] + b"\0" + content[41:] if suffix else content)
    assert opened(safe, file, safe.key.books) == "01.2"
