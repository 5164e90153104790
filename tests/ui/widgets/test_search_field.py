from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import press, show, type_text
from ui_seats import Seats

from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.widgets.search_field import SearchField


def open_field(seats: Seats, qtbot: QtBot) -> tuple[QWidget, SearchField]:
    window = QWidget()
    field = SearchField(seats.session.look, window)
    with seats.session.ledger.reading() as conn:
        field.use(AccountIndex.load(conn))
    show(window, qtbot)
    field.begin()
    return window, field


def results(window: QWidget) -> QListWidget:
    found = window.findChild(QListWidget)
    assert found is not None
    return found


def test_the_first_account_found_is_opened_by_enter(seats: Seats, qtbot: QtBot) -> None:
    _window, field = open_field(seats, qtbot)
    door = seats.owing(2)
    type_text(qtbot, door.account)
    with qtbot.waitSignal(field.found) as found:
        press(qtbot, Qt.Key.Key_Return)
    assert found.args == [door.account]
    assert field.text() == ""


def test_the_arrows_choose_among_what_was_found(seats: Seats, qtbot: QtBot) -> None:
    window, field = open_field(seats, qtbot)
    field.setText("组")
    second = field.results()[1]
    press(qtbot, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.found) as found:
        press(qtbot, Qt.Key.Key_Return)
    assert found.args == [second.account]
    assert not results(window).isVisible()


def test_a_click_opens_what_was_found(seats: Seats, qtbot: QtBot) -> None:
    window, field = open_field(seats, qtbot)
    field.setText("组")
    third = field.results()[2]
    shown = results(window)
    place: QRect = shown.visualItemRect(shown.item(2))
    with qtbot.waitSignal(field.found) as found:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, place.center().y()))
    assert found.args == [third.account]


def test_what_is_not_found_is_said_and_enter_opens_nothing(seats: Seats, qtbot: QtBot) -> None:
    window, field = open_field(seats, qtbot)
    type_text(qtbot, "qqqqqq")
    assert "没有找到" in results(window).item(0).text()
    with qtbot.assertNotEmitted(field.found):
        press(qtbot, Qt.Key.Key_Return)


def test_markup_in_a_name_stays_text(seats: Seats, qtbot: QtBot) -> None:
    window, field = open_field(seats, qtbot)
    field.setText("<b>")
    assert len(field.results()) == 1
    assert results(window).count() == 1
    assert not window.grab().isNull()


def test_escape_empties_the_field_and_gives_the_keyboard_up(seats: Seats, qtbot: QtBot) -> None:
    window, field = open_field(seats, qtbot)
    type_text(qtbot, "w")
    with qtbot.waitSignal(field.left):
        press(qtbot, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert not results(window).isVisible()
