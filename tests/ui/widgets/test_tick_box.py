from pytestqt.qtbot import QtBot
from ui_hand import show, unnamed_or_small

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import NIGHT
from collector_desktop.ui.widgets.tick_box import TickBox


def colours(box: TickBox) -> set[str]:
    picture = box.grab().toImage()
    return {picture.pixelColor(x, y).name().upper() for x in range(24) for y in range(picture.height())}


def test_the_box_is_seen_in_the_dark_and_its_tick_is_more_than_a_colour(look: Look, qtbot: QtBot) -> None:
    look.wear(NIGHT)
    box = TickBox("下雨", look)
    show(box, qtbot)
    box.clearFocus()
    assert NIGHT.ink("muted").name().upper() in colours(box)
    box.click()
    assert {NIGHT.accent, NIGHT.on_accent} <= colours(box)


def test_all_of_it_can_be_pressed_and_is_named(look: Look, qtbot: QtBot) -> None:
    box = TickBox("下雨", look)
    show(box, qtbot)
    assert box.accessibleName() == "下雨"
    assert unnamed_or_small(box) == []
    assert box.height() >= 40
    assert box.hitButton(box.rect().bottomRight())
