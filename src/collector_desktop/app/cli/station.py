"""What every command of the station works with: which books, whose keys, which day, who acts, and the terminal."""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from collector_desktop.app.cli.terminal import Terminal
from collector_desktop.app.paths import Places
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.domain.seat import SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import open_station
from collector_desktop.store.inspecting import looking_at
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import BooksTaken

CLERK = "所里"
_DATABASE = "station.db"
_FILE_URL = "sqlite:///"


@dataclass(frozen=True)
class Station:
    """One command's surroundings. `url` is a database URL or the path of a file."""

    url: str
    keys_file: Path
    stamp: Stamp
    terminal: Terminal

    @classmethod
    def chosen(cls, options: dict[str, Any], terminal: Terminal) -> Self:
        """As the common options say, with their defaults: the user's own folder, keys beside the books, today."""
        now = datetime.now().astimezone()
        day = options["day"].date() if options["day"] else now.date()
        url = options["db"] or str(Places.of_user().books / _DATABASE)
        return cls(
            url=url,
            keys_file=options["keys"] or keys_beside(url),
            stamp=Stamp(by=Badge(options["by"] or CLERK), business_day=day, at=now),
            terminal=terminal,
        )

    @property
    def file(self) -> Path | None:
        """The books' file; None for a server's."""
        return file_of(self.url)

    @contextmanager
    def books(self) -> Iterator[tuple[Ledger, DeviceKeys]]:
        """The station's books and keys, closed afterwards.

        Raises BooksTaken if they are a laptop's, FileNotFoundError, and what `open_station` raises.
        """
        self.must_exist()
        with looking_at(self.url) as (_conn, seat):
            if seat.kind is not SeatKind.STATION:
                raise BooksTaken(station=seat.station_code, device=seat.device)
        ledger, keys = open_station(self.url, self.keys_file, self.stamp)
        try:
            yield ledger, keys
        finally:
            ledger.close()

    def must_exist(self) -> None:
        """Raise FileNotFoundError rather than let SQLite make an empty file."""
        if self.file is not None and not self.file.exists():
            raise FileNotFoundError(errno.ENOENT, "", str(self.file))


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for a server."""
    if url.startswith(_FILE_URL):
        return Path(url.removeprefix(_FILE_URL))
    return None if "://" in url else Path(url)


def keys_beside(url: str) -> Path:
    """Where the keys of these books lie: beside a file; for a server in the user's own folder, named after the URL."""
    file = file_of(url)
    if file is None:
        return Places.of_user().books / f"station-{hashlib.sha256(url.encode()).hexdigest()[:12]}.keys"
    beside = file.with_name(f"{file.name}.keys")
    named_alike = file.with_suffix(".keys")
    return named_alike if named_alike.exists() and not beside.exists() else beside
