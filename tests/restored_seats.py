"""A laptop that goes back to an older copy of its books."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from two_seats import TwoSeats, stamp

from collector_desktop.store.opening import open_books


def back_up(seats: TwoSeats) -> Path:
    """The laptop's books copied as they stand now."""
    backup = seats.folder / "backup.db"
    with closing(sqlite3.connect(seats.laptop_file)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)
    return backup


def restored(seats: TwoSeats, backup: Path, *, file: Path | None = None) -> TwoSeats:
    """The laptop with its old books again; or a second one, if they are put elsewhere."""
    place = file or seats.laptop_file
    if file is None:
        seats.laptop.close()
    for name in (place.name, f"{place.name}-wal", f"{place.name}-shm"):
        place.with_name(name).unlink(missing_ok=True)
    shutil.copy(backup, place)
    return replace(seats, laptop=open_books(place, seats.laptop_keys, stamp(20), restored=True))
