from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.toast import Toast


def page_with_toast(qtbot: QtBot) -> tuple[QWidget, Toast]:
    page = QWidget()
    toast = Toast(page)
    show(page, qtbot)
    return page, toast


def button_of(toast: Toast) -> QPushButton:
    button = toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    return button


def test_a_toast_says_what_was_done_inside_its_page_and_goes_by_itself(look: Look, qtbot: QtBot) -> None:
    page, toast = page_with_toast(qtbot)
    assert not toast.isVisible()
    toast.say("不在家 王*英", seconds=1)
    assert toast.text == "不在家 王*英"
    assert page.rect().contains(toast.geometry())
    assert not button_of(toast).isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_undo_is_told_once_and_the_toast_goes(look: Look, qtbot: QtBot) -> None:
    _page, toast = page_with_toast(qtbot)
    toast.say("不在家 王*英", undo=True)
    with qtbot.waitSignal(toast.undone):
        qtbot.mouseClick(button_of(toast), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_a_new_line_takes_the_place_of_the_old_one(look: Look, qtbot: QtBot) -> None:
    _page, toast = page_with_toast(qtbot)
    toast.say("不在家 王*英", undo=True)
    toast.say("已收")
    assert (toast.text, button_of(toast).isVisible()) == ("已收", False)


def test_the_keyboard_stays_where_it_was(look: Look, qtbot: QtBot) -> None:
    page, toast = page_with_toast(qtbot)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    toast.say("已收", undo=True)
    assert page.hasFocus()
