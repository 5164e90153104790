from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small

from collector_desktop.domain.visit import Promise, Slot
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.promise_panel import PromisePanel

TODAY = date(2026, 11, 23)
Key = Qt.Key


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> PromisePanel:
    panel = PromisePanel()
    show(panel, qtbot)
    panel.ask(TODAY, Slot.EVENING)
    panel.setFocus()
    return panel


@pytest.mark.parametrize(
    ("keys", "day", "slot"),
    [
        ((), date(2026, 11, 24), Slot.EVENING),
        ((Key.Key_Right, Key.Key_Right, Key.Key_1), date(2026, 11, 26), Slot.MORNING),
        ((Key.Key_Left, Key.Key_2), TODAY, Slot.NOON),
        ((Key.Key_Left, Key.Key_Left, Key.Key_Left), TODAY, Slot.EVENING),
        ((Key.Key_1, Key.Key_3), date(2026, 11, 24), Slot.EVENING),
    ],
)
def test_day_and_slot_are_chosen_by_keys_and_enter_confirms(
    panel: PromisePanel, qtbot: QtBot, keys: tuple[Qt.Key, ...], day: date, slot: Slot
) -> None:
    with qtbot.waitSignal(panel.promised) as told:
        press(qtbot, *keys, Key.Key_Return)
    assert told.args == [Promise(on=day, slot=slot)]


def test_no_promise_lies_further_than_three_months_away(panel: PromisePanel, qtbot: QtBot) -> None:
    press(qtbot, *[Key.Key_Right] * 120)
    assert panel.promise.on == TODAY + timedelta(days=92)


def test_esc_gives_up_and_promises_nothing(panel: PromisePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.promised), qtbot.waitSignal(panel.given_up):
        press(qtbot, Key.Key_Escape)


def test_the_keys_are_the_same_wherever_the_focus_is_inside(panel: PromisePanel, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Tab)
    assert isinstance(focused(), QPushButton)
    with qtbot.waitSignal(panel.promised) as told:
        press(qtbot, Key.Key_Right, Key.Key_2, Key.Key_Return)
    assert told.args == [Promise(on=date(2026, 11, 25), slot=Slot.NOON)]


def test_the_same_is_chosen_by_mouse(panel: PromisePanel, qtbot: QtBot) -> None:
    by_name = {button.text(): button for button in panel.findChildren(QPushButton)}
    with qtbot.waitSignal(panel.promised) as told:
        for name in ("后一天", "早上", "约好"):
            qtbot.mouseClick(by_name[name], Qt.MouseButton.LeftButton)
    assert told.args == [Promise(on=date(2026, 11, 25), slot=Slot.MORNING)]


def test_the_day_is_named_as_people_say_it(panel: PromisePanel, qtbot: QtBot) -> None:
    said = " ".join(label.text() for label in panel.findChildren(Label))
    assert "明天" in said
    assert "11月24日 周二" in said
    assert "农历 十月十六" in said


def test_while_a_day_is_asked_for_the_pages_own_digits_rest(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    panel = PromisePanel()
    QVBoxLayout(page).addWidget(panel)
    four = QShortcut(QKeySequence("4"), page)
    help_key = QShortcut(QKeySequence("F12"), page)
    show(page, qtbot)
    panel.ask(TODAY, Slot.EVENING)
    panel.setFocus()
    with qtbot.assertNotEmitted(four.activated):
        press(qtbot, Key.Key_4)
    with qtbot.waitSignal(help_key.activated):
        press(qtbot, Key.Key_F12)


def test_everything_in_it_has_a_name_and_room_for_a_finger(panel: PromisePanel) -> None:
    QApplication.processEvents()
    assert unnamed_or_small(panel) == []
