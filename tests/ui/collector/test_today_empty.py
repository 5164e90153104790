from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import focused, show
from ui_seats import Seats

from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.label import Label


def texts(page: TodayPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def button(page: TodayPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisible())


def test_before_the_first_route_the_page_says_what_will_be_here_and_how_to_get_it(
    without_route: Session, qtbot: QtBot
) -> None:
    page = TodayPage(without_route)
    show(page, qtbot)
    page.activated()
    assert "还没有线路" in texts(page)
    assert page.current_door() is None
    with qtbot.waitSignal(page.route_wanted):
        qtbot.mouseClick(button(page, "去取线路包"), Qt.MouseButton.LeftButton)


def test_keys_of_outcomes_do_nothing_where_no_door_is_at_hand(without_route: Session, qtbot: QtBot) -> None:
    page = TodayPage(without_route)
    show(page, qtbot)
    page.activated()
    with qtbot.assertNotEmitted(page.changed), qtbot.assertNotEmitted(page.card_wanted):
        for key in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Return):
            qtbot.keyClick(page, key)


def test_a_slot_that_is_over_offers_paper_order_instead(seats: Seats, qtbot: QtBot) -> None:
    page = TodayPage(seats.session)
    show(page, qtbot)
    page.activated()
    qtbot.keyClick(focused(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert "这个时段没有要上门的户" in texts(page)
    assert page.current_door() is None
    qtbot.mouseClick(button(page, "看纸质顺序"), Qt.MouseButton.LeftButton)
    assert "纸质顺序,全部欠费户" in texts(page)
    door = page.current_door()
    assert door is not None
    assert door.order == seats.owing(0).order
    page.activated()
    assert isinstance(focused(), QListView)
