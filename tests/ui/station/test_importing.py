"""Exports in the station's window: looked at, the problems accepted or not, imported whole, and what comes next."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_exports import ONE, TWO, Filed, Owed, archive, arrears
from ui_hand import drop, focused, press, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.names import AccountNumber
from collector_desktop.exchange.station_export.columns import Field, column_sets
from collector_desktop.exchange.station_export.problems import Reason, Severity
from collector_desktop.exchange.station_export.wording import SENTENCES, SEVERITIES
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.importing import import_exports
from collector_desktop.store.queries import bills
from collector_desktop.store.queries.imports import last_import
from collector_desktop.ui.language import english
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.station.importing.page import ImportPage
from collector_desktop.ui.station.importing.words import FIELDS
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.worker import Progress


@pytest.fixture
def desk(seats: Seats, look: Look, qtbot: QtBot) -> StationDesk:
    desk = StationDesk(seats.station_session(look))
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    return desk


def shown(desk: StationDesk, qtbot: QtBot, *paths: Path) -> ImportPage:
    """Drop exports and wait until they were read."""
    drop(desk.exchange, *paths)
    page = desk.exchange.importing
    qtbot.waitUntil(lambda: page.preview is not None)
    return page


def owed(seats: Seats, account: str = ONE) -> dict[str, int]:
    with seats.station.reading() as conn:
        return {str(bill.month): bill.open.fen for bill in bills.of_account(conn, AccountNumber(account))}


def test_exports_dropped_on_the_window_are_shown_then_imported_with_enter_and_issued_next(
    desk: StationDesk, seats: Seats, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(desk, qtbot, archive(tmp_path, Filed(ONE)), arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    assert [(row.name, row.errors) for row in page.files.rows] == [("用户档案.xlsx", 0), ("欠费明细.csv", 0)]
    assert owed(seats) == {}
    assert focused() is page.go
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert owed(seats) == {"202610": 2744}
    assert "已导入 2 个文件" in page.notice.text
    assert "新的账单 1" in page.notice.text
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is desk.exchange.issue
    with seats.station.reading() as conn:
        last = last_import(conn)
    assert last is not None
    assert [file.name for file in last.files] == ["用户档案.xlsx", "欠费明细.csv"]


def test_rows_with_errors_keep_everything_out_until_the_clerk_accepts_that_they_are_left(
    desk: StationDesk, seats: Seats, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(desk, qtbot, arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44")))
    assert focused() is page.problem_table
    first = page.problems.rows[0]
    assert (first.row, first.column, first.reason) == (3, "电费", Reason.AMOUNT_NOT_UNDERSTOOD)
    page.confirm()
    assert not page.go.isEnabled()
    page.accept.click()
    with qtbot.waitSignal(page.changed):
        page.go.click()
    assert (owed(seats), owed(seats, TWO)) == ({"202610": 2744}, {})
    assert "清单在" in page.notice.text


def test_the_list_is_the_whole_stations_only_if_the_clerk_says_so(
    desk: StationDesk, seats: Seats, tmp_path: Path, qtbot: QtBot
) -> None:
    before = seats.owing(0).account
    page = shown(desk, qtbot, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    assert page.preview is not None
    assert page.preview.shown.effect.counts.bills_settled == 0
    seen = page.preview
    page.whole.click()
    qtbot.waitUntil(lambda: page.preview not in (None, seen))
    assert page.preview.shown.effect.missing == seen.shown.effect.missing
    assert 0 < page.preview.shown.effect.counts.bills_settled <= len(seen.shown.effect.missing.bills)
    with qtbot.waitSignal(page.changed):
        page.go.click()
    assert not any(owed(seats, before).values())


def test_a_clerk_whose_colleague_imported_meanwhile_is_told_and_looks_again(
    desk: StationDesk, seats: Seats, tmp_path: Path, qtbot: QtBot
) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    page = shown(desk, qtbot, path)
    import_exports(seats.station, [path], seats.stamp())
    page.confirm()
    qtbot.waitUntil(page.notice.isVisible)
    assert "账本变了" in page.notice.text
    seen = page.preview
    page.notice.focus_action()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.preview is not seen and page.preview is not None)
    assert not page.go.isEnabled()


def test_an_import_that_is_stopped_leaves_the_books_and_the_preview_as_they_were(
    desk: StationDesk, seats: Seats, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(desk, qtbot, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    held = Event()

    def hold(_progress: Progress) -> None:
        held.wait()

    desk.session.lane.run(hold)
    page.confirm()
    page.findChild(JobBar).stop.click()
    held.set()
    qtbot.waitUntil(page.notice.isVisible)
    assert "账本没有变" in page.notice.text
    assert owed(seats) == {}
    assert page.go.isEnabled()


def test_a_file_that_is_no_export_is_named_with_what_it_lacks_and_imports_nothing(
    desk: StationDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,住址\n阎超,前柳村\n", encoding="gb18030")
    page = shown(desk, qtbot, path)
    assert [(row.table, row.errors) for row in page.files.rows] == [(None, 1)]
    assert [problem.reason for problem in page.problems.rows] == [Reason.COLUMNS_NOT_RECOGNISED]
    page.accept.click()
    assert not page.go.isEnabled()


def test_day_packages_dropped_on_the_window_are_taken_in(desk: StationDesk, seats: Seats, qtbot: QtBot) -> None:
    session = seats.session
    seats.pay(seats.owing(0).account)
    package = hand_over(session.ledger, seats.folder, session.stamp()).path
    with qtbot.waitSignal(desk.exchange.changed):
        drop(desk.exchange, package)
    assert "收下 1 个日包" in desk.exchange.notice.text


def test_the_folder_of_the_last_exports_is_where_the_next_are_looked_for(
    desk: StationDesk, seats: Seats, tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    shown(desk, qtbot, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    assert ImportPage(seats.station_session(look)).folder == tmp_path


def test_the_import_is_seen_whole_every_control_has_a_name_and_esc_goes_back(
    desk: StationDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(desk, qtbot, arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44")))
    QApplication.processEvents()
    assert desk.needed.width() <= 1280
    assert desk.needed.height() <= 720
    assert unnamed_or_small(page) == []
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_whatever_is_wrong_with_a_file_has_an_english_sentence() -> None:
    assert set(SENTENCES) == set(Reason)
    kinds = [known.name for known in column_sets()]
    assert [text for text in (*SENTENCES.values(), *SEVERITIES.values(), *kinds) if text not in english()] == []
    assert set(SEVERITIES) == set(Severity)


def test_every_column_of_every_export_has_a_word() -> None:
    used = {field for known in column_sets() for field in known.fields_by_header.values()}
    assert used <= set(FIELDS) <= set(Field)
