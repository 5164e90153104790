"""Rows 3, 6 and 9 of the fault table: backups and restores killed or refused, mirrors torn, databases lost.

Every trial works on an encrypted laptop with a backup stick: one backup, a mirror, and acts after both.
"""

import os
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.domain.names import ChainId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.vault import PinCost, Vault
from collector_desktop.services import backing_up, restoring
from collector_desktop.store.backup import backups_in, read_manifest
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.encrypting import encrypt
from collector_desktop.store.journal import JournalLine
from collector_desktop.store.mirror import FILE, Mirror
from collector_desktop.store.mirror_keeper import MirrorKeeper
from collector_desktop.store.queries import sync
from collector_desktop.store.swapping import finish_swap
from fault_trials.crash import child
from fault_trials.failing_disk import Call, FailingDisk
from fault_trials.laptop import KEY_FILE, STAMP, Acknowledged, Found, Laptop, acts_in, copied, data_key, look, many_acts
from fault_trials.writes import SmallDisk

_STEPS = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "shutil.copyfile"})
"""What the interpreter is about to do when a trial's process may die; fsync and SQLite's own writes lie between."""
_ROOM = 16384
"""Bytes of room between two trials."""
_PATIENCE_S = 60.0
_LONGEST_S = 0.15


def make_kept_base(base: Path, folder: Path) -> Path:
    """The base with its laptop encrypted, backed up and mirrored, and two acts after the backup."""
    copied(base, folder)
    key = DataKey.generate()
    (folder / KEY_FILE).write_bytes(key.secret)
    files = files_of(folder)
    encrypt(files.database, key.books)
    DeviceKeys.hide(files.keys, key)
    assert files.vault is not None
    Vault.make(files.vault, "493817", key=key, cost=PinCost(passes=1, memory_kib=64))
    place_of(folder).make()
    laptop = Laptop.open(folder)
    backing_up.back_up(files, key, place_of(folder), STAMP)
    acts = many_acts(laptop)
    for _ in range(2):
        next(acts)
    mirrored(laptop, folder)
    laptop.ledger.close()
    return folder


def files_of(folder: Path) -> BooksFiles:
    """Where the laptop's files lie."""
    paths = DemoPaths(folder)
    return BooksFiles(paths.laptop, paths.laptop_keys, paths.laptop.with_name("books.vault"))


def place_of(folder: Path) -> BackupPlace:
    """The backup stick."""
    return BackupPlace(folder / "backup-stick", "41070305", "01")


def mirrored(laptop: Laptop, folder: Path) -> None:
    """The stick is in: the mirror catches up."""
    key = data_key(folder)
    assert key is not None
    with laptop.ledger.reading() as conn:
        Mirror(place_of(folder).mirror, key, laptop.ledger.seat, files_of(folder).database).catch_up(conn)


def killed_during_backup(base: Path, at: int) -> tuple[Found, bool]:
    """A backup whose process dies before its nth step; whether it came so far. Older backups stay readable."""

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        tell(next(many_acts(laptop)).encode())
        _die_before(at)
        backing_up.back_up(files_of(place), data_key(place), place_of(place), STAMP)
        tell(b"done")

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=None)
        acknowledged = [Acknowledged(line.decode()) for line in said if line != b"done"]
        problems = _unreadable(place)
        found = look(place, acknowledged, before)
        found.problems += problems
        return found, b"done" in said


def killed_during_restore(base: Path, at: int) -> tuple[Found, bool]:
    """A restore whose process dies before its nth step: old or new, and both hold every act.

    Every other trial's database is damaged; where the old one stands it is restored once more, as a person would.
    """

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        laptop.ledger.close()
        if at % 2:
            files_of(place).database.write_bytes(b"damaged")
        _die_before(at)
        _restore(place)
        tell(b"done")

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=None)
        finish_swap(files_of(place).database)
        if files_of(place).database.read_bytes() == b"damaged":
            _restore(place)
        return look(place, [], before), bool(said)


def backup_refused(base: Path, room: int) -> tuple[Found, bool]:
    """A backup with so many bytes of room in any file, then once more with all of it; whether it was refused."""

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        tell(next(many_acts(laptop)).encode())
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
        try:
            backing_up.back_up(files_of(place), data_key(place), place_of(place), STAMP)
        except OSError:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            tell(b"refused" if not _unreadable(place) else b"harmed")
            backing_up.back_up(files_of(place), data_key(place), place_of(place), STAMP)
        tell(b"done")

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=None)
        found = look(place, [Acknowledged(said[0].decode())], before)
        found.problems += _unreadable(place)
        if b"harmed" in said or b"done" not in said:
            found.problems += ("older backups were harmed, or it did not go through once there was room",)
        return found, b"refused" in said


def restore_refused(base: Path, room: int) -> tuple[Found, bool]:
    """A restore with so many bytes of room in any file, then once more with all of it; whether it was refused."""
    return _restored_twice(base, lambda: SmallDisk(room), is_damaged=room // _ROOM % 2 == 0)


def restore_fails(base: Path, call: Call, at: int) -> tuple[Found, bool]:
    """A restore whose nth write or sync fails, then once more; whether it has so many."""
    return _restored_twice(base, lambda: FailingDisk(call, at), is_damaged=at % 2 == 0)


def _restored_twice(base: Path, make: Callable[[], SmallDisk | FailingDisk], *, is_damaged: bool) -> tuple[Found, bool]:
    """Refused, the old file stands to the byte and nothing is left beside it, unless the new one is there whole."""

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        laptop.ledger.close()
        database = files_of(place).database
        if is_damaged:
            database.write_bytes(b"damaged")
        before, beside = database.read_bytes(), _names_beside(place)
        disk = make()
        try:
            with disk:
                _restore(place)
        except OSError:
            finish_swap(database)
            if database.read_bytes() == before:
                tell(b"as it was" if _names_beside(place) == beside else b"harmed")
                _restore(place)
        if disk.happened:
            tell(b"happened")
        tell(b"done")

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=None)
        found = look(place, [], before)
        if b"harmed" in said or b"done" not in said:
            found.problems += ("the old books were harmed, or it did not go through once the disk was well",)
        return found, b"happened" in said


def torn_mirror(base: Path, at: int) -> tuple[Found, bool]:
    """A mirror torn after so many bytes, made whole when the stick is back, then the database lost and rebuilt.

    Also rebuilt from the torn one alone: that may hold less, and says so, but never anything else. Whether `at` was
    in the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        mirror = place_of(place).mirror / FILE
        whole = mirror.read_bytes()
        true = _lines(place)
        tried = _with_mirror(base, whole[:at], true)
        changed = whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :] if at < len(whole) else whole
        tried += _with_mirror(base, changed, true)
        mirror.write_bytes(whole[:at])
        laptop = Laptop.open(place)
        mirrored(laptop, place)
        laptop.ledger.close()
        _lose(place)
        _restore(place)
        found = look(place, [], before)
        found.accepted_falsely = tried
        return found, at < len(whole)


def lost_and_rebuilt(base: Path, seed: int) -> Found:
    """A process that pays, knocks and voids, mirrored as it goes, is killed; its database is gone; it is rebuilt."""
    chance = random.Random(f"lost {seed}")

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        key = data_key(place)
        assert key is not None
        mirror = Mirror(place_of(place).mirror, key, laptop.ledger.seat, files_of(place).database)
        MirrorKeeper(laptop.ledger, mirror, patience=_PATIENCE_S)
        tell(b"ready")
        for act in many_acts(laptop):
            tell(act.encode())

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=chance.uniform(0, _LONGEST_S))
        _lose(place)
        _restore(place)
        return look(place, [Acknowledged(line.decode()) for line in said if line != b"ready"], before, restored=True)


def _with_mirror(base: Path, content: bytes, true: list[JournalLine]) -> int:
    """Rebuild with this mirror alone; how many lines came that were never written."""
    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        (place_of(place).mirror / FILE).write_bytes(content)
        _lose(place)
        _restore(place)
        return sum(line not in true for line in _lines(place))


def _restore(place: Path) -> None:
    files = files_of(place)
    (source, *_older) = restoring.sources(files.backups, place_of(place).chosen)
    restoring.restore(source, data_key(place), files, STAMP)


def _names_beside(place: Path) -> set[str]:
    return {each.name for each in files_of(place).database.parent.iterdir()}


def _lose(place: Path) -> None:
    database = files_of(place).database
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _lines(place: Path) -> list[JournalLine]:
    laptop = Laptop.open(place)
    with laptop.ledger.reading() as conn:
        found = list(sync.lines(conn, ChainId("01.1")))
    laptop.ledger.close()
    return found


def _unreadable(place: Path) -> tuple[str, ...]:
    key = data_key(place)
    problems = []
    for folder in (files_of(place).backups, place_of(place).backups):
        found = backups_in(folder)
        problems += [] if found else [f"no backup left in {folder.name}"]
        for each in found:
            try:
                read_manifest(each, key)
            except (Refusal, OSError) as error:
                problems.append(f"{each.path.name}: {error}")
    return tuple(problems)


def _die_before(at: int) -> None:
    """From now on the nth step of this process is its last."""
    left = at

    def count(event: str, _arguments: object) -> None:
        nonlocal left
        if event in _STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
