from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collector_desktop.ui.look import Look
from collector_desktop.ui.style import style_sheet
from collector_desktop.ui.theme import DAY, NIGHT, SUN, Tone
from collector_desktop.ui.widgets.label import Label


def colour_of(label: Label) -> str:
    label.ensurePolished()
    return label.palette().color(QPalette.ColorRole.WindowText).name().upper()


def test_a_window_that_is_open_changes_with_the_look(look: Look, qtbot: QtBot) -> None:
    label = Label("应收", tone=Tone.WARN)
    qtbot.addWidget(label)
    label.show()
    assert colour_of(label) == DAY.ink(Tone.WARN).name().upper()
    with qtbot.waitSignal(look.changed):
        look.wear(NIGHT)
    assert colour_of(label) == NIGHT.ink(Tone.WARN).name().upper()


def test_whoever_hears_of_a_change_finds_the_new_style_in_force(look: Look, qapp: QApplication) -> None:
    heard: list[bool] = []
    look.changed.connect(lambda: heard.append(look.theme is SUN and qapp.styleSheet() == style_sheet(SUN)))
    look.wear(SUN)
    assert heard == [True]


def test_the_looks_go_round(look: Look) -> None:
    names = []
    for _ in range(4):
        names.append(look.theme.name)
        look.wear(look.next_theme())
    assert names == ["day", "sun", "night", "day"]
