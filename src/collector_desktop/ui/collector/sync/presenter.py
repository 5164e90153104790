"""Sync without a window: where the two seats stand, and the route that may already lie in the folder."""

from dataclasses import dataclass
from pathlib import Path

from collector_desktop.domain.changes import Topic
from collector_desktop.domain.seat import Seat
from collector_desktop.exchange.file_names import EXTENSIONS, PackageName
from collector_desktop.exchange.package import PackageKind
from collector_desktop.store.packages import highest_number
from collector_desktop.store.queries import attention, sync
from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.store.queries.sync import Direction, PackageEntry, SyncStatus
from collector_desktop.ui.session import Session

CONCERNS = frozenset(Topic)
"""Every act is a line the station must be given."""

_FOLDER = "exchange/folder"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the station has and has not, what came and went, and what a person must look at."""

    status: SyncStatus
    packages: tuple[PackageEntry, ...]
    attention: tuple[AttentionLine, ...]
    newest_route: int


class Exchange:
    """The laptop's side of the exchange; the folder chosen is remembered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.standing = self.load()

    def load(self) -> Standing:
        """Read where the two seats stand."""
        device = self._session.seat.device
        with self._session.ledger.reading() as conn:
            self.standing = Standing(
                status=sync.status(conn, device),
                packages=sync.packages(conn),
                attention=attention.lines(conn, device),
                newest_route=highest_number(conn, Direction.IN, PackageKind.ROUTE, device),
            )
        return self.standing

    @property
    def folder(self) -> Path:
        """Where day packages are written and routes looked for."""
        kept = self._session.drafts.get(_FOLDER)
        return Path(kept) if kept else self._session.exchange_folder

    def choose_folder(self, folder: Path) -> None:
        """Use another folder from now on."""
        self._session.drafts.put(_FOLDER, str(folder))

    def waiting_route(self) -> Path | None:
        """The newest route package in the folder that is for this laptop and not taken yet, going by its name."""
        try:
            files = list(self.folder.glob(f"*{EXTENSIONS[PackageKind.ROUTE]}"))
        except OSError:
            return None
        seat, taken = self._session.seat, self.standing.newest_route
        found = [(number, file) for file in files if (number := _number_for(seat, file)) > taken]
        return max(found)[1] if found else None


def _number_for(seat: Seat, file: Path) -> int:
    name = PackageName.parse(file.name)
    if name is None or (name.kind, name.station, name.device) != (PackageKind.ROUTE, seat.station_code, seat.device):
        return 0
    return name.number
