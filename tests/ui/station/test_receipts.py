"""查验: what a scanner types is judged in large words; a number wants its amount; a second sight is told."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, type_text, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.receipt import Receipt
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.services.handing_over import hand_over
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import RECEIPTS, StationDesk
from collector_desktop.ui.station.receipts.page import ReceiptsPage


@pytest.fixture
def page(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[ReceiptsPage]:
    desk = StationDesk(seats.station_session(look))
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    press(qtbot, Qt.Key.Key_F11)
    assert desk.place == RECEIPTS
    yield desk.receipts
    desk.hand_on()
    desk.close()


def code(seats: Seats, receipt: Receipt) -> str:
    return receipt_code(receipt.number, receipt.account, receipt.received, receipt.business_day, seats.session.keys)


def handed_in(seats: Seats) -> Receipt:
    receipt = seats.pay(seats.owing(0).account)
    seats.take_in(hand_over(seats.session.ledger, seats.folder, seats.session.stamp()).path)
    return receipt


def test_what_a_scanner_types_is_judged_at_its_enter_and_the_field_waits_for_the_next(
    page: ReceiptsPage, seats: Seats, qtbot: QtBot
) -> None:
    receipt = handed_in(seats)
    assert focused() is page.shown
    type_text(qtbot, code(seats, receipt))
    press(qtbot, Qt.Key.Key_Return)
    assert page.verdict == "真实"
    assert receipt.account not in page.told
    assert receipt.account[-4:] in page.told
    assert focused() is page.shown
    type_text(qtbot, code(seats, receipt))
    press(qtbot, Qt.Key.Key_Return)
    assert page.verdict == "真实"
    assert "以前查过 1 次" in page.told


def test_a_number_alone_goes_on_to_the_amount_and_both_are_compared(
    page: ReceiptsPage, seats: Seats, qtbot: QtBot
) -> None:
    receipt = handed_in(seats)
    type_text(qtbot, receipt.number.replace("-", ""))
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is page.amount
    page.check()
    assert "只凭号码" in page.notice.text
    page.amount.setFocus()
    type_text(qtbot, "9999")
    press(qtbot, Qt.Key.Key_Return)
    assert page.verdict == "不真实"
    page.amount.setText(str(receipt.received))
    page.check()
    assert page.verdict == "与账上相符"
    assert receipt.received.grouped() in page.told
    assert page.amount.text() == str(receipt.received)
    assert focused() is page.shown
    type_text(qtbot, "0")
    assert (page.verdict, page.amount.text()) == ("", "")


def test_what_is_no_receipt_is_refused_and_nothing_older_stays_in_sight(
    page: ReceiptsPage, seats: Seats, qtbot: QtBot
) -> None:
    page.shown.setText(code(seats, handed_in(seats)))
    page.check()
    page.shown.setText("ZS1:abc")
    page.check()
    assert "不是收据上的码" in page.notice.text
    assert page.verdict == ""


def test_every_control_of_the_page_has_a_name(page: ReceiptsPage) -> None:
    assert unnamed_or_small(page) == []
