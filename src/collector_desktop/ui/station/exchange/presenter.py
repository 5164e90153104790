"""The station's side of the exchange: which packages lie in the folder, and how each laptop stands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector_desktop.domain.acts.station import ExportImported
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.exchange.file_names import EXTENSIONS, PackageName
from collector_desktop.exchange.package import PackageKind
from collector_desktop.services.after_restoring import still_to_come
from collector_desktop.store import locks
from collector_desktop.store.packages import highest_number
from collector_desktop.store.queries import attention, devices, imports, sync
from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.store.queries.devices import Device
from collector_desktop.store.queries.sync import Direction, PackageEntry
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.SYNC, Topic.SNAPSHOT, Topic.ATTENTION})
_FOLDER = "station/folder"
_SETTLED = "station/restored-settled"


@dataclass(frozen=True, slots=True)
class Laptop:
    """One laptop: who carries it, what is out with it, and how far the exchange is."""

    code: DeviceCode
    collector_name: str
    accounts: int
    bills: int
    open_total: Money
    routes: int
    days: int
    last_day: date | None
    revoked_on: date | None


class StationExchange:
    """Folder, laptops and history."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.laptops: tuple[Laptop, ...] = ()
        self.packages: tuple[PackageEntry, ...] = ()
        self.attention: tuple[AttentionLine, ...] = ()
        self.villages: tuple[str, ...] = ()
        self.still_to_come: tuple[Device, ...] = ()
        """Laptops whose hand-over is waited for since the books came back from a backup."""
        self.last_import: ExportImported | None = None

    def load(self) -> None:
        """Read where every laptop stands."""
        with self._session.ledger.reading() as conn:
            self.packages = sync.packages(conn)
            self.attention = attention.lines(conn)
            self.villages = locks.villages(conn)
            self.last_import = imports.last_import(conn)
            came = {(entry.device, entry.number): entry for entry in self.packages if entry.direction is Direction.IN}
            laptops = []
            for device in devices.devices(conn):
                out = locks.out_with(conn, device.code)
                newest = highest_number(conn, Direction.IN, PackageKind.DAY, device.code)
                last = came.get((device.code, newest))
                laptops.append(
                    Laptop(
                        code=device.code,
                        collector_name=device.collector_name,
                        accounts=out.accounts,
                        bills=out.bills,
                        open_total=out.open_total,
                        routes=highest_number(conn, Direction.OUT, PackageKind.ROUTE, device.code),
                        days=newest,
                        last_day=last.day if last else None,
                        revoked_on=device.revoked_on,
                    )
                )
        self.laptops = tuple(laptops)
        is_settled = self._session.drafts.get(_SETTLED) == self._session.ledger.chain
        self.still_to_come = () if is_settled else still_to_come(self._session.ledger)

    def settle(self) -> None:
        """The manager says that everything is there again, until another backup comes back."""
        self._session.drafts.put(_SETTLED, self._session.ledger.chain)

    @property
    def folder(self) -> Path:
        """Where packages are looked for and written."""
        kept = self._session.drafts.get(_FOLDER)
        return Path(kept) if kept else self._session.exchange_folder

    def choose_folder(self, folder: Path) -> None:
        """Use another folder from now on."""
        self._session.drafts.put(_FOLDER, str(folder))

    def waiting(self) -> tuple[Path, ...]:
        """Day packages in the folder that were not taken in yet, going by their names, in the order written."""
        try:
            files = list(self.folder.glob(f"*{EXTENSIONS[PackageKind.DAY]}"))
        except OSError:
            return ()
        taken = {laptop.code: laptop.days for laptop in self.laptops}
        station = self._session.seat.station_code
        found = []
        for file in files:
            name = PackageName.parse(file.name)
            if name and name.station == station and name.number > taken.get(name.device, 0):
                found.append((name.device, name.number, file))
        return tuple(file for _, _, file in sorted(found))
