"""What every command of the station works with: which books, whose keys, which day, who acts, and the terminal."""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from collector_desktop.app.cli.pin_source import PinSource
from collector_desktop.app.cli.terminal import Terminal
from collector_desktop.app.paths import Places
from collector_desktop.app.settings import load_settings
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals_staff import BadgeMissing
from collector_desktop.domain.seat import SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import open_station
from collector_desktop.services.signing_on import sign_on
from collector_desktop.store.books_files import BooksFiles, BooksOnServer
from collector_desktop.store.ground import check_ground
from collector_desktop.store.inspecting import looking_at
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import BooksTaken
from collector_desktop.store.queries import staff
from collector_desktop.store.soundness import naming_faults
from collector_desktop.store.swapping import finish_swap

CLERK = "所里"
_DATABASE = "station.db"
_FILE_URL = "sqlite:///"


@dataclass
class Station:
    """One command's surroundings. `url` is a database URL or the path of a file.

    Whoever acts is who signs on when the books are opened: until then the stamp has the badge as it was typed.
    """

    url: str
    keys_file: Path
    stamp: Stamp
    terminal: Terminal
    secret: PinSource = field(default_factory=PinSource)

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
            secret=PinSource(file=options["pin_file"], fd=options["pin_fd"], badge_typed=bool(options["by"])),
        )

    @property
    def file(self) -> Path | None:
        """The books' file; None for a server's."""
        return file_of(self.url)

    @property
    def files(self) -> BooksFiles:
        """What belongs together in a backup. Raises BooksOnServer: a server sees to its own backups."""
        if self.file is None:
            raise BooksOnServer
        return BooksFiles.of_station(self.file, self.keys_file)

    @property
    def second_place(self) -> Path | None:
        """Where the window carries second copies of the books."""
        return load_settings(Places.of_user().settings_file).backup_folder

    @contextmanager
    def books(self, *, signs_on: bool = True) -> Iterator[tuple[Ledger, DeviceKeys]]:
        """The station's books and keys, closed afterwards; whoever acts signs on, unless nothing is done by anybody.

        Raises what `opened` and `sign_on` raise.
        """
        ledger, keys = self.opened()
        try:
            if signs_on:
                self._sign_on(ledger)
            yield ledger, keys
        finally:
            ledger.close()

    def opened(self) -> tuple[Ledger, DeviceKeys]:
        """The station's books and keys; whoever asks closes them.

        Raises BooksTaken if they are a laptop's, BooksDamaged, FileNotFoundError, and what `check_place` and
        `open_station` raise.
        """
        self.check_place()
        if self.file is not None:
            finish_swap(self.file)
        self.must_exist()
        with naming_faults(self.file or Path(self.url)), looking_at(self.url) as (_conn, seat):
            if seat.kind is not SeatKind.STATION:
                raise BooksTaken(station=seat.station_code, device=seat.device)
        return open_station(self.url, self.keys_file, self.stamp)

    def _sign_on(self, ledger: Ledger) -> None:
        """Let the stamp say who acts. The demo asks nobody; books without people say that they want a manager."""
        with ledger.reading() as conn:
            known = staff.has_staff(conn)
        if not known:
            self.terminal.warn("这本账还没有登记所长,谁都能办;请用 name-manager 登记")
            return
        badge = self.stamp.by if self.secret.badge_typed else Badge("")
        if ledger.seat.demo:
            badge = badge or ledger.seat.badge
        elif not badge:
            raise BadgeMissing
        else:
            sign_on(ledger, badge, self.secret.read(badge))
        self.stamp = self.stamp.model_copy(update={"by": badge})

    def check_place(self) -> None:
        """Nothing, if books may stand where these do; a server sees to itself. Raises what `check_ground` raises."""
        if self.file is not None:
            check_ground(self.file.parent)

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
