"""代扣 at the station: the bank's file taken in, its failures listed, a bad one refused row by row."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import press, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.queries import bills
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.debits.model import Shelf
from collector_desktop.ui.station.debits.page import DebitsPage
from collector_desktop.ui.widgets.known_lines import KnownLines
from collector_desktop.ui.widgets.label import Label

HEADER = ("户号", "电费年月", "扣款金额", "扣款结果", "失败原因", "扣款日期")


@pytest.fixture
def page(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[DebitsPage]:
    session = seats.station_session(look)
    found = DebitsPage(session)
    show(found, qtbot)
    found.activated()
    yield found
    session.lane.close()


def row_of(seats: Seats, account: AccountNumber, result: str = "成功", reason: str = "") -> tuple[str, ...]:
    """The household's oldest open bill as the bank tells of it."""
    with seats.station.reading() as conn:
        bill = next(bill for bill in bills.of_account(conn, account) if bill.open)
    return account, f"{bill.month}", str(bill.open), result, reason, DAY.isoformat()


def bank_file(folder: Path, *rows: tuple[str, ...], name: str = "代扣结果.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows((HEADER, *rows))
    return path


def take_in(page: DebitsPage, path: Path, qtbot: QtBot) -> None:
    page.take_in(path)
    qtbot.waitUntil(lambda: not page.notice.isHidden())


def test_the_banks_file_is_taken_in_and_what_failed_waits_in_the_list(
    page: DebitsPage, seats: Seats, qtbot: QtBot
) -> None:
    first, second = seats.owing(0).account, seats.owing(1).account
    path = bank_file(seats.folder, row_of(seats, first), row_of(seats, second, "失败", "余额不足"))
    with qtbot.waitSignal(page.changed):
        page.take_in(path)
    assert "扣成 1 笔" in page.notice.text
    assert "扣款失败 1 笔" in page.notice.text
    assert [line.result.account for line in page.model.rows] == [second]
    page.choice.changed.emit(Shelf.ALL)
    assert {line.result.account for line in page.model.rows} == {first, second}
    page.choice.changed.emit(Shelf.WAITING)
    page.activated()
    with qtbot.waitSignal(page.card_wanted) as wanted:
        press(qtbot, Qt.Key.Key_Return)
    assert wanted.args == [second]
    take_in(page, path, qtbot)
    assert "以前收过" in page.notice.text


def test_a_file_with_mistakes_changes_nothing_and_they_are_listed(page: DebitsPage, seats: Seats, qtbot: QtBot) -> None:
    account = seats.owing(0).account
    stranger = (AccountNumber("4999999999"), "202610", "10.00", "成功", "", DAY.isoformat())
    take_in(page, bank_file(seats.folder, row_of(seats, account, "不知道"), stranger), qtbot)
    lines = page.panel.content
    assert isinstance(lines, KnownLines)
    said = " ".join(label.text() for label in lines.findChildren(Label))
    assert "第 2 行" in said
    assert "第 3 行" in said
    assert page.import_button.isEnabled()
    page.choice.changed.emit(Shelf.ALL)
    assert not page.model.rows


def test_a_file_that_is_not_there_is_told_plainly(page: DebitsPage, seats: Seats, qtbot: QtBot) -> None:
    take_in(page, seats.folder / "没有.csv", qtbot)
    assert page.import_button.isEnabled()


def test_every_control_has_a_name_and_is_large_enough(page: DebitsPage) -> None:
    assert unnamed_or_small(page) == []
