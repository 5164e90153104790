"""Room: scroll bars come only below the least size of what is inside."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.roomy import Roomy

LONG = "这户的表箱在老井南边,钥匙在邻居家;" * 12


def room_for(qtbot: QtBot, height: int) -> tuple[Roomy, QWidget]:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(Label(LONG, wrap=True))
    column.addStretch(1)
    room = Roomy(inside)
    qtbot.addWidget(room)
    room.resize(300, height)
    room.show()
    return room, inside


def test_a_widget_with_room_enough_fills_it_without_scrolling(qtbot: QtBot) -> None:
    room, inside = room_for(qtbot, 600)
    qtbot.waitUntil(lambda: inside.height() == room.viewport().height())
    assert room.verticalScrollBar().maximum() == 0


def test_a_widget_scrolls_where_it_has_less_than_its_least_size(qtbot: QtBot) -> None:
    room, inside = room_for(qtbot, 600)
    inside.setMinimumSize(200, 900)
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() > 0)
    assert inside.height() >= 900
