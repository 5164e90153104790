"""The seats of the journeys: demo villages made once, copied for every scenario."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from journey_seats import AGREEING, DAY, HOUSEHOLDS, Journey, at
from practice import Practice, ledgers
from PySide6.QtCore import Qt
from pytest_bdd import given, then, when
from pytestqt.qtbot import QtBot

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.demo.seats import CHINA, make_demo
from collector_desktop.app.sessions import application, open_session
from collector_desktop.app.tour.hand import Clock, Hand, wait_until
from collector_desktop.app.tour.summary import seat_summary
from collector_desktop.services.founding import open_station
from collector_desktop.services.issuing import issue
from collector_desktop.services.taking_in import take_in
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
    wait_until(lambda: not desk.today.is_planning)
    journey = Journey(paths, session, desk, hand, clock, station, keys)
    yield journey
    journey.station.close()


@pytest.fixture
def practice() -> Practice:
    return Practice()


@given("the demo villages on 23 November 2026 at 18:42", target_fixture="journey")
def _villages(journey: Journey) -> Journey:
    return journey


@when("the evening at the station approves everything")
def _evening(journey: Journey) -> None:
    """By keyboard in the station's own window: packages in, every request granted, a route out; then at the laptop."""
    journey.hand_over()
    desk, hand = journey.open_station_window()
    hand.press(Qt.Key.Key_Return)
    wait_until(desk.exchange.notice.isVisible)
    hand.press(Qt.Key.Key_F2)
    page = desk.decisions
    while page.model.rowCount():
        waiting = page.model.rowCount()
        hand.press(Qt.Key.Key_Return)
        if page.form.amount.hasFocus():
            hand.press(Qt.Key.Key_Return)
        hand.type("查过,属实")
        hand.press(Qt.Key.Key_Return)
        page.form.name.selectAll()
        hand.type("郑所长")
        hand.press(Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
        assert page.model.rowCount() == waiting - 1, page.notice.text
    hand.press(Qt.Key.Key_F1)
    hand.press(Qt.Key.Key_Return)
    wait_until(desk.exchange.notice.isVisible)
    assert "已写好" in desk.exchange.notice.text
    journey.close_station_window(desk)
    journey.take_route(max(journey.paths.stick.glob("*.zsroute")))


@when("I hand over the day")
def _hand_over(journey: Journey) -> None:
    take_in(journey.station, journey.station_keys, journey.hand_over(), journey.clerk())


@when("the station issues a route and the laptop takes it")
def _route(journey: Journey) -> None:
    journey.take_route(
        issue(journey.station, journey.session.seat.device, (), journey.paths.stick, journey.clerk()).path
    )


@then("both seats agree")
def _agree(journey: Journey) -> None:
    mine, theirs = (seat_summary(ledger) for ledger in ledgers(journey))
    assert {key: mine[key] for key in AGREEING} == {key: theirs[key] for key in AGREEING}
    assert mine["verifies"], mine["problems"]
    assert theirs["verifies"], theirs["problems"]
