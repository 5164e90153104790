"""A grade on screen: explained line by line, an objection typed to one of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_hand import press, show, type_text, unnamed_or_small
from ui_seats import Seats

from collector_desktop.store.queries.requests import requests
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.collector.accounts.presenter import Owing
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label


def opened(seats: Seats, qtbot: QtBot) -> AccountsPage:
    page = AccountsPage(seats.session)
    with qtbot.waitSignal(page.loaded):
        show(page, qtbot)
    page.activated()
    page.owing.setCurrentIndex(page.owing.findData(Owing.OVERDUE))
    page.table.go_to(0)
    page.history.grade.click()
    QApplication.processEvents()
    return page


def told(page: AccountsPage) -> str:
    return "\n".join(label.text() for label in page.history.grading.findChildren(Label) if label.isVisible())


def object_button(page: AccountsPage) -> KeyButton:
    return next(button for button in page.history.grading.findChildren(KeyButton) if button.property("line"))


def test_a_grade_says_what_each_line_counted(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    for said in ("级 ·", "按时缴费", "拖欠时间", "守约", "/ 50", "/ 30", "/ 20", "不服可以提出异议"):
        assert said in told(page)
    assert unnamed_or_small(page.history) == []
    page.history.grade.click()
    assert page.history.events.isVisible() or not page.history.grading.isVisible()


def test_an_objection_is_typed_and_waits_for_the_station(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    object_button(page).click()
    type_text(qtbot, "那个月停电")
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert "等供电所答复" in told(page)
    with seats.session.ledger.reading() as conn:
        (line,) = requests(conn)
    assert line.request.reason == "那个月停电"


def test_an_objection_without_a_reason_is_refused_in_place(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    object_button(page).click()
    press(qtbot, Qt.Key.Key_Return)
    assert "要写明原因" in page._notice.text


def test_a_history_read_a_moment_later_leaves_the_grade_in_sight_until_another_account_is_chosen(
    seats: Seats, qtbot: QtBot
) -> None:
    page = opened(seats, qtbot)
    qtbot.waitUntil(lambda: not page._later.isActive())
    assert page.history.grading.isVisible()
    page.table.go_to(1)
    qtbot.waitUntil(lambda: not page._later.isActive())
    assert not page.history.grading.isVisible()
