"""The station's statistics: charts, what every collector's day came to, and the reports."""

from collections.abc import Sequence
from datetime import timedelta

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.reconciliation import Standing
from collector_desktop.services import reporting, station_reports
from collector_desktop.services.closing import close
from collector_desktop.services.handing_over import hand_over
from collector_desktop.ui.language import english
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import ACCOUNTS, INSIGHTS, StationDesk
from collector_desktop.ui.station.statistics.page import CHARTS, RECONCILE, REPORTS
from collector_desktop.ui.station.statistics.reports_presenter import Report
from collector_desktop.ui.station.statistics.reports_tab import ReportsTab

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def collected(seats: Seats) -> Seats:
    """Two households paid, the drawer came out 1.00 short, and the day lies at the station."""
    session = seats.session
    taken = [seats.pay(seats.owing(0).account).received.fen for _ in range(2)]
    close(session.ledger, DAY, CashCount.of({1: sum(taken) - 100}), "找错零钱", session.stamp())
    seats.take_in(hand_over(session.ledger, seats.folder, session.stamp()).path)
    return seats


@pytest.fixture
def desk(collected: Seats, look: Look, qtbot: QtBot) -> StationDesk:
    desk = StationDesk(collected.station_session(look))
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.go(INSIGHTS)
    return desk


def reported(desk: StationDesk, report: Report, qtbot: QtBot) -> ReportsTab:
    """Open a report and wait until it was made."""
    desk.statistics.go(REPORTS)
    tab = desk.statistics.reports
    before = tab.made
    tab.open_report(report)
    qtbot.waitUntil(lambda: tab.made is not before and not desk.session.lane.busy)
    return tab


def test_a_short_drawer_is_found_with_two_keys_and_its_papers_with_one_more(desk: StationDesk, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_2, CTRL)
    tab = desk.statistics.reconcile
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    (day,) = tab.model.rows
    assert (day.day, day.standing, day.held) == (DAY, Standing.SHORT, day.closed and day.closed.counted)
    assert focused() is tab.table
    assert desk.statistics.row.tabs[RECONCILE].text() == "对账  1"
    press(qtbot, Qt.Key.Key_Return)
    assert [button.text() for button in tab.papers.buttons] == ["日清日结单", "收据清单"]
    assert tab.papers.pdf.startswith(b"%PDF")
    press(qtbot, Qt.Key.Key_Escape)
    assert focused() is tab.table


def test_days_of_one_collector_are_seen_alone(desk: StationDesk, collected: Seats, qtbot: QtBot) -> None:
    desk.statistics.go(RECONCILE)
    tab = desk.statistics.reconcile
    qtbot.waitUntil(lambda: tab.who.count() == 2)
    tab.who.setCurrentIndex(1)
    tab.who.activated.emit(1)
    assert [day.device for day in tab.model.rows] == [collected.session.seat.device]


@pytest.mark.parametrize("report", [Report.RECOVERY, Report.TAKINGS, Report.PENALTY, Report.ROUTE, Report.ATTENTION])
def test_every_report_is_seen_as_a_table_and_kept_as_paper_and_spreadsheet(
    desk: StationDesk, collected: Seats, report: Report, qtbot: QtBot
) -> None:
    tab = reported(desk, report, qtbot)
    assert tab.made is not None
    assert tab.table is not None
    assert tab.table.model().rowCount() == len(tab.made.rows) > 0
    QApplication.processEvents()
    assert desk.needed.width() <= 1280
    assert desk.needed.height() <= 720
    for keep in (tab.keep_pdf, tab.keep_spreadsheet):
        with qtbot.waitSignal(tab._writer.written):
            keep()
    name = tab.made.title.replace(" ", "_")
    assert (collected.folder / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    sheet = openpyxl.load_workbook(collected.folder / f"{name}.xlsx").active
    assert sheet is not None
    assert sheet.max_row >= len(tab.made.rows)
    assert name in tab.notice.text


def test_takings_of_a_month_in_which_nothing_was_taken_are_empty_and_those_of_this_one_are_not(
    desk: StationDesk, qtbot: QtBot
) -> None:
    tab = reported(desk, Report.TAKINGS, qtbot)
    for at, rows in ((1, 1), (2, 0)):
        before = tab.made
        tab.month.setCurrentIndex(at)
        tab.month.activated.emit(at)
        qtbot.waitUntil(lambda before=before: tab.made is not before)  # type: ignore[misc]  # a default binds it
        assert tab.made is not None
        assert len(tab.made.rows) == rows


def test_the_walking_list_of_one_village_names_no_other(desk: StationDesk, qtbot: QtBot) -> None:
    tab = reported(desk, Report.ROUTE, qtbot)
    whole = tab.made
    tab.village.setCurrentIndex(1)
    tab.village.activated.emit(1)
    qtbot.waitUntil(lambda: tab.made is not whole)
    assert whole is not None
    assert tab.made is not None
    assert {row[1] for row in tab.made.rows} == {tab.village.currentText()}
    assert 0 < len(tab.made.rows) < len(whole.rows)


def test_a_report_that_does_not_come_out_of_the_printer_can_be_tried_again(desk: StationDesk, qtbot: QtBot) -> None:
    tab = reported(desk, Report.RECOVERY, qtbot)
    tab.print_report()
    qtbot.waitUntil(tab.notice.isVisible)
    assert "没有打出来" in tab.notice.text


def test_every_tab_is_seen_whole_and_every_control_has_a_name(desk: StationDesk, qtbot: QtBot) -> None:
    for tab in (CHARTS, RECONCILE, REPORTS):
        desk.statistics.go(tab)
        qtbot.waitUntil(lambda: not desk.session.lane.busy, timeout=20_000)
        QApplication.processEvents()
        assert desk.needed.width() <= 1280
        assert desk.needed.height() <= 720
        assert unnamed_or_small(desk.statistics) == []


def test_an_account_chosen_behind_a_chart_is_shown_among_all(desk: StationDesk, collected: Seats) -> None:
    desk.statistics.tabs[CHARTS].card_wanted.emit(collected.owing(0).account)
    assert desk.place == ACCOUNTS


def test_every_head_of_a_report_has_an_english_word(collected: Seats) -> None:
    ledger, seat = collected.station, collected.station.seat
    device = collected.session.seat.device
    made = (
        station_reports.recovery_table(reporting.recovery(ledger), seat, DAY),
        station_reports.takings_table(reporting.takings(ledger), seat, DAY),
        station_reports.attention_table(reporting.attention_list(ledger), seat),
        station_reports.route_table(reporting.route(ledger, device, DAY + timedelta(days=1)), seat),
        station_reports.penalty_table(ledger, BillingMonth.of(DAY), DAY),
    )
    heads: list[Sequence[str]] = [table.headers for table in made]
    assert [head for headers in heads for head in headers if head not in english()] == []
