"""What has the keyboard is marked, and nothing on the page moves for it."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import THEMES
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.drop_down import DropDown


def named(name: str) -> QPushButton:
    button = QPushButton("返回")
    button.setObjectName(name)
    button.setCheckable(True)
    return button


def chosen() -> KeyButton:
    button = KeyButton("待审批 7", compact=True)
    button.set_chosen(True)
    return button


def wrong() -> QLineEdit:
    field = QLineEdit("12")
    field.setProperty("wrong", True)
    return field


MADE = {
    "button": lambda: KeyButton("返回", "Esc"),
    "compact": lambda: KeyButton("打印", compact=True),
    "chosen": chosen,
    "primary": lambda: KeyButton("记下", "⏎", primary=True),
    "tab": lambda: named("tab"),
    "segment": lambda: named("segment"),
    "field": lambda: QLineEdit("12"),
    "wrong": wrong,
    "text": QPlainTextEdit,
    "list": DropDown,
}


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("make", MADE.values(), ids=list(MADE))
def test_a_widget_is_as_large_with_the_keyboard_as_without(make, theme, look: Look, qtbot: QtBot) -> None:
    look.wear(theme)
    page, other, widget = QWidget(), KeyButton("另一个"), make()
    column = QVBoxLayout(page)
    column.addWidget(other)
    column.addWidget(widget)
    show(page, qtbot)
    other.setFocus()
    before, least = widget.sizeHint(), widget.minimumSizeHint()
    widget.setFocus()
    assert widget.hasFocus()
    assert (widget.sizeHint(), widget.minimumSizeHint()) == (before, least)
