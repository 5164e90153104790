"""Places before there is anything to show: each seat is told how its own books are filled."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from ui_hand import keep
from ui_seats import Seats

from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import found_station
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.place import as_widget
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.worker import Lane

PLACES = ("accounts", "village", "service", "insights")
PRESS = Qt.MouseButton.LeftButton


@pytest.fixture
def bare_station(seats: Seats) -> Iterator[Session]:
    """A station just founded: no export was imported yet."""
    keys = seats.folder / "bare.keys"
    ledger = found_station(str(seats.folder / "bare.db"), keys, "41070306", "东河供电所", seats.stamp())
    session = replace(seats.session, ledger=ledger, keys=DeviceKeys.load(keys), lane=Lane())
    yield session
    session.lane.close()
    ledger.close()


def empties(desk: Frame, place: str, qtbot: QtBot) -> list[EmptyState]:
    """The empty states in sight at a place."""
    desk.go(place)
    page = as_widget(desk.page(place))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(EmptyState)))
    return [each for each in page.findChildren(EmptyState) if each.isVisible()]


def said(empty: EmptyState) -> str:
    return "\n".join(label.text() for label in empty.findChildren(Label))


@pytest.mark.parametrize("place", PLACES)
def test_a_laptop_without_a_route_is_led_to_where_it_takes_one(
    without_route: Session, qtbot: QtBot, place: str
) -> None:
    desk = Desk(without_route)
    keep(desk, qtbot)
    desk.show()
    (empty,) = [each for each in empties(desk, place, qtbot) if "取线路包" in said(each)]
    (button,) = empty.findChildren(QAbstractButton)
    qtbot.mouseClick(button, PRESS)
    assert desk.place == "sync"


@pytest.mark.parametrize("place", PLACES)
def test_a_station_without_accounts_is_told_to_import_them_and_of_no_route(
    bare_station: Session, qtbot: QtBot, place: str
) -> None:
    desk = StationDesk(bare_station)
    keep(desk, qtbot)
    desk.show()
    found = empties(desk, place, qtbot)
    assert any("命令 import" in said(each) for each in found)
    assert not any("线路" in said(each) or each.findChildren(QAbstractButton) for each in found)


def test_every_list_of_money_held_says_so_too(bare_station: Session, qtbot: QtBot) -> None:
    desk = StationDesk(bare_station)
    keep(desk, qtbot)
    desk.show()
    desk.go("service")
    qtbot.keyClick(as_widget(desk.page("service")), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert any("命令 import" in said(each) for each in empties(desk, "service", qtbot))
