"""The two seats of a journey: demo villages made once, copied for every scenario."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from collector_desktop.app.sessions import application, open_session
from collector_desktop.app.demo.seats import CHINA, CLERK, DemoPaths, make_demo
from collector_desktop.app.tour.hand import Clock, Hand
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import open_station
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session

DAY = date(2026, 11, 23)
HOUSEHOLDS = 240


@dataclass
class Journey:
    """Everything a scenario works with."""

    paths: DemoPaths
    session: Session
    desk: Desk
    hand: Hand
    clock: Clock
    station: Ledger
    station_keys: DeviceKeys
    account: AccountNumber = AccountNumber("")
    numbers: list[ReceiptNumber] = field(default_factory=list)
    packages: dict[str, Path] = field(default_factory=dict)
    missed: int = 0

    def clerk(self) -> Stamp:
        """The station acts now."""
        self.clock.advance(60)
        return Stamp(by=CLERK, business_day=DAY, at=self.clock())


@pytest.fixture(scope="session")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both seats on the morning of the day, closed."""
    folder = tmp_path_factory.mktemp("villages")
    make_demo(folder, DAY, households=HOUSEHOLDS).close()
    return folder


@pytest.fixture
def journey(villages: Path, tmp_path: Path, qapp: object) -> Iterator[Journey]:
    """A fresh copy of both seats with the laptop's window open."""
    paths = DemoPaths(tmp_path / "seats")
    shutil.copytree(villages, paths.folder)
    clock = Clock(datetime(2026, 11, 23, 18, 42, tzinfo=CHINA))
    _app, look = application()
    session = open_session(
        paths.laptop,
        paths.laptop_keys,
        look,
        day=DAY,
        clock=clock,
        printer=Printer(output_file=str(tmp_path / "printed.pdf")),
        exchange_folder=paths.stick,
    )
    station, keys = open_station(
        str(paths.station), paths.station_keys, Stamp(by=CLERK, business_day=DAY, at=clock() - timedelta(hours=1))
    )
    desk = Desk(session)
    hand = Hand(desk, clock)
    yield Journey(paths, session, desk, hand, clock, station, keys)
    desk.close()
    station.close()
