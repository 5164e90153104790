"""Rows 3 and 4: a disk that refuses in an act is told on the page, nothing is recorded, and afterwards it works."""

import os
import sys
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_disk import files_of_at_most
from ui_hand import focused, press, type_text
from ui_seats import DAY, Seats

from collector_desktop.app.edge import tell
from collector_desktop.domain.money import Money
from collector_desktop.store.books_check import check_books
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.queries import closes, receipts, sync
from collector_desktop.ui.collector.close.presenter import Step
from collector_desktop.ui.desk import CLOSE, COLLECT, SYNC, TODAY, Desk
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.unexpected import UnexpectedPage

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits the size of files as POSIX does")

NO_ROOM = 512
"""Bytes: not one page of the books can be written."""


@pytest.fixture
def desk(seats: Seats, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The window, with what the program does about errors nobody caught."""
    desk = Desk(seats.session)
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    monkeypatch.setattr(sys, "excepthook", partial(tell, desk))
    yield desk
    assert not desk.findChildren(UnexpectedPage)


def books_agree(seats: Seats) -> None:
    with seats.session.ledger.reading() as conn:
        assert check_books(conn, seats.session.seat.kind, every=True).agrees


def count_of_receipts(seats: Seats) -> int:
    with seats.session.ledger.reading() as conn:
        return len(receipts.of_day(conn, DAY, seats.session.seat.device))


def test_a_payment_the_disk_refuses_stays_on_its_card_and_goes_through_afterwards(
    seats: Seats, desk: Desk, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    assert desk.place == COLLECT
    with files_of_at_most(NO_ROOM):
        press(qtbot, Qt.Key.Key_Return)
    assert desk.place == COLLECT
    assert "这一笔没有记" in desk.fault.text
    assert "账本没有改动" in desk.fault.text
    assert desk.fault.isVisible()
    assert count_of_receipts(seats) == 0
    books_agree(seats)
    press(qtbot, Qt.Key.Key_Return)
    assert desk.place == TODAY
    assert not desk.fault.isVisible()
    assert count_of_receipts(seats) == 1
    books_agree(seats)


def test_a_close_the_disk_refuses_keeps_what_was_counted_and_goes_through_afterwards(
    seats: Seats, desk: Desk, qtbot: QtBot
) -> None:
    seats.pay(seats.owing(0).account, Money(5000))
    qtbot.keyClick(desk, Qt.Key.Key_F7)
    page = desk.close_day
    press(qtbot, Qt.Key.Key_Return)
    left = 5000
    for denomination in page.count.fields:
        type_text(qtbot, str(left // denomination))
        left %= denomination
        press(qtbot, Qt.Key.Key_Return)
    assert focused() is page.summary.button
    with files_of_at_most(NO_ROOM):
        press(qtbot, Qt.Key.Key_Return)
    assert (desk.place, page.step) == (CLOSE, Step.COUNT)
    assert "这一笔没有记" in desk.fault.text
    press(qtbot, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        closed = closes.of_day(conn, DAY, seats.session.seat.device)
    assert closed is not None
    assert closed.count.total == Money(5000)
    assert page.step is Step.REMIT
    books_agree(seats)


def test_a_hand_over_the_disk_refuses_leaves_no_file_and_goes_through_afterwards(
    seats: Seats, desk: Desk, qtbot: QtBot
) -> None:
    seats.pay(seats.owing(0).account, Money(5000))
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    page = desk.sync
    with files_of_at_most(NO_ROOM), qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert desk.place == SYNC
    assert "放不下" in page.notice.text
    assert not list(seats.folder.glob("*.zsday"))
    assert not list(seats.folder.glob(".*.part"))
    with seats.session.ledger.reading() as conn:
        assert sync.status(conn, seats.session.seat.device).last_out is None
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    (package,) = seats.folder.glob("*.zsday")
    assert seats.take_in(package).payments == 1


def test_a_knock_the_disk_refuses_is_told_and_the_notice_goes_with_a_key(seats: Seats, desk: Desk) -> None:
    with files_of_at_most(NO_ROOM):
        QApplication.sendEvent(focused(), _key(Qt.Key.Key_4))
    assert "这一笔没有记" in desk.fault.text
    desk.go(TODAY)
    assert not desk.fault.isVisible()


def test_the_stations_window_tells_a_refusing_disk_too(seats: Seats, qtbot: QtBot) -> None:
    desk = StationDesk(seats.station_session(seats.session.look))
    qtbot.addWidget(desk)
    desk.show()
    with pytest.raises(BooksFault) as fault, files_of_at_most(NO_ROOM), seats.station.writing() as conn:
        conn.exec_driver_sql("UPDATE account SET name = name || '甲'")
    tell(desk, fault.type, fault.value, fault.tb)
    assert "这一笔没有记" in desk.fault.text
    assert not desk.findChildren(UnexpectedPage)


def _key(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "4")
