"""Putting restored books in place of those that are there: old or new, whatever happens in between.

The new files are made ready in a folder beside the database. Renaming that folder is the moment that decides: before
it the old books stand, and what was made ready is thrown away; after it each opening first moves the files into place,
as often as it takes. The old database stays beside, with everything that was written
ahead of it, and so do keys and a vault that are replaced.
"""

import shutil
from datetime import date
from pathlib import Path

from collector_desktop.security.whole_file import sync_file, sync_folder

_DECIDED, _PREPARING = ".restoring", ".restoring.part"
_ASIDE = "aside"
_WRITTEN_AHEAD = ("-wal", "-shm")
_MARKS = (".mark", ".tail")
"""What only says how far this laptop got: the new ones hold all that the old ones did."""


def preparing_folder(database: Path) -> Path:
    """An empty folder on the same disk in which the new files are made ready. Raises OSError."""
    folder = database.with_name(database.name + _PREPARING)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def decide(database: Path, day: date) -> Path:
    """From here on the files made ready are the books; they are moved into place. Says where the old ones stay.

    Each file's name is the one it shall have beside the database. Raises OSError: before the decision the old books
    stand, after it the next opening goes on.
    """
    preparing = database.with_name(database.name + _PREPARING)
    mark = _free_mark(database, day)
    (preparing / _ASIDE).write_text(mark, "utf-8")
    for file in preparing.iterdir():
        sync_file(file)
    sync_folder(preparing)
    preparing.rename(database.with_name(database.name + _DECIDED))
    sync_folder(database.parent)
    finish_swap(database)
    return database.with_name(database.name + mark)


def finish_swap(database: Path) -> None:
    """Move what was decided into place; nothing where nothing was. Raises OSError."""
    decided = database.with_name(database.name + _DECIDED)
    if not decided.exists():
        return
    told = decided / _ASIDE
    # Without what was told, all had been moved and only the empty folder was left.
    mark = told.read_text("utf-8") if told.exists() else ""
    # The books come last: whoever sees them has the keys that open them.
    for file in sorted(decided.iterdir(), key=lambda each: each.name == database.name):
        if file == told:
            continue
        place = database.with_name(file.name)
        # What was written ahead goes first: without its database it can't be taken for the new one's.
        for old in (*(place.with_name(place.name + each) for each in _WRITTEN_AHEAD), place):
            if old.exists() and not file.name.endswith(_MARKS):
                old.replace(old.with_name(place.name + mark + old.name.removeprefix(place.name)))
        file.replace(place)
    sync_folder(database.parent)
    shutil.rmtree(decided)


def _free_mark(database: Path, day: date) -> str:
    first = f".damaged-{day.isoformat()}"
    following = (f"{first}-{at}" for at in range(2, 10_000))
    taken = "".join(each.name + "\n" for each in database.parent.iterdir())
    return next(each for each in (first, *following) if f"{each}\n" not in taken)
