"""The free check on the card: offered to whoever has a right to it, booked in the place of the receipt."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.services import savers
from collector_desktop.services.savers import NoteSaver
from collector_desktop.store.queries import service
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.widgets.money_edit import MoneyEdit

ALT = Qt.KeyboardModifier.AltModifier


def open_card(seats: Seats, qtbot: QtBot, account: AccountNumber) -> CollectPage:
    page = CollectPage(seats.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.open(account)
    page.activated()
    return page


def without_right(seats: Seats) -> AccountNumber:
    """A household that owes and has no right to a check."""
    with seats.session.ledger.reading() as conn:
        entitled = {each.account for each in service.households(conn, DAY, seats.session.policy())}
    return next(door.account for door in map(seats.owing, range(60)) if door.account not in entitled)


def become_saver(seats: Seats, account: AccountNumber) -> None:
    noted = NoteSaver(id=new_act_id(), account=account, active=True, bank="柳泉信用社", last_digits="6677")
    savers.note(seats.session.ledger, noted, seats.session.stamp())


def test_whoever_has_no_right_is_offered_no_check(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, without_right(seats))
    assert not page.header.free_check.isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_Y, ALT)
    assert not page.side.booking.isVisible()


def test_an_entitled_household_books_its_check_from_the_card_by_mouse(seats: Seats, qtbot: QtBot) -> None:
    account = without_right(seats)
    become_saver(seats, account)
    page = open_card(seats, qtbot, account)
    assert page.header.free_check.isVisible()
    page.header.free_check.click()
    assert page.side.booking.isVisible()
    assert unnamed_or_small(page) == []
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_2, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        booking = service.open_booking(conn, account, DAY)
    assert booking is not None
    assert booking.slot == "noon"
    assert not page.header.free_check.isVisible()
    assert isinstance(focused(), MoneyEdit)


def test_esc_leaves_the_booking_and_the_amount_has_the_keyboard(seats: Seats, qtbot: QtBot) -> None:
    account = without_right(seats)
    become_saver(seats, account)
    page = open_card(seats, qtbot, account)
    qtbot.keyClick(focused(), Qt.Key.Key_Y, ALT)
    press(qtbot, Qt.Key.Key_Escape)
    assert page.side.preview.isVisible()
    assert isinstance(focused(), MoneyEdit)
