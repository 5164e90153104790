"""A backup is a checked copy that appears whole or not at all, here and on the stick; older ones are thinned out."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from backup_seats import ACCOUNTS, SafeSeats, safe_seats
from sqlalchemy import text
from two_seats import DAY, stamp

from collector_desktop.security.data_key import DataKey
from collector_desktop.services import backing_up
from collector_desktop.services.restoring import Source
from collector_desktop.store.backup import BackupDamaged, BooksDisagree, backups_in, carry, make_backup, read_manifest
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.queries import sync
from collector_desktop.store.soundness import BooksDamaged


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    safe = safe_seats(tmp_path)
    yield safe
    safe.seats.close()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_holds_books_keys_and_vault_here_and_on_the_stick_and_tells_what_is_in_it(safe: SafeSeats) -> None:
    done = safe.back_up(stamp(4))
    assert names(safe.files.backups) == names(safe.place.backups) == [done.backup.path.name]
    for folder in (safe.files.backups, safe.place.backups):
        assert names(folder / done.backup.path.name) == ["books.db", "device.keys", "manifest", "vault"]
    told = read_manifest(done.backup, safe.key)
    assert (told.lines, told.households, told.receipts, told.takings.fen) == (3, 3, 1, 1200)
    assert told.last_day == DAY
    assert not done.place_missing


def test_nothing_of_a_customer_is_readable_in_a_backup(safe: SafeSeats) -> None:
    path = safe.back_up(stamp(4)).backup.path
    clear = b"".join(file.read_bytes() for file in path.iterdir())
    for word in (ACCOUNTS[0].encode(), "前柳村".encode(), "农电工甲".encode(), b"SQLite format", b"41070305"):
        assert word not in clear
    with pytest.raises(BackupDamaged):
        read_manifest(backups_in(safe.files.backups)[0], DataKey.generate())


def test_a_backup_of_the_same_lines_and_day_is_made_once(safe: SafeSeats) -> None:
    first = safe.back_up(stamp(4)).backup
    assert safe.back_up(stamp(5)).backup == first
    safe.seats.pay(ACCOUNTS[1], 100, stamp(6))
    second = safe.back_up(stamp(7)).backup
    assert second.name.lines == first.name.lines + 1
    assert names(safe.files.backups) == [second.path.name]


def test_days_are_kept_and_thinned_out_in_both_places(safe: SafeSeats) -> None:
    for back in range(12):
        safe.back_up(stamp(4, DAY + timedelta(days=back)))
    left = [each.name.day for each in backups_in(safe.files.backups)]
    assert left[:7] == [DAY + timedelta(days=back) for back in range(11, 4, -1)]
    assert len(left) == 7
    assert names(safe.files.backups) == names(safe.place.backups)


def test_a_stick_that_is_not_in_is_said_and_caught_up_with_later(safe: SafeSeats) -> None:
    away = safe.place.folder.rename(safe.place.folder.with_name("in the pocket"))
    done = safe.back_up(stamp(4))
    assert (done.carried, done.place_missing) == (None, True)
    assert not safe.place.folder.exists()
    away.rename(safe.place.folder)
    assert safe.back_up(stamp(5)).carried == safe.place.backups / done.backup.path.name


def test_what_a_killed_program_left_is_swept_and_taken_for_no_backup(safe: SafeSeats) -> None:
    half = safe.files.backups / ".part-77"
    half.mkdir(parents=True)
    (half / "books.db").write_bytes(b"half")
    for each in (half / "books.db", half):
        os.utime(each, (0, each.stat().st_mtime - 3 * 60 * 60))
    assert backups_in(safe.files.backups) == ()
    done = safe.back_up(stamp(4))
    assert names(safe.files.backups) == [done.backup.path.name]


def test_a_backup_that_another_program_is_making_is_left_alone(safe: SafeSeats) -> None:
    seen = []

    def step(done: int, _of: int) -> None:
        if done == 2:
            for folder in (safe.files.backups, safe.place.backups):
                seen.append(make_backup(safe.files, folder, safe.key, stamp(5)))

    within = make_backup(safe.files, safe.files.backups, safe.key, stamp(4), step)
    carried = carry(within, safe.place.backups)
    assert names(safe.files.backups) == [within.path.name, seen[0].path.name]
    assert names(safe.place.backups) == [carried.path.name, seen[1].path.name]
    for each in (within, carried, *seen):
        assert read_manifest(each, safe.key).lines == within.name.lines


def test_two_programs_that_end_the_same_backup_at_once_make_one(safe: SafeSeats) -> None:
    def step(done: int, _of: int) -> None:
        if done == 2:
            make_backup(safe.files, safe.files.backups, safe.key, stamp(4))

    made = make_backup(safe.files, safe.files.backups, safe.key, stamp(4), step)
    assert names(safe.files.backups) == [made.path.name]
    assert read_manifest(made, safe.key).lines == made.name.lines


def test_books_that_contradict_their_journal_make_no_backup_and_older_ones_stay(safe: SafeSeats) -> None:
    before = safe.back_up(stamp(4)).backup
    with safe.seats.laptop.writing() as conn:
        conn.execute(text("UPDATE receipt SET received = received + 100, prepayment = prepayment + 100"))
    safe.knock("later", stamp(5))
    with pytest.raises(BooksDisagree) as refused:
        safe.back_up(stamp(6))
    assert "receipt" in refused.value.facts["first"]
    assert names(safe.files.backups) == [before.path.name]


def test_a_forged_line_makes_no_backup(safe: SafeSeats) -> None:
    with safe.seats.laptop.writing() as conn:
        conn.execute(text("UPDATE journal SET content = replace(content, '农电工甲', '农电工乙')"))
    with pytest.raises(BooksDisagree) as refused:
        safe.back_up(stamp(6))
    assert "content" in refused.value.facts["first"]
    assert names(safe.files.backups) == []


def test_damaged_books_make_no_backup(safe: SafeSeats) -> None:
    safe.seats.laptop.close()
    whole = safe.files.database.read_bytes()
    at = len(whole) // 2
    safe.files.database.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(BooksDamaged):
        safe.back_up(stamp(6))
    assert names(safe.files.backups) == []


def test_a_payment_made_while_the_copy_is_written_is_not_held_up(safe: SafeSeats) -> None:
    paid = []

    def step(_done: int, _of: int) -> None:
        paid.append(safe.seats.pay(ACCOUNTS[1], 100, stamp(5)))

    backing_up.back_up(safe.files, safe.key, None, stamp(6), step)
    assert len(paid) == 4
    assert safe.check().problems == ()


@pytest.fixture
def full_stick(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for one backup and a half."""
    point = tmp_path / "small"
    point.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(point)], capture_output=True)
    if made.returncode:
        pytest.skip("this system does not let a test mount a file system")
    yield point
    subprocess.run(["umount", "-l", str(point)], check=True)


def test_a_full_stick_is_told_keeps_what_it_has_and_takes_again_once_there_is_room(
    safe: SafeSeats, full_stick: Path
) -> None:
    place = BackupPlace.of(full_stick, safe.seats.laptop.seat)
    place.make()
    before = backing_up.back_up(safe.files, safe.key, place, stamp(4)).backup
    film = full_stick / "film"
    subprocess.run(["dd", "if=/dev/zero", f"of={film}", "bs=4k"], capture_output=True)
    tomorrow = stamp(5, DAY + timedelta(days=1))
    with pytest.raises(OSError, match="No space") as refused:
        backing_up.back_up(safe.files, safe.key, place, tomorrow)
    assert refused.value.errno == errno.ENOSPC
    assert names(place.backups) == [before.path.name]
    assert len(names(safe.files.backups)) == 2
    with pytest.raises(OSError, match="No space"):
        make_backup(safe.files, place.backups, safe.key, tomorrow)
    assert names(place.backups) == [before.path.name]
    film.unlink()
    backing_up.back_up(safe.files, safe.key, place, tomorrow)
    assert names(place.backups) == names(safe.files.backups)


def test_a_full_stick_keeps_the_backup_that_was_to_make_room_for_another(safe: SafeSeats, full_stick: Path) -> None:
    place = BackupPlace.of(full_stick, safe.seats.laptop.seat)
    place.make()
    carried = backing_up.back_up(safe.files, safe.key, place, stamp(4)).carried
    assert carried is not None
    damage(carried / "vault")
    before = {each.name: each.read_bytes() for each in carried.iterdir()}
    subprocess.run(["dd", "if=/dev/zero", f"of={full_stick / 'film'}", "bs=4k"], capture_output=True)
    with pytest.raises(OSError, match="No space"):
        backing_up.back_up(safe.files, safe.key, place, stamp(5))
    assert names(place.backups) == [carried.name]
    assert {each.name: each.read_bytes() for each in carried.iterdir()} == before


def test_a_full_stick_leaves_this_disk_thinned_out_all_the_same(safe: SafeSeats, full_stick: Path) -> None:
    place = BackupPlace.of(full_stick, safe.seats.laptop.seat)
    place.make()
    subprocess.run(["dd", "if=/dev/zero", f"of={full_stick / 'film'}", "bs=4k"], capture_output=True)
    for back in range(9):
        with pytest.raises(OSError, match="No space"):
            backing_up.back_up(safe.files, safe.key, place, stamp(4, DAY + timedelta(days=back)))
    assert len(names(safe.files.backups)) == 7


@pytest.mark.parametrize("marks_lost", [False, True])
def test_after_an_older_backup_came_back_its_own_backups_count_as_the_newest(
    safe: SafeSeats, tmp_path: Path, marks_lost: bool
) -> None:
    """Three times in one day, each time with less work done than before."""
    old = safe.back_up(stamp(4)).backup
    aside = old.model_copy(update={"path": tmp_path / "aside" / old.path.name})
    shutil.copytree(old.path, aside.path)
    for work in (6, 4, 2):
        for number in range(work):
            safe.knock(f"knock-{work}-{number}", stamp(5))
            made = safe.back_up(stamp(6)).backup
            assert made.path.exists()
            for folder in (safe.files.backups, safe.place.backups):
                assert [each.name for each in backups_in(folder)] == [made.name]
            told = read_manifest(made, safe.key)
            assert told.lines == made.name.lines
            with safe.seats.laptop.reading() as conn:
                ends = sync.chains(conn, safe.seats.laptop.seat.device)
            assert [end.hash for end in told.chains] == [end.last_hash for end in ends]
        safe.lose()
        if marks_lost:
            for mark in (".mark", ".tail"):
                safe.files.database.with_name(f"books.db{mark}").unlink()
        safe.restore(Source(backup=aside), stamp(7))
        safe = safe.reopened(stamp(8))
    safe.seats.laptop.close()


def test_a_day_confirmed_too_late_is_not_newer_than_what_was_written_after_it(safe: SafeSeats) -> None:
    safe.back_up(stamp(4, DAY + timedelta(days=30)))
    for back in range(9):
        safe.knock(f"knock-{back}", stamp(5, DAY + timedelta(days=back)))
        made = safe.back_up(stamp(6, DAY + timedelta(days=back))).backup
        assert backing_up.newest_backup(safe.files) == made
    assert len(backups_in(safe.files.backups)) == 7 + 1, "the later month keeps its one"


def test_another_backup_under_the_same_name_on_the_stick_makes_room(safe: SafeSeats) -> None:
    made = safe.back_up(stamp(4))
    assert made.carried is not None
    (made.carried / "manifest").write_bytes(b"half of it")
    again = safe.back_up(stamp(5))
    assert again.carried == made.carried
    assert read_manifest(backups_in(safe.place.backups)[0], safe.key).lines == made.backup.name.lines


def test_a_new_pin_is_in_a_new_backup_and_the_old_ones_vault_in_none(safe: SafeSeats) -> None:
    first = safe.back_up(stamp(4)).backup
    assert safe.files.vault is not None
    safe.files.vault.write_bytes(safe.files.vault.read_bytes() + b" ")
    second = safe.back_up(stamp(5)).backup
    assert second.path != first.path
    assert second.vault.read_bytes() == safe.files.vault.read_bytes()
    assert names(safe.files.backups) == names(safe.place.backups) == [second.path.name]


@pytest.mark.parametrize("file", ["books.db", "device.keys", "vault", "manifest"])
def test_a_backup_of_the_day_that_rotted_is_none(safe: SafeSeats, file: str) -> None:
    rotted = safe.back_up(stamp(4)).backup
    damage(rotted.path / file)
    second = safe.back_up(stamp(5)).backup
    assert second.path != rotted.path
    assert backups_in(safe.files.backups)[0] == second
    safe.lose()
    assert safe.restore(Source(backup=second), stamp(6)).goes_on


@pytest.mark.parametrize("file", ["books.db", "device.keys", "vault", "manifest"])
def test_a_backup_that_rotted_on_the_stick_is_carried_there_again(safe: SafeSeats, file: str) -> None:
    carried = safe.back_up(stamp(4)).carried
    assert carried is not None
    good = (carried / file).read_bytes()
    damage(carried / file)
    assert safe.back_up(stamp(5)).carried == carried
    assert (carried / file).read_bytes() == good


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
