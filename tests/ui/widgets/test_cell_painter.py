import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from ui_hand import show
from ui_seats import Seats

from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.cell_painter import CellPainter
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.rows_model import Column, RowsModel

SHORT, LONG = "村委会", "赶集的路口、村委会院里"
LONGEST = "讲了电费法律、违约金怎么算、安全用电和代扣的好处,发了宣传单,大家问得最多的是陈欠"


@pytest.fixture
def table(look: Look, qtbot: QtBot, seats: Seats) -> DataTable[str]:
    column: Column[str] = Column(
        key="where", title="地点", text=str, order=str, outside=str, width=110, tone=lambda _row: Tone.DANGER
    )
    model = RowsModel((column,), look)
    made = DataTable("地点", model, seats.session, "test")
    model.setParent(made)
    model.show((SHORT, LONG, LONGEST))
    show(made, qtbot)
    return made


def option_of(table: DataTable[str], row: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    index = table.model().index(row, 0)
    option.rect = table.visualRect(index)
    painter = table.itemDelegate()
    assert isinstance(painter, CellPainter)
    painter.initStyleOption(option, index)
    return option


def test_a_text_too_long_for_its_cell_takes_two_smaller_lines(table: DataTable[str]) -> None:
    wraps = QStyleOptionViewItem.ViewItemFeature.WrapText
    short, long = option_of(table, 0), option_of(table, 1)
    assert (short.font.pixelSize(), bool(short.features & wraps)) == (Size.BODY, False)
    assert (long.font.pixelSize(), bool(long.features & wraps)) == (Size.SMALL, True)


def test_what_is_amiss_keeps_its_colour_under_the_cursor(table: DataTable[str], look: Look) -> None:
    option = option_of(table, 0)
    assert option.palette.color(QPalette.ColorRole.HighlightedText) == look.theme.ink(Tone.DANGER)
    table.go_to(0)
    picture = table.grab(table.visualRect(table.model().index(0, 0)).translated(0, table.horizontalHeader().height()))
    shown = picture.toImage()
    drawn = {shown.pixelColor(x, y).name().upper() for x in range(shown.width()) for y in range(shown.height())}
    assert look.theme.ink(Tone.DANGER).name().upper() in drawn


def test_the_row_under_the_cursor_holds_the_whole_of_its_text_and_the_others_are_even(table: DataTable[str]) -> None:
    usual = table.rowHeight(0)
    table.go_to(2)
    lines = QFontMetrics(font(Size.SMALL)).horizontalAdvance(LONGEST) / table.columnWidth(0)
    assert table.rowHeight(2) >= lines * Size.SMALL
    assert [table.rowHeight(at) for at in (0, 1)] == [usual, usual]
    table.setColumnWidth(0, 900)
    assert table.rowHeight(2) == usual
    table.setColumnWidth(0, 110)
    table.go_to(1)
    assert [table.rowHeight(at) for at in range(3)] == [usual] * 3
    table.go_to(2)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    model = table.model()
    assert isinstance(model, RowsModel)
    heights = {model.row(at): table.rowHeight(at) for at in range(3)}
    assert {text for text, height in heights.items() if height > usual} == {LONGEST}
    model.show((SHORT, SHORT, SHORT))
    assert [table.rowHeight(at) for at in range(3)] == [usual] * 3
