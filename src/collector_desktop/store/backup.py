"""A backup: a folder with a copy of the books, checked, and everything that opens them on another laptop.

    20261123_00000412_211503/   books.db  device.keys  vault  manifest

The folder appears whole or not at all: it is filled under another name, checked, synced and renamed.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from pydantic import AwareDatetime, ValidationError
from sqlalchemy import Connection, Engine, func, select

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.backup_rotation import BackupName, to_drop
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode, generation_of
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.security.refusals import HiddenDamaged
from collector_desktop.security.whole_file import hash_of_file, read_at_most, sync_file, sync_folder
from collector_desktop.store.books_check import check_books
from collector_desktop.store.books_files import DATABASE, KEYS, SEALED_KEYS, VAULT, BooksFiles
from collector_desktop.store.copying import copy_books
from collector_desktop.store.engine import open_engine
from collector_desktop.store.opening import read_seat
from collector_desktop.store.packages import highest_number
from collector_desktop.store.queries import devices, staff, sync, takings
from collector_desktop.store.queries.sync import Direction
from collector_desktop.store.soundness import check_sound, naming_faults
from collector_desktop.store.tables.snapshot import AccountRow
from collector_desktop.store.upgrade import version_of

MANIFEST = "manifest"
_PART = ".part-"
_FORGOTTEN_S = 2 * 60 * 60
_USE = "manifest"
_LARGEST_MANIFEST = 65_536

Step = Callable[[int, int], None]


class BackupDamaged(Refusal):
    """The copy, or what lies in the backup's folder, is not whole. Facts: path, what."""


class BackupUnknown(Refusal):
    """No backup lies there. Facts: path."""


class BooksDisagree(Refusal):
    """The books contradict their journal, or a line of it is not what was signed. Facts: problems (how many), first."""


class LaptopStanding(Value):
    """How far a station had got with one laptop. 0 where there was no package yet."""

    device: DeviceCode
    collector_name: str
    days_in: int
    """The highest number of a day package taken in."""
    routes_out: int
    """The highest number of a route issued."""


class Manifest(Value):
    """What is in a backup, so that it can be told before it is opened."""

    seat: Seat
    business_day: date
    made_at: AwareDatetime
    schema_version: str
    chains: tuple[ChainEnd, ...]
    last_day: date
    """The business day of the newest line."""
    households: int
    receipts: int
    takings: Money
    sha256: str
    """Of the database file."""
    laptops: tuple[LaptopStanding, ...] = ()
    """Of a station's books."""
    knows_people: bool = False
    """Whether somebody at a station has a badge: then the manager's PIN is asked before these books are put back."""

    @property
    def lines(self) -> int:
        """Journal lines of the seat's own chains."""
        return sum(end.line for end in self.chains)


class Backup(Value):
    """A backup found in a folder; whether it can be read is another matter."""

    path: Path
    name: BackupName

    @property
    def database(self) -> Path:
        """The copy of the books."""
        return self.path / DATABASE

    @property
    def keys(self) -> Path:
        """The device's keys, hidden with the data key where the books are; a station's stay on its own disk."""
        return self.path / KEYS

    @property
    def sealed_keys(self) -> Path:
        """A station's keys, sealed for its second key; there if it had made one."""
        return self.path / SEALED_KEYS

    @property
    def vault(self) -> Path:
        """The vault that opened the books when the backup was made."""
        return self.path / VAULT


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The backups of a folder, newest first. Raises OSError."""
    if not folder.is_dir():
        return ()
    named = [(each, BackupName.parse(each.name)) for each in folder.iterdir() if each.is_dir()]
    found = [Backup(path=path, name=name) for path, name in named if name is not None]
    return tuple(sorted(found, key=lambda each: each.name.age, reverse=True))


def backup_at(path: Path) -> Backup:
    """The backup in this folder. Raises BackupUnknown."""
    name = BackupName.parse(path.resolve().name)
    if name is None or not (path / MANIFEST).is_file():
        raise BackupUnknown(path=path)
    return Backup(path=path, name=name)


def read_manifest(backup: Backup, key: DataKey | None) -> Manifest:
    """What the backup says is in it. Raises BackupDamaged, also under another key; OSError."""
    data = read_at_most(backup.path / MANIFEST, _LARGEST_MANIFEST)
    try:
        return Manifest.model_validate_json(data if key is None else key.reveal(data, _USE))
    except (ValidationError, HiddenDamaged):
        raise BackupDamaged(path=backup.path, what=MANIFEST) from None


def make_backup(
    files: BooksFiles, folder: Path, key: DataKey | None, stamp: Stamp, step: Step = lambda _done, _of: None
) -> Backup:
    """Copy the books into a new backup of this folder, check the copy whole, and put it in place.

    Where one of the day is whole, ends every chain with the very line these books end it with and has the vault and
    keys of now, that one is the answer. Raises BooksDisagree if the copy does not verify, BooksDamaged if a page of the
    books is; OSError when the disk refuses or is full. Then nothing half is left, and older backups are as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_engine(str(files.database), books_key(key))
    try:
        with naming_faults(files.database), engine.begin() as conn:
            ends = _ends(conn, _seat(conn))
        there = backups_in(folder)
        for known in there:
            if known.name.day == stamp.business_day and _holds(known, files, key, ends):
                return known
        newest = there[0] if there and not _ends_with(there[0], key, ends) else None
        with _filling(folder) as part:
            _room_for(files.database, folder)
            return _fill(engine, files, part, key, stamp, newest, step)
    finally:
        engine.dispose()


def carry(backup: Backup, folder: Path, *, leaving: frozenset[str] = frozenset()) -> Backup:
    """The same backup in another folder, compared byte by byte. Raises OSError; BackupDamaged if it reads otherwise.

    Files named in `leaving` stay where they are. What lies there under its name and is another one, or is no longer
    whole, makes room for it once all of it is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = Backup(path=folder / backup.path.name, name=backup.name)
    files = sorted(each for each in backup.path.iterdir() if each.name not in leaving)
    if there.path.exists() and all(_is_same(each, there.path / each.name) for each in files):
        return there
    with _filling(folder) as part:
        for file in files:
            _copy(file, part / file.name)
            if not _is_same(file, part / file.name):
                raise BackupDamaged(path=there.path, what=file.name)
        other = _put_aside(there.path)
        carried = _appear(part, backup.name)
    shutil.rmtree(other, ignore_errors=True)
    return carried


def rotate(folder: Path, keep: BackupName) -> None:
    """Remove what neither a day, a week nor a month keeps, but never `keep`. Raises OSError."""
    found = {str(each.name): each for each in backups_in(folder)}
    for name in to_drop(each.name for each in found.values()):
        if name != keep:
            _remove(found[str(name)].path)


def _fill(
    engine: Engine,
    files: BooksFiles,
    part: Path,
    key: DataKey | None,
    stamp: Stamp,
    newest: Backup | None,
    step: Step,
) -> Backup:
    """`newest` is the one of other content that this backup comes after."""
    step(0, 4)
    books = part / DATABASE
    copy_books(engine, books)
    step(1, 4)
    manifest = _checked(books, key, stamp)
    step(2, 4)
    content = manifest.model_dump_json().encode()
    for source, name in files.beside:
        _copy(source, part / name)
    _write(part / MANIFEST, content if key is None else key.hide(content, _USE))
    step(3, 4)
    return _appear(part, _name(manifest, stamp, newest))


def _name(manifest: Manifest, stamp: Stamp, newest: Backup | None) -> BackupName:
    """A name that sorts after every other of the folder, also where books came back that know less."""
    generation, lines = generation_of(manifest.chains[-1].chain), manifest.lines
    if newest is not None and (generation, lines) <= (newest.name.generation, newest.name.lines):
        generation = newest.name.generation + (newest.name.lines >= lines)
    return BackupName(day=stamp.business_day, generation=generation, lines=lines, clock=f"{stamp.at:%H%M%S}")


def _ends_with(backup: Backup, key: DataKey | None, ends: tuple[ChainEnd, ...]) -> bool:
    """Whether this backup holds these very lines."""
    with suppress(OSError, BackupDamaged):
        return read_manifest(backup, key).chains == ends
    return False


def _holds(backup: Backup, files: BooksFiles, key: DataKey | None, ends: tuple[ChainEnd, ...]) -> bool:
    """Whether this backup holds these very lines, whole, and what lies beside the books now."""
    beside = {name: source for source, name in files.beside}
    with suppress(OSError, BackupDamaged):
        manifest = read_manifest(backup, key)
        return (
            {each.name for each in backup.path.iterdir()} == {DATABASE, MANIFEST, *beside}
            and manifest.chains == ends
            and all(_is_same(source, backup.path / name) for name, source in beside.items())
            and hash_of_file(backup.database) == manifest.sha256
        )
    return False


def _is_same(file: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; not where the other can't be read. Raises OSError for the first."""
    own = hash_of_file(file)
    with suppress(OSError):
        return hash_of_file(other) == own
    return False


def _checked(books: Path, key: DataKey | None, stamp: Stamp) -> Manifest:
    """Every page, every line of the journal, and the tables against it: on the copy, not on the books."""
    secret = books_key(key)
    check_sound(books, secret, whole=True)
    engine = open_engine(str(books), secret)
    try:
        with naming_faults(books), engine.begin() as conn:
            seat = _seat(conn)
            check = check_books(conn, seat.kind)
            if check.problems:
                raise BooksDisagree(problems=len(check.problems), first=check.problems[0])
            told = _told(conn, seat, stamp)
    finally:
        engine.dispose()
    return told.model_copy(update={"sha256": hash_of_file(books)})


def _told(conn: Connection, seat: Seat, stamp: Stamp) -> Manifest:
    is_station = seat.kind is SeatKind.STATION
    summary = takings.books(conn, None if is_station else seat.device)
    return Manifest(
        seat=seat,
        business_day=stamp.business_day,
        made_at=stamp.at,
        schema_version=version_of(conn) or "",
        chains=_ends(conn, seat),
        last_day=sync.last_day(conn, seat.device) or stamp.business_day,
        households=conn.scalar(select(func.count()).select_from(AccountRow)) or 0,
        receipts=summary.receipts,
        takings=summary.received,
        sha256="",
        laptops=_laptops(conn) if is_station else (),
        knows_people=is_station and staff.has_staff(conn),
    )


def _laptops(conn: Connection) -> tuple[LaptopStanding, ...]:
    return tuple(
        LaptopStanding(
            device=device.code,
            collector_name=device.collector_name,
            days_in=highest_number(conn, Direction.IN, "day", device.code),
            routes_out=highest_number(conn, Direction.OUT, "route", device.code),
        )
        for device in devices.devices(conn)
    )


def _seat(conn: Connection) -> Seat:
    seat = read_seat(conn)
    assert seat is not None, "books that are backed up belong to a seat"
    return seat


def _ends(conn: Connection, seat: Seat) -> tuple[ChainEnd, ...]:
    """Where each chain of the seat ends, the newest last."""
    return tuple(
        ChainEnd(chain=chain.chain, line=chain.last_line, hash=chain.last_hash)
        for chain in sync.chains(conn, seat.device)
    )


@contextmanager
def _filling(folder: Path) -> Iterator[Path]:
    part = Path(tempfile.mkdtemp(prefix=_PART, dir=folder))
    try:
        _sweep(folder, part.stat().st_mtime)
        yield part
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)  # the first fault is the one to tell
        raise


def _appear(part: Path, name: BackupName) -> Backup:
    sync_folder(part)
    backup = Backup(path=part.parent / str(name), name=name)
    try:
        part.rename(backup.path)
    except OSError:
        # Another program was quicker with the same lines.
        if not (backup.path / MANIFEST).is_file():
            raise
        shutil.rmtree(part, ignore_errors=True)
    sync_folder(backup.path.parent)
    return backup


def _remove(backup: Path) -> None:
    with suppress(FileNotFoundError):  # another program thins the same folder out
        shutil.rmtree(_put_aside(backup))


def _put_aside(backup: Path) -> Path:
    """Where what lay there lies now, if anything did.

    Its name is that of no backup: a removal cut short leaves none that looks whole.
    """
    aside = backup.with_name(f"{_PART}{os.getpid()}-{backup.name}")
    with suppress(FileNotFoundError):
        backup.rename(aside)
    return aside


def _sweep(folder: Path, now: float) -> None:
    """What a killed program left: nothing was written there for hours, by the folder's own clock `now` (seconds).

    Whether its program still runs can't be asked of another machine, nor of a number that was given again.
    """
    for left in folder.glob(f"{_PART}*"):
        with suppress(OSError):
            if max(each.stat().st_mtime for each in (left, *left.iterdir())) < now - _FORGOTTEN_S:
                shutil.rmtree(left, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with suppress(OSError):  # a stick knows no rights
        target.chmod(0o600)
    sync_file(target)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sync_file(path)


def _room_for(database: Path, folder: Path) -> None:
    needed = database.stat().st_size
    wal = database.with_name(f"{database.name}-wal")
    with suppress(FileNotFoundError):
        needed += wal.stat().st_size
    if shutil.disk_usage(folder).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
