import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show

from collector_desktop.ui.key_sheet import KeySheet
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.label import Label

KEYS = (("⏎", "打开"), ("Esc", "退一步"), ("/", "查找"))


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> QWidget:
    page = QWidget()
    QVBoxLayout(page).addWidget(QLineEdit())
    show(page, qtbot)
    return page


@pytest.fixture
def field(page: QWidget) -> QLineEdit:
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    return field


def sheet_over(field: QLineEdit) -> KeySheet:
    sheet = KeySheet(KEYS, field.window())
    sheet.toggle()
    return sheet


def test_every_key_stands_on_the_sheet_with_what_it_does(field: QLineEdit) -> None:
    texts = [label.text() for label in sheet_over(field).findChildren(Label)]
    assert all(key in texts and meaning in texts for key, meaning in KEYS)


def test_the_sheet_lies_inside_its_window(field: QLineEdit) -> None:
    sheet = sheet_over(field)
    assert sheet.isVisible()
    assert field.window().rect().contains(sheet.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_4])
def test_any_key_closes_it_and_does_nothing_else(field: QLineEdit, qtbot: QtBot, key: Qt.Key) -> None:
    sheet = sheet_over(field)
    press(qtbot, key)
    assert not sheet.isVisible()
    assert focused() is field
    assert field.text() == ""


def test_a_click_closes_it_and_so_does_its_own_key(field: QLineEdit, qtbot: QtBot) -> None:
    sheet = sheet_over(field)
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    sheet.toggle()
    sheet.toggle()
    assert not sheet.isVisible()
    assert focused() is field
