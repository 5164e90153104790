"""Real books of both seats for windows: demo villages imported, issued and taken; copied afresh for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from door_laptop import PIN, Laptop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_seats import DAY, HOUSEHOLDS, START, Clock, Seats

from collector_desktop.app.demo.exports import write_villages
from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.printing.paper import Paper
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import enrolling, issuing, taking_route
from collector_desktop.services.founding import found_station, open_station
from collector_desktop.services.importing import import_exports
from collector_desktop.store.opening import open_books
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.fonts import load_fonts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session

NAMES = ("<b>王</b>&英", "前柳小学")


@pytest.fixture(scope="session")
def prepared_seats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with station.db and laptop.db: villages imported, a laptop enrolled, its route taken."""
    folder = tmp_path_factory.mktemp("seats")
    stamp = Stamp(by=Badge("clerk"), business_day=DAY, at=START)
    write_villages(folder / "exports", seed=7, households=HOUSEHOLDS, names=NAMES)
    station = found_station(str(folder / "station.db"), folder / "station.keys", "41070305", "柳泉供电所", stamp)
    import_exports(station, sorted((folder / "exports").iterdir()), stamp, accept_problems=True)
    request = enrolling.request_enrolment(folder / "laptop.keys", folder, "甲的电脑", stamp)
    keys = DeviceKeys.load(folder / "station.keys")
    enrolled = enrolling.enrol(station, keys, request.path, "农电工甲", "0717", folder, stamp)
    answer = enrolling.read_station_answer(enrolled.path, folder / "laptop.keys")
    laptop = enrolling.accept_answer(answer, folder / "laptop.keys", folder / "laptop.db", stamp, demo=True)
    issued = issuing.issue(station, enrolled.device, [], folder, stamp)
    taking_route.take_route(laptop, DeviceKeys.load(folder / "laptop.keys"), issued.path, stamp)
    station.close()
    laptop.close()
    return folder


@pytest.fixture(scope="session")
def typeface(qapp: QApplication) -> None:
    """The bundled typeface, loaded once as the program does."""
    load_fonts(qapp)


@pytest.fixture
def look(qapp: QApplication, typeface: None) -> Look:
    """The day look with the bundled typeface."""
    return Look(qapp)


@pytest.fixture
def seats(prepared_seats: Path, tmp_path: Path, look: Look) -> Iterator[Seats]:
    """A laptop and its station, as they stand on the evening of 2026-11-23, with a printer that is a PDF file."""
    folder = tmp_path / "seats"
    shutil.copytree(prepared_seats, folder)
    clock = Clock()
    stamp = Stamp(by=Badge("0717"), business_day=DAY, at=clock())
    keys = DeviceKeys.load(folder / "laptop.keys")
    station, station_keys = open_station(str(folder / "station.db"), folder / "station.keys", stamp)
    session = Session(
        ledger=open_books(folder / "laptop.db", keys, stamp),
        keys=keys,
        business_day=DAY,
        clock=clock,
        look=look,
        printer=Printer(paper=Paper.ROLL80, output_file=str(folder / "printed.pdf")),
        drafts=Drafts(folder / "drafts.json"),
        exchange_folder=folder,
    )
    yield Seats(folder=folder, session=session, station=station, station_keys=station_keys, clock=clock)
    session.lane.close()
    session.ledger.close()
    station.close()


@pytest.fixture
def without_route(seats: Seats) -> Iterator[Session]:
    """A laptop just enrolled: books, but no route."""
    keys_file, stick = seats.folder / "new.keys", seats.folder / "stick"
    stick.mkdir()
    request = enrolling.request_enrolment(keys_file, stick, "乙的电脑", seats.stamp())
    enrolled = enrolling.enrol(
        seats.station, seats.station_keys, request.path, "农电工乙", "0718", stick, seats.stamp()
    )
    answer = enrolling.read_station_answer(enrolled.path, keys_file)
    ledger = enrolling.accept_answer(answer, keys_file, seats.folder / "new.db", seats.stamp())
    yield replace(seats.session, ledger=ledger, keys=DeviceKeys.load(keys_file))
    ledger.close()


@pytest.fixture
def laptop(seats: Seats, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Laptop]:
    """Books from before there were PINs, with three payments in them."""
    places = Places.below(tmp_path / "program")
    places.books.mkdir(parents=True)
    for _ in range(3):
        seats.pay(seats.owing(0).account)
    seats.session.ledger.close()
    for name in ("laptop.db", "laptop.db.mark", "laptop.keys"):
        to = {"laptop.db": "books.db", "laptop.db.mark": "books.db.mark", "laptop.keys": "device.keys"}[name]
        shutil.copy(seats.folder / name, places.books / to)
    laptop = Laptop(places, look, seats.clock, qtbot, Program(places, look, clock=seats.clock, cost=CHEAP))
    laptop.program.start(demo=False)
    yield laptop
    laptop.stop()


@pytest.fixture
def protected(laptop: Laptop) -> Laptop:
    """The same, with a PIN, started anew."""
    laptop.set_first_pin(PIN)
    laptop.stop()
    laptop.start()
    return laptop
