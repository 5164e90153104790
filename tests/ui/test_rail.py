import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small

from collector_desktop.ui.look import Look
from collector_desktop.ui.rail import PlaceButton, PlaceName, Rail
from collector_desktop.ui.theme import THEMES

PLACES = (PlaceName("today", "today", "今日", "F1"), PlaceName("sync", "sync", "交换", "F8"))


@pytest.fixture
def rail(look: Look, qtbot: QtBot) -> Rail:
    rail = Rail(PLACES, look)
    show(rail, qtbot)
    rail.show_place("today")
    return rail


def buttons(rail: Rail) -> list[PlaceButton]:
    return rail.findChildren(PlaceButton)


def test_only_the_open_place_is_marked(rail: Rail) -> None:
    rail.show_place("sync")
    assert [button.isChecked() for button in buttons(rail)] == [False, True]


def test_pressing_a_place_asks_for_it(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.mouseClick(buttons(rail)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["sync"]


def test_a_place_is_reached_and_chosen_by_keyboard(rail: Rail, qtbot: QtBot) -> None:
    buttons(rail)[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert focused() is buttons(rail)[1]
    with qtbot.waitSignal(rail.chosen) as told:
        press(qtbot, Qt.Key.Key_Space)
    assert told.args == ["sync"]


def test_every_place_is_named_with_its_key(rail: Rail) -> None:
    assert [button.accessibleName() for button in buttons(rail)] == ["今日 F1", "交换 F8"]
    assert unnamed_or_small(rail) == []


def test_the_rail_is_drawn_anew_in_every_look(rail: Rail, look: Look) -> None:
    drawn = []
    for theme in THEMES.values():
        look.wear(theme)
        drawn.append(rail.grab().toImage())
    assert all(one != other for at, one in enumerate(drawn) for other in drawn[at + 1 :])
