"""Choosing a day: steps of a day, a week and a month, never beyond the first and the last."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import press, show

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.day_choice import DayChoice

TODAY = date(2026, 11, 23)


def choice(qtbot: QtBot) -> DayChoice:
    widget = DayChoice("到哪天为止")
    widget.ask(TODAY + timedelta(days=7), TODAY, TODAY + timedelta(days=40))
    show(widget, qtbot)
    widget.setFocus()
    return widget


def test_arrows_go_by_days_and_pages_by_weeks(look: Look, qtbot: QtBot) -> None:
    widget = choice(qtbot)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_PageDown)
    assert widget.day == TODAY + timedelta(days=21)
    press(qtbot, Qt.Key.Key_PageUp)
    assert widget.day == TODAY + timedelta(days=14)


def test_it_never_leaves_its_days(look: Look, qtbot: QtBot) -> None:
    widget = choice(qtbot)
    buttons = {each.text(): each for each in widget.findChildren(QPushButton)}
    buttons["加一月"].click()
    buttons["加一月"].click()
    assert widget.day == TODAY + timedelta(days=40)
    for _ in range(9):
        press(qtbot, Qt.Key.Key_PageUp)
    assert widget.day == TODAY
    assert not buttons["前一天"].isEnabled()


def test_enter_goes_on_and_the_day_is_read_aloud(look: Look, qtbot: QtBot) -> None:
    widget = choice(qtbot)
    with qtbot.waitSignal(widget.entered):
        press(qtbot, Qt.Key.Key_Return)
    assert widget.accessibleName() == "到哪天为止 11月30日 周一"
