from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import compose, focused, press, show, type_text, unnamed_or_small

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.month_view import MonthView

TODAY = date(2026, 11, 23)
Key = Qt.Key


@pytest.fixture
def edit(look: Look, qtbot: QtBot) -> DayEdit:
    edit = DayEdit("最后期限", TODAY, first=date(2026, 1, 1), last=date(2027, 2, 28))
    show(edit, qtbot)
    edit.setFocus()
    return edit


def shown(edit: DayEdit) -> str:
    line = edit.findChild(QLineEdit)
    assert line is not None
    return line.text()


def month(edit: DayEdit) -> MonthView:
    found = edit.findChild(MonthView)
    assert found is not None
    return found


def write(edit: DayEdit, qtbot: QtBot, text: str) -> None:
    line = edit.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    type_text(qtbot, text)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ((), TODAY),
        ((Key.Key_Up,), date(2026, 11, 24)),
        ((Key.Key_Down, Key.Key_Down), date(2026, 11, 21)),
        ((Key.Key_PageUp,), date(2026, 11, 30)),
        ((Key.Key_PageUp, Key.Key_Down), date(2026, 11, 29)),
    ],
)
def test_the_arrows_step(edit: DayEdit, qtbot: QtBot, keys: tuple[Qt.Key, ...], day: date) -> None:
    press(qtbot, *keys)
    assert edit.day() == day


def test_what_is_typed_is_told_and_written_out_by_enter(edit: DayEdit, qtbot: QtBot) -> None:
    told: list[date | None] = []
    edit.changed.connect(told.append)
    write(edit, qtbot, "11-30")
    assert told[-1] == edit.day() == date(2026, 11, 30)
    with qtbot.waitSignal(edit.entered):
        press(qtbot, Key.Key_Return)
    assert shown(edit) == "11月30日 周一"


def test_a_composed_word_is_understood_and_leaving_writes_it_out(edit: DayEdit, qtbot: QtBot) -> None:
    write(edit, qtbot, "x")
    line = focused()
    assert isinstance(line, QLineEdit)
    line.clear()
    compose("明天", "mingtian")
    assert edit.day() == date(2026, 11, 24)
    press(qtbot, Key.Key_Tab)
    assert shown(edit) == "11月24日 周二"


def test_what_is_no_day_is_marked_and_is_none(edit: DayEdit, qtbot: QtBot) -> None:
    write(edit, qtbot, "11-31")
    assert edit.day() is None
    assert focused().property("wrong") is True
    with qtbot.assertNotEmitted(edit.entered):
        press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Tab)
    assert shown(edit) == "11-31"


def test_no_day_lies_outside_what_may_be(edit: DayEdit, qtbot: QtBot) -> None:
    edit.set_day(date(2030, 1, 1))
    assert edit.day() == date(2027, 2, 28)
    assert shown(edit) == "2027年2月28日 周日"
    press(qtbot, Key.Key_Up)
    assert edit.day() == date(2027, 2, 28)


def test_it_may_begin_empty(look: Look, qtbot: QtBot) -> None:
    edit = DayEdit("生效", TODAY, empty=True)
    show(edit, qtbot)
    assert edit.day() is None
    assert shown(edit) == ""
    edit.setFocus()
    press(qtbot, Key.Key_Up)
    assert edit.day() == TODAY + timedelta(days=1)


def test_a_day_is_chosen_in_its_month_by_keys(edit: DayEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    unfolded = month(edit)
    assert unfolded.isVisible()
    for key in (Key.Key_Down, Key.Key_Left, Key.Key_PageDown, Key.Key_Return):
        chosen = next(cell for cell in unfolded.findChildren(QPushButton) if cell.property("mark") == "chosen")
        qtbot.keyClick(chosen, key)
    assert not unfolded.isVisible()
    assert edit.day() == date(2026, 12, 29)
    assert shown(edit) == "12月29日 周二"


def test_a_day_is_chosen_in_its_month_by_mouse(edit: DayEdit, qtbot: QtBot) -> None:
    qtbot.mouseClick(edit.findChild(QPushButton), Qt.MouseButton.LeftButton)
    named = {cell.accessibleName(): cell for cell in month(edit).findChildren(QPushButton)}
    with qtbot.waitSignal(edit.changed) as told:
        qtbot.mouseClick(named["11月26日 周四"], Qt.MouseButton.LeftButton)
    assert told.args == [date(2026, 11, 26)]


def test_days_that_may_not_be_can_not_be_pressed(look: Look, qtbot: QtBot) -> None:
    edit = DayEdit("期限", TODAY, first=TODAY, last=TODAY + timedelta(days=3))
    show(edit, qtbot)
    qtbot.mouseClick(edit.findChild(QPushButton), Qt.MouseButton.LeftButton)
    cells = [cell for cell in month(edit).findChildren(QPushButton) if cell.objectName() == "cell"]
    assert [cell.text() for cell in cells if cell.isEnabled()] == ["23", "24", "25", "26"]


def test_in_a_form_enter_takes_what_was_typed_and_moves_on(look: Look, qtbot: QtBot) -> None:
    form = Form()
    edit = form.add("due", "期限", DayEdit("期限", TODAY))
    show(form, qtbot)
    form.begin()
    write(edit, qtbot, "+7")
    with qtbot.waitSignal(form.submitted):
        press(qtbot, Key.Key_Return)
    assert edit.day() == date(2026, 11, 30)


def test_everything_in_it_has_a_name_and_room_for_a_finger(edit: DayEdit, qtbot: QtBot) -> None:
    qtbot.mouseClick(edit.findChild(QPushButton), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert unnamed_or_small(edit) == []
    assert unnamed_or_small(month(edit)) == []


def test_escape_folds_the_month_up_and_chooses_nothing(edit: DayEdit, qtbot: QtBot) -> None:
    qtbot.mouseClick(edit.findChild(QPushButton), Qt.MouseButton.LeftButton)
    chosen = next(cell for cell in month(edit).findChildren(QPushButton) if cell.property("mark") == "chosen")
    qtbot.keyClick(chosen, Key.Key_Right)
    qtbot.keyClick(chosen, Key.Key_Escape)
    assert not month(edit).isVisible()
    assert edit.day() == TODAY
