from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import NIGHT, Space
from collector_desktop.ui.widgets.drop_down import DropDown


def at_its_right(box: DropDown) -> set[str]:
    picture = box.grab().toImage()
    middle = range(picture.width() - 2 * Space.L, picture.width() - Space.S)
    return {picture.pixelColor(x, y).name().upper() for x in middle for y in range(picture.height())}


def test_a_box_that_opens_a_list_has_a_mark_in_the_colour_of_its_text(look: Look, qtbot: QtBot) -> None:
    box = DropDown()
    box.addItem("所有村")
    box.setFixedWidth(200)
    show(box, qtbot)
    assert look.theme.text in at_its_right(box)
    look.wear(NIGHT)
    assert NIGHT.text in at_its_right(box)
