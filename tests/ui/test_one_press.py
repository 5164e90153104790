"""Row 35: a key held down, Enter twice, a double click: one act each, on every page that acts."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, type_text
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.queries import closes, receipts, requests, visits
from collector_desktop.ui.collector.close.presenter import Step
from collector_desktop.ui.desk import COLLECT, TODAY, Desk
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.station.desk import DECISIONS, StationDesk

Window = TypeVar("Window", bound=Frame)
HELD = 25
"""How often a key that is held comes again within about a second."""


@pytest.fixture
def desk(seats: Seats, qtbot: QtBot) -> Desk:
    return opened(Desk(seats.session), qtbot)


def opened(window: Window, qtbot: QtBot) -> Window:
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def hold(window: QWidget, key: Qt.Key, text: str) -> None:
    """A key pressed and held, as the system tells the window of it."""
    for again in range(HELD):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, again > 0)
        QApplication.sendEvent(window.windowHandle(), event)


def double_click(button: QWidget) -> None:
    """Press, release, double click, release, as Qt tells them."""
    middle = QPoint(button.width() // 2, button.height() // 2)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(middle), QPointF(button.mapToGlobal(middle))
    QApplication.sendEvent(button, QMouseEvent(QEvent.Type.MouseButtonDblClick, *place, left, left, none))
    QTest.mouseRelease(button, left, none, middle)


def receipts_given(seats: Seats) -> int:
    with seats.session.ledger.reading() as conn:
        return len(receipts.of_day(conn, DAY, seats.session.seat.device))


def test_enter_held_at_a_door_opens_its_card_and_takes_no_money(seats: Seats, desk: Desk) -> None:
    hold(desk, Qt.Key.Key_Return, "\r")
    assert desk.place == COLLECT
    assert receipts_given(seats) == 0


def test_enter_held_on_a_card_takes_one_payment(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    hold(desk, Qt.Key.Key_Return, "\r")
    assert receipts_given(seats) == 1
    assert desk.place == TODAY


def test_not_at_home_held_down_is_one_knock_at_one_door(seats: Seats, desk: Desk) -> None:
    hold(desk, Qt.Key.Key_4, "4")
    with seats.session.ledger.reading() as conn:
        doors = [seats.owing(at).account for at in range(4)]
        knocks = sum(len(visits.at_account(conn, DAY, account).today) for account in doors)
    assert knocks <= 1


def test_a_held_digit_still_writes_into_a_field(desk: Desk) -> None:
    desk.top.search.begin()
    hold(desk, Qt.Key.Key_4, "4")
    assert desk.top.search.text() == "4" * HELD


def test_no_shortcut_of_either_window_acts_again_while_it_is_held(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    for place in desk.places:
        desk.go(place)
    assert [each.key().toString() for each in desk.findChildren(QShortcut) if each.autoRepeat()] == []
    station = opened(StationDesk(seats.station_session(seats.session.look)), qtbot)
    for place in station.places:
        station.go(place)
    assert [each.key().toString() for each in station.findChildren(QShortcut) if each.autoRepeat()] == []


def test_a_double_click_on_close_closes_the_day_and_banks_nothing(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    seats.pay(seats.owing(0).account, Money(5000))
    qtbot.keyClick(desk, Qt.Key.Key_F7)
    page = desk.close_day
    press(qtbot, Qt.Key.Key_Return)
    left = 5000
    for denomination in page.count.fields:
        type_text(qtbot, str(left // denomination))
        left %= denomination
        press(qtbot, Qt.Key.Key_Return)
    double_click(page.summary.button)
    assert page.step is Step.REMIT
    with seats.session.ledger.reading() as conn:
        assert closes.not_banked(conn, seats.session.seat.device) == Money(5000)
    hold(desk, Qt.Key.Key_Return, "\r")
    with seats.session.ledger.reading() as conn:
        assert closes.not_banked(conn, seats.session.seat.device) == Money(5000)


def test_enter_held_on_the_reason_voids_one_receipt(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    for at in range(3):
        seats.pay(seats.owing(at).account, Money(100))
    qtbot.keyClick(desk, Qt.Key.Key_F7)
    press(qtbot, Qt.Key.Key_Delete)
    type_text(qtbot, "收错户")
    hold(desk, Qt.Key.Key_Return, "\r")
    with seats.session.ledger.reading() as conn:
        given = receipts.of_day(conn, DAY, seats.session.seat.device)
    assert sum(each.void is not None for each in given) == 1


def test_a_double_click_on_hand_over_writes_one_file(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    seats.pay(seats.owing(0).account, Money(5000))
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    with qtbot.waitSignal(desk.sync.changed):
        double_click(desk.sync.hand_over)
    assert len(list(seats.folder.glob("*.zsday"))) == 1


def test_a_double_click_on_take_route_takes_it_once(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    seats.issue()
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    with qtbot.waitSignal(desk.sync.changed):
        double_click(desk.sync.take_route)
    assert "已取第 2 号" in desk.sync.notice.text


def test_a_double_click_on_approve_decides_one_request_and_not_the_next(seats: Seats, qtbot: QtBot) -> None:
    session = seats.session
    for at in range(3):
        matter = GradeObjection(grade="B", line="按时缴费")
        ask = Ask(id=new_act_id(), account=seats.owing(at).account, matter=matter, reason="那天停电")
        request(session.ledger, ask, session.stamp())
    seats.take_in(hand_over(session.ledger, seats.folder, session.stamp()).path)
    desk = opened(StationDesk(seats.station_session(session.look)), qtbot)
    desk.go(DECISIONS)
    page = desk.decisions
    page.form.name.setText("柳所长")
    double_click(page.form.approve)
    hold(desk, Qt.Key.Key_Return, "\r")
    with seats.station.reading() as conn:
        assert sum(not line.is_open for line in requests.requests(conn)) == 1
    assert focused().isVisible()
