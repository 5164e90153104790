"""The month's penalty report beside the charts: seen, kept as a spreadsheet, nobody named."""

import openpyxl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small
from ui_seats import Seats

from collector_desktop.printing.pixels import pages
from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.widgets.label import Label


def opened(seats: Seats, qtbot: QtBot) -> InsightsPage:
    page = InsightsPage(seats.session)
    with qtbot.waitSignal(page.loaded):
        show(page, qtbot)
    page.activated()
    page.reporting.click()
    return page


def test_the_report_opens_on_this_month_and_escape_goes_back(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    sheet = page.penalty_sheet
    assert sheet.chosen_month.label == "2026年11月"
    assert len(pages(sheet.paper.pdf, dpi=30)) == 1
    said = "\n".join(label.text() for label in sheet.findChildren(Label) if label.isVisible())
    assert "未经批准的减免:没有" in said
    assert unnamed_or_small(page) == []
    assert focused() is sheet.month
    press(qtbot, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert focused() is page.penalties


def test_another_month_is_chosen_and_kept_as_a_spreadsheet(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    sheet = page.penalty_sheet
    before = sheet.paper.pdf
    sheet.month.setCurrentIndex(1)
    sheet.month.activated.emit(1)
    assert sheet.chosen_month.label == "2026年10月"
    assert sheet.paper.pdf != before
    sheet.keep.click()
    qtbot.waitUntil(sheet.notice.isVisible)
    (path,) = seats.session.exchange_folder.glob("*违约金月报.xlsx")
    cells = [str(cell) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True) for cell in row]
    assert "2026年10月" in path.name
    assert seats.owing(0).account not in cells
    assert seats.owing(0).name not in cells


def test_a_payment_is_in_the_report_when_it_is_opened_again(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    late = next(at for at in range(20) if seats.owing(at).penalty)
    door = seats.owing(late)
    before = [label.text() for label in page.penalty_sheet._sums]
    seats.pay(door.account)
    page.close_rows()
    page.reporting.click()
    assert [label.text() for label in page.penalty_sheet._sums] != before
