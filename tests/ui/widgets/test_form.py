import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import compose, focused, press, show, type_text, unnamed_or_small

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> Form:
    form = Form()
    form.add("who", "姓名", TextField("姓名"))
    form.add("how", "方式", Choice("方式", [(1, "电话"), (2, "上门")]))
    form.add("what", "说明", TextArea("说明"), hint="写清楚是哪一天")
    form.add("phone", "电话", TextField("电话"))
    show(form, qtbot)
    form.begin()
    return form


def name_of_focus() -> str:
    return focused().accessibleName()


def test_enter_moves_on_and_the_last_one_submits(form: Form, qtbot: QtBot) -> None:
    type_text(qtbot, "Wang")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, Qt.Key.Key_Return)
        assert name_of_focus() == "电话"
        press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Return)
        assert name_of_focus() == "说明"
        press(qtbot, Qt.Key.Key_Tab)
    assert isinstance(focused(), TextField)
    with qtbot.waitSignal(form.submitted):
        press(qtbot, Qt.Key.Key_Return)


def test_enter_begins_a_line_where_there_are_several_and_ctrl_enter_submits(form: Form, qtbot: QtBot) -> None:
    area = form.findChild(TextArea)
    assert area is not None
    area.setFocus()
    type_text(qtbot, "one")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "two")
    assert area.text() == "one\ntwo"
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_enter_that_ends_a_composition_moves_nothing(form: Form, qtbot: QtBot) -> None:
    field = focused()
    QApplication.sendEvent(field, QInputMethodEvent("wang", []))
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is field
    compose("王")
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is not field


def test_the_first_wrong_field_has_the_focus_whatever_was_found_first(form: Form) -> None:
    form.fail("phone", "电话要 11 位")
    form.fail("who", "还没有写姓名")
    assert name_of_focus() == "姓名"
    assert form.errors() == {"who": "还没有写姓名", "phone": "电话要 11 位"}
    assert focused().accessibleDescription() == "还没有写姓名"
    form.clear()
    assert form.errors() == {}
    assert focused().accessibleDescription() == ""


def test_a_hidden_field_is_passed_over(form: Form, qtbot: QtBot) -> None:
    form.show_field("how", shown=False)
    press(qtbot, Qt.Key.Key_Return)
    assert name_of_focus() == "说明"
    form.show_field("how", shown=True)
    form.begin()
    press(qtbot, Qt.Key.Key_Return)
    assert name_of_focus() == "电话"


def test_enter_on_a_plain_button_presses_it_and_moves_nothing(look: Look, qtbot: QtBot) -> None:
    form = Form()
    button = form.add("find", "户号", QPushButton("查找"))
    form.add("who", "姓名", TextField("姓名"))
    show(form, qtbot)
    form.begin()
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is button


def test_a_field_that_keeps_enter_says_itself_when_to_go_on(look: Look, qtbot: QtBot) -> None:
    form = Form()
    finder = form.add("account", "户号", TextField("户号"), keeps_enter=True)
    form.add("who", "姓名", TextField("姓名"))
    show(form, qtbot)
    form.begin()
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is finder
    finder.returnPressed.connect(form.go_on)
    press(qtbot, Qt.Key.Key_Return)
    assert name_of_focus() == "姓名"


def test_everything_in_it_has_a_name_and_room_for_a_finger(form: Form) -> None:
    QApplication.processEvents()
    assert unnamed_or_small(form) == []
