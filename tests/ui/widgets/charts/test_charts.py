"""Charts: every mark is said, reached by keys and mouse, and opens what it is made of."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from ui_hand import press, show

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import THEMES, contrast
from collector_desktop.ui.widgets.charts.bars import LyingBars, StandingBars
from collector_desktop.ui.widgets.charts.chart import Chart, Mark
from collector_desktop.ui.widgets.charts.heat import HeatGrid
from collector_desktop.ui.widgets.charts.line import LineChart

MARKS = tuple(Mark(label=f"第{at}", text=f"{at * 10}%", value=at / 4, trace=at) for at in range(4))


@pytest.fixture(params=["lying", "standing", "line", "heat"])
def chart(request: pytest.FixtureRequest, look: Look, qtbot: QtBot) -> Chart:
    made: dict[str, Chart] = {
        "lying": LyingBars("各村", look, most=1.0, target=0.9),
        "standing": StandingBars("各月", look),
        "line": LineChart("进度", look, most=1.0),
        "heat": HeatGrid("在家", look, ("早", "晚"), ("周一", "周二")),
    }
    chart = made[str(request.param)]
    chart.show_marks(MARKS)
    show(chart, qtbot)
    chart.setFocus()
    return chart


def test_a_screen_reader_is_told_every_mark(chart: Chart) -> None:
    assert chart.accessibleName().endswith("第0 0%;第1 10%;第2 20%;第3 30%")


def test_arrows_walk_and_enter_opens(chart: Chart, qtbot: QtBot) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    press(qtbot, *[Qt.Key.Key_Right] * 9, Qt.Key.Key_Return)
    press(qtbot, *[Qt.Key.Key_Left] * 9, Qt.Key.Key_Return)
    assert opened == [2, 3, 0]


def test_each_mark_is_pressed_where_it_is_drawn(chart: Chart, qtbot: QtBot) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    for place in chart.places():
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert opened == [0, 1, 2, 3]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 1, chart.height() - 1))
    assert len(opened) in (4, 5)


def test_nothing_to_draw_is_no_fault(chart: Chart, qtbot: QtBot) -> None:
    chart.show_marks(())
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert not chart.grab().isNull()


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_figure_of_a_cell_is_readable_on_it(look: Look, qtbot: QtBot, theme: str, share: float) -> None:
    look.wear(THEMES[theme])
    grid = HeatGrid("在家", look, ("早",), ("周一",))
    grid.show_marks((Mark(label="周一 早", text="", value=share, trace=None),))
    show(grid, qtbot)
    cell = grid.places()[0]
    ground = grid.grab().toImage().pixelColor(cell.center().toPoint()).name()
    least = 12 if THEMES[theme].heavy else 7
    assert contrast(ground, THEMES[theme].ink("text").name()) >= least


def test_lying_bars_draw_together_where_there_is_less_room_so_that_the_last_is_seen_whole(
    look: Look, qtbot: QtBot
) -> None:
    bars = LyingBars("欠费账龄", look)
    bars.show_marks((*MARKS, Mark(label="一年以上", text="1", value=0.1, trace=4)))
    show(bars, qtbot)
    bars.resize(bars.minimumSizeHint())
    assert bars.height() <= 130
    assert bars.places()[-1].bottom() <= bars.height()
