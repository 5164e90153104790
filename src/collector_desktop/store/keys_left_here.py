"""A station's own keys leave its disk only sealed for the second key; those that left it before are taken away."""

from collector_desktop.store.backup import Backup, backups_in
from collector_desktop.store.books_files import KEYS, BooksFiles


def left_here(files: BooksFiles) -> frozenset[str]:
    """What of a backup is not carried off this disk: a station's keys, which a laptop's backup has hidden."""
    return frozenset({KEYS}) if files.are_stations else frozenset()


def take_keys_away(here: Backup, carried: Backup) -> None:
    """Remove a station's open keys from every backup beside `carried`, once the second key opens them there.

    Keys of other books, of which nothing is sealed, stay: they may be the only ones. Raises OSError.
    """
    if not carried.sealed_keys.exists():
        return
    own = here.keys.read_bytes()
    for each in backups_in(carried.path.parent):
        if each.keys.exists() and (each.sealed_keys.exists() or each.keys.read_bytes() == own):
            each.keys.unlink()
