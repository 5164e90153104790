"""Rows 12 and 13 of the fault table: books of every era brought up to date, killed at each step or with a full disk."""

import os
import resource
import shutil
import signal
import sqlite3
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import alembic.command  # noqa: F401 - imported before the forks, so that each child does not do it anew
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.books_check import check_books
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import takings
from collector_desktop.store.upgrade import HEAD, BooksFromTheFuture
from fault_trials.two_laptops import folder_in_memory

ERAS = Path(__file__).parents[2] / "tests" / "eras"
_STAMP = Stamp(by=Badge("01"), business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, 13, tzinfo=UTC))
_SEATS = (("books.db", "device.keys"), ("station.db", "station.keys"))

Rows = dict[str, list[tuple[object, ...]]]


class Old(NamedTuple):
    """One seat's books of an era, as they were filled."""

    folder: Path
    books: str
    keys: str

    @property
    def name(self) -> str:
        """Era and file."""
        return f"{self.folder.name}/{self.books}"


def old_books() -> list[Old]:
    """Every seat's books of every era that is not the present one."""
    eras = sorted(each for each in ERAS.iterdir() if each.name.isdigit() and each.name < HEAD)
    return [Old(era, books, keys) for era in eras for books, keys in _SEATS]


def killed_at_each_step(old: Old, every: int) -> Iterator[tuple[str, list[str]]]:
    """An upgrade killed just before each statement and commit in turn, and what was wrong afterwards."""
    at, came_through = 1, False
    while not came_through:
        with _copy(old) as place:
            came_through = _child(lambda at=at, place=place: _upgrade_until(old, place, at)) == 0  # type: ignore[misc]
            yield f"{old.name} killed at step {at}", problems_after(old, place)
        at += every


def refused_from_each_byte(old: Old, step: int) -> Iterator[tuple[str, list[str]]]:
    """An upgrade on a disk that takes only so many bytes of any one file, then again with all the room."""
    room, came_through = 0, False
    while not came_through:
        with _copy(old) as place:
            came_through = _child(lambda room=room, place=place: _upgrade_within(old, place, room)) == 0  # type: ignore[misc]
            yield f"{old.name} with {room} bytes of room", problems_after(old, place)
        room += step


def from_the_future(old: Old) -> list[str]:
    """Books a newer program has been at: refused, and not touched by a byte. What was wrong."""
    with _copy(old) as place:
        file = place / old.books
        with closing(sqlite3.connect(file)) as conn, conn:
            conn.execute("PRAGMA journal_mode = WAL")
            conn.execute("UPDATE alembic_version SET version_num = '9999'")
            conn.execute("CREATE TABLE of_tomorrow (what TEXT)")
        before = {each.name: each.read_bytes() for each in place.iterdir()}
        problems = []
        try:
            _upgrade(old, place)
            problems.append("opened")
        except BooksFromTheFuture:
            pass
        if {each.name: each.read_bytes() for each in place.iterdir()} != before:
            problems.append("touched")
    return problems


def problems_after(old: Old, place: Path) -> list[str]:
    """The file is wholly of its era or wholly of today; copies aside are whole; brought up to date, nothing is lost."""
    before = content_of(old.folder / old.books)
    problems = _torn(before, place / old.books, old.folder.name)
    for aside in place.rglob("*before-upgrade*"):
        if aside.is_file() and not aside.name.endswith((".new", ".part", "-wal", "-shm", "-journal")):
            problems += [f"{aside.name}: {each}" for each in _torn(before, aside, old.folder.name)]
    ledger = open_books(place / old.books, DeviceKeys.load(place / old.keys), _STAMP)
    with ledger.reading() as conn:
        problems += check_books(conn, ledger.seat.kind, every=True).problems
        received = takings.books(conn).received.fen
    chain = ledger.chain
    ledger.close()
    if received != _received(old):
        problems.append(f"{received} fen received after, {_received(old)} before")
    if chain not in {row[0] for row in before["chain"]}:
        problems.append(f"a new chain began: {chain}")
    return problems + _torn(before, place / old.books, HEAD)


def content_of(file: Path) -> Rows:
    """Every row of every table, sorted; of a journal in the file's WAL too."""
    with closing(
        sqlite3.connect(f"file:{file}?mode=ro{'&immutable=1' if ERAS in file.parents else ''}", uri=True)
    ) as conn:
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(conn.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}


def _torn(before: Rows, file: Path, newest: str) -> list[str]:
    """What is wrong with a file that must hold all the rows it began with, under its own version or under `newest`."""
    with closing(sqlite3.connect(file)) as conn:
        if conn.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return ["the file is damaged"]
    now = content_of(file)
    ((version,),), ((began,),) = now["alembic_version"], before["alembic_version"]
    if version == began and newest != HEAD:
        return [] if now == before else ["rows changed under the old version"]
    if version != HEAD:
        return [f"the file is of version {version}"]
    return [
        f"{table}: rows changed by the upgrade"
        for table, rows in before.items()
        if table != "alembic_version" and rows and [row[: len(rows[0])] for row in now[table]] != rows
    ]


def _received(books: Old) -> int:
    """What valid receipts of the old file add up to, asked of the file itself."""
    sums = "SELECT coalesce(sum(received), 0) FROM receipt WHERE number NOT IN (SELECT number FROM void)"
    with closing(sqlite3.connect(f"file:{books.folder / books.books}?mode=ro&immutable=1", uri=True)) as conn:
        return int(conn.execute(sums).fetchone()[0])


def _upgrade_until(old: Old, place: Path, at: int) -> None:
    left = at

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, count)
    _upgrade(old, place)


def _upgrade_within(old: Old, place: Path, room: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    _upgrade(old, place)


def _upgrade(old: Old, place: Path) -> None:
    open_books(place / old.books, DeviceKeys.load(place / old.keys), _STAMP).close()


def _child(work: Callable[[], None]) -> int:
    """How a process of its own ended that did this: 0 if it came through, 1 if the disk refused."""
    child = os.fork()
    if child == 0:
        code = 2
        try:
            work()
            code = 0
        except (DBAPIError, OSError):
            code = 1
        except BaseException:  # noqa: BLE001 - the child of a fork ends here whatever happens
            traceback.print_exc()
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    code = os.waitstatus_to_exitcode(status)
    if code == 2:
        raise RuntimeError("the upgrade ended otherwise than by a fault of the disk")
    return code


class _copy(tempfile.TemporaryDirectory[str]):  # noqa: N801 - reads as what it does
    def __init__(self, old: Old) -> None:
        super().__init__(dir=folder_in_memory())
        self._old = old

    def __enter__(self) -> Path:  # type: ignore[override]
        place = Path(super().__enter__()) / "seat"
        shutil.copytree(self._old.folder, place)
        (place / self._old.keys).chmod(0o600)
        return place
