import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import compose, focused, press, show, type_text

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import THEMES
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField


def test_tab_leaves_the_field_and_enter_begins_a_line(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    area, after = TextArea("说明"), TextField("姓名")
    column.addWidget(area)
    column.addWidget(after)
    show(page, qtbot)
    area.setFocus()
    type_text(qtbot, "one")
    press(qtbot, Qt.Key.Key_Return)
    compose("二")
    press(qtbot, Qt.Key.Key_Tab)
    assert area.text() == "one\n二"
    assert focused() is after


def test_what_is_too_long_is_cut_at_its_end(look: Look, qtbot: QtBot) -> None:
    area = TextArea("说明", longest=5)
    show(area, qtbot)
    area.setFocus()
    type_text(qtbot, "1234567")
    assert area.text() == "12345"
    area.set_text("一二三四五六")
    assert area.text() == "一二三四五"


def test_markup_that_is_pasted_stays_text(look: Look, qtbot: QtBot) -> None:
    area = TextArea("说明")
    show(area, qtbot)
    QApplication.clipboard().setText("<b>王</b>")
    area.setFocus()
    area.paste()
    assert area.text() == "<b>王</b>"


@pytest.mark.parametrize("theme", THEMES)
def test_a_field_of_two_lines_shows_two_lines_in_the_smallest_room_and_a_long_text_from_its_beginning(
    look: Look, qtbot: QtBot, theme: str
) -> None:
    look.wear(THEMES[theme])
    area, page = TextArea("事由", lines=2), QWidget()
    QVBoxLayout(page).addWidget(area)
    page.setFixedWidth(240)
    show(page, qtbot)
    page.resize(page.minimumSizeHint())
    assert area.viewport().height() >= 2 * area.fontMetrics().lineSpacing()
    area.set_text("涉及修路占线、砍青的请镇里协调。" * 6)
    assert area.verticalScrollBar().value() == 0
