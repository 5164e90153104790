import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.domain.names import Badge, DeviceCode
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.ui.look import Look
from collector_desktop.ui.status_line import StatusLine
from collector_desktop.ui.theme import THEMES
from collector_desktop.ui.widgets.label import Label

SEAT = Seat(
    kind=SeatKind.COLLECTOR,
    station_code="41070305",
    station_name="柳泉供电所",
    device=DeviceCode("01"),
    collector_name="农电工甲",
    badge=Badge("0717"),
)


def line_of(*, demo: bool) -> StatusLine:
    return StatusLine(SEAT.model_copy(update={"demo": demo}))


def texts(line: StatusLine) -> list[str]:
    return [label.text() for label in line.findChildren(Label)]


def test_whose_books_these_are_is_always_in_sight(look: Look, qtbot: QtBot) -> None:
    line = line_of(demo=False)
    qtbot.addWidget(line)
    assert texts(line)[0] == "柳泉供电所 · 农电工甲 · 01 号机"


@pytest.mark.parametrize("demo", [True, False])
def test_demo_books_are_marked_and_others_are_not(look: Look, qtbot: QtBot, demo: bool) -> None:
    line = line_of(demo=demo)
    qtbot.addWidget(line)
    assert ("演示数据" in texts(line)) is demo


def test_the_look_in_force_is_named_and_a_press_asks_for_another(look: Look, qtbot: QtBot) -> None:
    line = line_of(demo=False)
    show(line, qtbot)
    (button,) = (each for each in line.findChildren(QPushButton) if not each.isHidden())
    said = []
    for theme in THEMES.values():
        line.show_look(theme)
        said.append(button.accessibleName())
    assert [word for name, word in zip(said, ("日间", "强光", "夜间"), strict=True) if word in name] == [
        "日间",
        "强光",
        "夜间",
    ]
    with qtbot.waitSignal(line.look_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_can_be_locked_says_how(look: Look, qtbot: QtBot) -> None:
    line = StatusLine(SEAT, lockable=True)
    show(line, qtbot)
    (lock,) = (each for each in line.findChildren(QPushButton) if "Ctrl+L" in each.text())
    with qtbot.waitSignal(line.lock_wanted):
        qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
