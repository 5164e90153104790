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
    noon = round(image.height() * 0.6)
    return {image.pixelColor(x, noon).name().upper() for x in range(image.width())}


def test_the_last_seven_days_are_told_to_those_who_cannot_see_them(look: Look, qtbot: QtBot) -> None:
    grid = VisitGrid(look)
    qtbot.addWidget(grid)
    grid.show_knocks(knocks(9, Slot.EVENING, Outcome.NOT_HOME))
    assert grid.accessibleName() == ",".join(f"11月{day}日 晚上不在家" for day in range(3, 10))
    grid.show_knocks(())
    assert grid.accessibleName() == ""
    assert grid.days == ()


def test_knocks_of_one_day_stand_under_one_day_and_its_month_is_said_once(look: Look, qtbot: QtBot) -> None:
    grid = VisitGrid(look)
    qtbot.addWidget(grid)
    morning = Knock(on=date(2026, 10, 30), slot=Slot.MORNING, outcome=Outcome.NOT_HOME)
    evening = Knock(on=date(2026, 10, 30), slot=Slot.EVENING, outcome=Outcome.PROMISED)
    grid.show_knocks([morning, evening, *knocks(2, Slot.NOON, Outcome.NOT_HOME)])
    assert grid.days == ("10/30", "11/1", "2")


def test_somebody_met_in_a_slot_is_seen_whatever_came_after(look: Look, qtbot: QtBot) -> None:
    grid = VisitGrid(look)
    show(grid, qtbot)
    met, gone = (Knock(on=DAY, slot=Slot.NOON, outcome=outcome) for outcome in (Outcome.PROMISED, Outcome.NOT_HOME))
    drawn = []
    for said in ([met], [met, gone], [gone]):
        grid.show_knocks(said)
        drawn.append(picture(grid))
    assert drawn[0] == drawn[1]
    assert drawn[1] != drawn[2]


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
