from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.printing.pixels import pages
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.charts.sheet import sheet_pdf


def page_of(look: Look, qtbot: QtBot) -> tuple[QWidget, QPushButton, QPushButton]:
    page, figure, idle = QWidget(), QPushButton("上门 397 次"), QPushButton("打印")
    figure.setProperty("trace", "knocks")
    line = QHBoxLayout(page)
    line.addWidget(figure)
    line.addWidget(idle)
    page.setFixedSize(800, 500)
    show(page, qtbot)
    return page, figure, idle


def ink(pdf: bytes) -> int:
    """How much of the sheet is not white."""
    (raster,) = pages(pdf, dpi=40)
    return sum(1 for value in raster.rgb if value < 250)


def test_what_only_works_on_the_screen_is_not_on_paper_and_is_back_afterwards(look: Look, qtbot: QtBot) -> None:
    page, figure, idle = page_of(look, qtbot)
    printed = ink(sheet_pdf(page, "统计", look))
    assert figure.isVisible()
    assert idle.isVisible()
    idle.setProperty("trace", "another")
    assert ink(sheet_pdf(page, "统计", look)) > printed


def test_a_sheet_of_a_demo_is_marked_as_one(look: Look, qtbot: QtBot) -> None:
    page, _figure, _idle = page_of(look, qtbot)
    assert ink(sheet_pdf(page, "统计", look, demo=True)) > ink(sheet_pdf(page, "统计", look))
