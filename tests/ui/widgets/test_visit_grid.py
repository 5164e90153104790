from datetime import date, timedelta

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.domain.visit import Knock, Outcome, Slot
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import NIGHT
from collector_desktop.ui.widgets.visit_grid import VisitGrid

DAY = date(2026, 11, 1)


def knocks(count: int, slot: Slot, outcome: Outcome) -> list[Knock]:
    return [Knock(on=DAY + timedelta(days=at), slot=slot, outcome=outcome) for at in range(count)]


def picture(grid: VisitGrid) -> QImage:
    return grid.grab().toImage()


def colours(grid: VisitGrid) -> set[str]:
    image = picture(grid)
    middle_row = image.height() // 2
    return {image.pixelColor(x, middle_row).name().upper() for x in range(image.width())}


def test_the_last_seven_knocks_are_told_to_those_who_cannot_see_them(look: Look, qtbot: QtBot) -> None:
    grid = VisitGrid(look)
    qtbot.addWidget(grid)
    grid.show_knocks([*knocks(3, Slot.MORNING, Outcome.REFUSED), *knocks(7, Slot.EVENING, Outcome.NOT_HOME)])
    assert grid.accessibleName() == ",".join(["晚上不在家"] * 7)
    grid.show_knocks(())
    assert grid.accessibleName() == ""


def test_who_was_met_is_drawn_otherwise_than_who_was_not(look: Look, qtbot: QtBot) -> None:
    grid = VisitGrid(look)
    show(grid, qtbot)
    drawn = []
    for outcome in (Outcome.PROMISED, Outcome.NOT_HOME):
        grid.show_knocks(knocks(1, Slot.NOON, outcome))
        drawn.append(picture(grid))
    assert drawn[0] != drawn[1]


def test_the_grid_changes_with_the_look(look: Look, qtbot: QtBot) -> None:
    grid = VisitGrid(look)
    show(grid, qtbot)
    grid.resize(grid.sizeHint())
    grid.show_knocks(knocks(2, Slot.NOON, Outcome.SERVICED))
    assert NIGHT.ok_soft not in colours(grid)
    look.wear(NIGHT)
    assert NIGHT.ok_soft in colours(grid)
