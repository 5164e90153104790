"""Route packages kept beside the books: a line says that one was loaded, and putting the line back needs its content.

They are sealed for this laptop, so they lie there as they came.
"""

import hashlib
from pathlib import Path

from collector_desktop.security.whole_file import hash_of_file, write_whole

FOLDER = "routes"
MOST_KEPT = 12
_EXTENSION = ".zsroute"


def routes_folder(database: Path) -> Path:
    """Where the routes of these books are kept."""
    return database.parent / FOLDER


def keep_route(folder: Path, content: bytes) -> None:
    """Keep a package, and no more than the newest few. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()}{_EXTENSION}"
    if not path.exists():
        write_whole(path, content)
    by_age = sorted(folder.glob(f"*{_EXTENSION}"), key=lambda each: each.stat().st_mtime_ns)
    for old in by_age[:-MOST_KEPT]:
        if old != path:
            old.unlink()


def kept_route(folder: Path, sha256: str) -> Path | None:
    """The package with that hash, whole; None if it is not there."""
    path = folder / f"{sha256}{_EXTENSION}"
    if not path.exists() or hash_of_file(path) != sha256:
        return None
    return path
