import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.cell_painter import CellPainter
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.rows_model import Column, RowsModel

SHORT, LONG = "村委会", "赶集的路口、村委会院里"


@pytest.fixture
def table(look: Look, qtbot: QtBot, tmp_path) -> DataTable[str]:
    column: Column[str] = Column(
        key="where", title="地点", text=str, order=str, outside=str, width=110, tone=lambda _row: Tone.DANGER
    )
    model = RowsModel((column,), look)
    made = DataTable("地点", model, Drafts(tmp_path / "drafts"), "test")
    model.setParent(made)
    model.show((SHORT, LONG))
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
