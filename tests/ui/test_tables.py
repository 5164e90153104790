"""Every table of both seats, as it stands in its window."""

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from ui_hand import show
from ui_seats import Seats

from collector_desktop.domain.masking import mask_name
from collector_desktop.store.queries import accounts, policies
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.key_sheet import KeySheet
from collector_desktop.ui.look import Look
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.label import Label


@pytest.fixture(params=["collector", "station"])
def session(request: pytest.FixtureRequest, seats: Seats, look: Look) -> Session:
    for at in range(3):
        seats.pay(seats.owing(at).account)
    return seats.session if request.param == "collector" else seats.station_session(look)


@pytest.fixture
def window(session: Session, seats: Seats, qtbot: QtBot) -> Frame:
    window = Desk(session) if session is seats.session else StationDesk(session)
    show(window, qtbot)
    for place in window.places:
        window.go(place)
    qtbot.waitUntil(lambda: not session.lane.busy)
    return window


def test_no_two_tables_of_a_seat_are_remembered_as_one(window: Frame) -> None:
    names = [table.columns.name for table in window.findChildren(DataTable)]
    assert len(names) == len(set(names)) > 8
    assert {name.partition("/")[0] for name in names} == {window.session.seat.kind}


def test_every_model_keeps_the_rules_of_models_in_every_order(window: Frame) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = [model for model in window.findChildren(QAbstractItemModel) if model.parent() is not None]
    testers = [QAbstractItemModelTester(model, fatal) for model in models]
    sorted_ones = 0
    for table in window.findChildren(DataTable):
        given = table.model().rows
        for at in range(table.model().columnCount()):
            for _ in range(2):
                table.columns.sort(at)
                order = table.model().columns[at].order
                values = [order(row) for row in table.model().rows]
                assert values == sorted(values, reverse=table.columns.sorted_by[1])
                sorted_ones += len(values) > 1
        table.columns.sort(-1)
        assert table.model().rows == given
    assert testers
    assert sorted_ones


def test_no_table_lets_out_a_households_name_number_or_phone(window: Frame) -> None:
    session = window.session
    with session.ledger.reading() as conn:
        lines = accounts.lines(conn, session.business_day, policies.policy(conn))
    copied = ""
    for table in window.findChildren(DataTable):
        for at in range(table.model().columnCount()):
            table.columns.show(at, True)
        table.selectAll()
        table.copy()
        copied += QGuiApplication.clipboard().text() + "\n"
    for line in lines:
        assert line.number not in copied
        assert not any(phone in copied for phone in line.phones)
        assert mask_name(line.name) == line.name or line.name not in copied
    assert copied.count("*") > len(lines)


def test_the_keys_of_tables_stand_on_the_sheet(window: Frame) -> None:
    told = [label.text() for label in window.findChildren(KeySheet)[0].findChildren(Label)]
    assert {"Alt+↓", "Ctrl+C E O", "字母  ↑ ↓"} <= set(told)
