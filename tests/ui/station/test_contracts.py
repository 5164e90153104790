"""合同 at the station: the register on screen, one contract entered, a file taken in or refused row by row."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import press, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.printing.paper import Paper
from collector_desktop.store.queries.contracts import contract
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.contracts.model import Shelf
from collector_desktop.ui.station.contracts.page import ContractsPage
from collector_desktop.ui.station.contracts.panel import ContractForm
from collector_desktop.ui.widgets.known_lines import KnownLines
from collector_desktop.ui.widgets.label import Label


@pytest.fixture
def page(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[ContractsPage]:
    session = Session(
        ledger=seats.station,
        keys=seats.station_keys,
        business_day=DAY,
        clock=seats.clock,
        look=look,
        printer=Printer(paper=Paper.A4, output_file=str(seats.folder / "printed.pdf")),
        drafts=Drafts(seats.folder / "station.drafts"),
        exchange_folder=seats.folder,
    )
    found = ContractsPage(session)
    show(found, qtbot)
    found.activated()
    yield found
    session.lane.close()


def register_file(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "合同台账.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows((("户号", "合同编号", "签订日期", "违约金比例"), *rows))
    return path


def test_a_contract_is_entered_with_the_keyboard_and_then_stands_in_the_register(
    page: ContractsPage, seats: Seats, qtbot: QtBot
) -> None:
    first = page.model.rows[0]
    press(qtbot, Qt.Key.Key_Return)
    form = page.panel.content
    assert isinstance(form, ContractForm)
    page.panel.primary.click()
    assert list(form.errors()) == ["number"]
    form.number.setText("GYD-1")
    form.rate.setText("很多")
    form.cap.setText("三成")
    page.panel.primary.click()
    assert list(form.errors()) == ["rate", "cap"]
    form.rate.setText("万分之五")
    form.cap.setText("20%")
    page.panel.primary.click()
    assert page.panel.isHidden()
    with seats.station.reading() as conn:
        found = contract(conn, first.account)
    assert found is not None
    assert (str(found.agreed_permille), found.agreed_cap_percent) == ("0.5", 20)
    assert page.table.current() == page.model.rows[0]
    assert page.model.rows[0].contract == found


def test_a_rate_over_the_law_is_entered_only_as_it_was_signed(page: ContractsPage, seats: Seats) -> None:
    account = page.model.rows[0].account
    page.register_button.click()
    form = page.panel.content
    assert isinstance(form, ContractForm)
    form.number.setText("GYD-1")
    form.rate.setText("5‰")
    page.panel.primary.click()
    assert list(form.errors()) == ["rate"]
    form.as_signed.choose(True)
    page.panel.primary.click()
    page.choice.changed.emit(Shelf.DOUBTFUL)
    assert [line.account for line in page.model.rows] == [account]
    page.choice.changed.emit(Shelf.MISSING)
    assert account not in [line.account for line in page.model.rows]


def test_a_register_is_taken_in(page: ContractsPage, seats: Seats, qtbot: QtBot) -> None:
    accounts = [line.account for line in page.model.rows[:3]]
    page.take_in(register_file(seats.folder, *((account, "GYD-1", "2020-05-06", "1‰") for account in accounts)))
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    assert "登记 3 份" in page.notice.text
    assert sum(line.contract is not None for line in page.model.rows) == 3


def test_a_bad_register_is_refused_and_shown_row_by_row(page: ContractsPage, seats: Seats, qtbot: QtBot) -> None:
    account = page.model.rows[0].account
    page.take_in(register_file(seats.folder, (account, "", "2020-05-06", "1‰"), ("4999999999", "G", "2020-05-06", "")))
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    lines = page.panel.content
    assert isinstance(lines, KnownLines)
    said = " ".join(label.text() for label in lines.findChildren(Label))
    assert "第 2 行" in said
    assert "没有合同编号" in said
    assert "第 3 行" in said
    assert not any(line.contract for line in page.model.rows)


def test_a_file_that_is_no_table_is_told_plainly(page: ContractsPage, seats: Seats, qtbot: QtBot) -> None:
    path = seats.folder / "照片.csv"
    path.write_bytes(bytes(range(256)) * 10)
    page.take_in(path)
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    assert not any(line.contract for line in page.model.rows)
    page.take_in(seats.folder / "没有.csv")
    qtbot.waitUntil(lambda: not page.notice.isHidden())


def test_every_control_has_a_name_and_is_large_enough(page: ContractsPage) -> None:
    assert unnamed_or_small(page) == []
