"""The seats of the journeys: demo villages made once, copied for every scenario."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from journey_seats import DAY, HOUSEHOLDS, Journey, at
from pytestqt.qtbot import QtBot

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.demo.seats import CHINA, make_demo
from collector_desktop.app.sessions import application, open_session
from collector_desktop.app.tour.hand import Clock, Hand
from collector_desktop.services.founding import open_station
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.printer import Printer


@pytest.fixture(scope="session")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both seats on the morning of the day, closed."""
    folder = tmp_path_factory.mktemp("villages")
    make_demo(folder, DAY, households=HOUSEHOLDS).close()
    return folder


@pytest.fixture
def journey(villages: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Journey]:
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
    station, keys = open_station(str(paths.station), paths.station_keys, at(clock))
    desk = Desk(session)
    qtbot.addWidget(desk)
    hand = Hand(desk, clock)
    journey = Journey(paths, session, desk, hand, clock, station, keys)
    yield journey
    journey.station.close()
