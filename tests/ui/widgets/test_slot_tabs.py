from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import show, unnamed_or_small

from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.visit import Slot
from collector_desktop.ui.collector.today.presenter import SlotSummary
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.slot_tabs import SlotTab, SlotTabs

SUMMARIES = (
    SlotSummary(Slot.MORNING, to_visit=0, visited=5, collected=3, expected=0),
    SlotSummary(Slot.NOON, to_visit=0, visited=0, collected=0, expected=0),
    SlotSummary(Slot.EVENING, to_visit=31, visited=2, collected=1, expected=18.6),
)


def open_tabs(qtbot: QtBot) -> tuple[SlotTabs, list[SlotTab]]:
    tabs = SlotTabs(VisitPolicy().windows)
    show(tabs, qtbot)
    tabs.show_summaries(SUMMARIES, Slot.EVENING)
    return tabs, tabs.findChildren(SlotTab)


def test_each_slot_says_what_is_to_do_or_what_was_done(look: Look, qtbot: QtBot) -> None:
    _tabs, each = open_tabs(qtbot)
    assert [tab.accessibleName().split() for tab in each] == [
        ["早上", "上门", "5", "户", "收", "3"],
        ["中午", "没有要去的户"],
        ["晚上", "31", "户", "·", "预计收", "19", "户"],
    ]


def test_only_the_open_slot_is_marked(look: Look, qtbot: QtBot) -> None:
    tabs, each = open_tabs(qtbot)
    tabs.show_summaries(SUMMARIES, Slot.MORNING)
    assert [tab.isChecked() for tab in each] == [True, False, False]


def test_pressing_a_tab_tells_its_slot(look: Look, qtbot: QtBot) -> None:
    tabs, each = open_tabs(qtbot)
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(each[1], Qt.MouseButton.LeftButton)
    assert told.args == [Slot.NOON]


def test_a_finger_finds_every_tab(look: Look, qtbot: QtBot) -> None:
    tabs, _each = open_tabs(qtbot)
    assert unnamed_or_small(tabs) == []
