"""Insights on screen: figures, the rows behind each, and the paper of the charts."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import busy_lane, focused, press, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.gain import Gain
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.printing.pixels import pages
from collector_desktop.services.insights import insights
from collector_desktop.services.plan_gain import MonthGain
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.collector.insights.presenter import gain_word, paper_head
from collector_desktop.ui.theme import NIGHT
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.charts.sheet import sheet_pdf


def opened(seats: Seats, qtbot: QtBot) -> InsightsPage:
    page = InsightsPage(seats.session)
    with qtbot.waitSignal(page.loaded):
        show(page, qtbot)
    page.activated()
    return page


def test_every_chart_has_its_figures(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    assert "2026年10月 回收率" in page._headline.text()
    assert len(page.by_village.marks) == 3
    assert len(page.home.marks) == 21
    assert len(page.ageing.marks) == 5
    assert len(page.by_day.marks) == DAY.day
    assert page.gain.text() == "敲门还不多,比不出计划省了多少"
    assert unnamed_or_small(page) == []


def test_enter_on_a_mark_opens_its_rows_and_escape_goes_back(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    assert focused() is page.by_village
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Return)
    village = page.by_village.marks[1].label
    assert {row.village for row in page.bill_model.rows} == {village}
    assert focused() is page.bill_table
    with qtbot.waitSignal(page.card_wanted) as card:
        press(qtbot, Qt.Key.Key_Return)
    assert card.args == [page.bill_model.rows[0].account]
    press(qtbot, Qt.Key.Key_Escape)
    assert focused() is page.by_village


@pytest.mark.parametrize(
    ("real", "words"),
    [
        (1.5, "2026年11月 头九成收款户每户敲 1.5 次,按纸质顺序估计 2.0–3.1 次,省约 40%"),
        (3.4, "2026年11月 头九成收款户每户敲 3.4 次,按纸质顺序估计 2.0–3.1 次,多约 36%"),
        (2.6, "2026年11月 头九成收款户每户敲 2.6 次,按纸质顺序估计 2.0–3.1 次,看不出差别"),
    ],
)
def test_what_the_plan_brought_is_told_with_its_range(seats: Seats, real: float, words: str) -> None:
    gain = Gain(households=80, real=real, paper=2.5, low=2.0, high=3.1)
    found = insights(seats.session.ledger, DAY).model_copy(
        update={"gain": MonthGain(month=BillingMonth(2026, 11), gain=gain)}
    )
    assert gain_word(found) == words


def test_the_rows_behind_a_rate_say_the_rate_and_their_month_in_words(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    page.by_month.setFocus()
    page.by_month.opened.emit(page.by_month.marks[-1].trace)
    rate = page._headline.text().split()[-1]
    assert page._rows_sum.text().endswith(f"回收率 {rate}")
    titles = {column.title: column for column in page.bill_model.columns}
    row = page.bill_model.rows[0]
    assert titles["内容"].text(row) == "2026年10月 电费"
    assert row.recovery is not None
    assert titles["还差"].text(row) == row.recovery.outstanding.grouped()


def test_penalties_stand_in_pairs_that_say_which_is_which(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    billed, received = page.penalties.marks[-2:]
    assert (billed.label, received.label) == ("11月", "11月")
    assert billed.text.startswith("应收 ")
    assert received.text.startswith("收到 ")
    for mark in (billed, received):
        page.penalties.opened.emit(mark.trace)
        assert page._rows_sum.text().endswith(f"合计 ¥{mark.text.split()[1]}")


def test_figures_follow_what_happens(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    assert page.tiles[1].text() == "上门 0 次"
    session = seats.session
    visit = RecordVisit(id=new_act_id(), account=seats.owing(0).account, slot=Slot.EVENING, outcome=Outcome.NOT_HOME)
    changes = record(session.ledger, visit, session.stamp())
    with qtbot.waitSignal(page.loaded):
        page.refresh(changes)
    assert page.tiles[1].text() == "上门 1 次"
    page.tiles[1].click()
    (row,) = page.model.rows
    assert row.account == visit.account
    page.refresh(Changes(topics=frozenset({Topic.CASH})))


@pytest.mark.parametrize("tile", range(7))
def test_every_small_figure_opens_its_list(seats: Seats, qtbot: QtBot, tile: int) -> None:
    page = opened(seats, qtbot)
    seats.pay(seats.owing(0).account)
    page.tiles[tile].click()
    assert focused() is (page.bill_table if tile == 0 else page.table)


def test_the_charts_come_out_on_one_sheet_in_the_days_colours(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    seats.session.look.wear(NIGHT)
    (sheet,) = pages(page.pdf(), dpi=50)
    assert sheet.width > sheet.height
    paper = sum(sheet.rgb) / len(sheet.rgb)
    assert paper > 200
    assert seats.session.look.theme is NIGHT


def test_the_printed_charts_name_station_collector_and_day_and_are_marked_as_a_demos(
    seats: Seats, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(seats, qtbot)
    seat = seats.session.seat
    assert seat.demo
    file = tmp_path / "charts.pdf"
    file.write_bytes(page.pdf())
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout
    assert f"{seat.station_name} · {seat.collector_name} · 2026年11月23日" in said
    (marked,) = pages(page.pdf(), dpi=50)
    plain = sheet_pdf(page, "", seats.session.look, head=paper_head(seat, DAY))
    assert pages(plain, dpi=50)[0].rgb != marked.rgb
    assert focused() is page.by_village
    assert paper_head(seats.station.seat, DAY) == f"{seat.station_name} · 2026年11月23日"


def test_the_printed_charts_have_no_buttons_of_the_screen_even_from_another_place(
    seats: Seats, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(seats, qtbot)
    page.hide()
    file = tmp_path / "charts.pdf"
    file.write_bytes(page.pdf())
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout
    assert page.tiles[0].text() in said
    assert page.reporting.text() not in said
    assert page.printing.text() not in said
    assert not page.printing.isHidden()


def test_the_charts_are_printed_beside_the_window(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    printed = seats.folder / "printed.pdf"
    with busy_lane(seats.session.lane):
        page.printing.click()
        assert not printed.exists()
    qtbot.waitUntil(page.notice.isVisible)
    assert page.notice.text == "已送打印机"
    assert printed.read_bytes().startswith(b"%PDF")


def test_charts_that_did_not_come_out_are_told_in_our_words_and_printed_again(seats: Seats, qtbot: QtBot) -> None:
    page = opened(seats, qtbot)
    under = page._under.text()
    seats.session.printer.name = str(seats.folder / "lp0")
    (seats.folder / "lp0").touch()
    seats.session.printer.output_file = ""
    page.printing.click()
    qtbot.waitUntil(page.notice.isVisible)
    assert page.notice.text == "没有打印出来 这张纸比小票宽,请换一台打印机"
    assert page._under.text() == under
    seats.session.printer.name, seats.session.printer.output_file = "", str(seats.folder / "printed.pdf")
    (again,) = page.notice.findChildren(KeyButton)
    again.click()
    qtbot.waitUntil(lambda: page.notice.text == "已送打印机")
