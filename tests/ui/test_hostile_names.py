"""Rows 32 and 33: names that would act or hide, from an import through every screen, paper and spreadsheet."""

import unicodedata
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hostile_names import NAMES
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from ui_seats import DAY, START, Seats

from collector_desktop.app.demo.exports import write_villages
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.visit import Slot
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.printing.paper import RECEIPT_PAPERS, Paper
from collector_desktop.printing.receipt import receipt_pdf
from collector_desktop.printing.route_list import Stop, route_list_pdf
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import door_slips, enrolling, issuing, savings_papers, service_papers, taking_route
from collector_desktop.services.founding import found_station
from collector_desktop.services.importing import import_exports
from collector_desktop.services.printing_out import paper_of
from collector_desktop.store.queries import accounts, policies
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow
from collector_desktop.ui.collector.accounts.model import columns
from collector_desktop.ui.desk import COLLECT, Desk
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.widgets.plain_tip import plain_tip

PLACES = "<img src='/etc/hostname'/>前柳村<b>老井南</b>"

SHOWN = {"=1+1", "<b>王</b>", '<img src="/etc/passwd"/>', "李四", "长" * 200, "%s{0}{name}%(x)d"}
"""Names as they are kept, one of each kind."""


@pytest.fixture(scope="module")
def prepared_seats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both seats of villages where such people live: imported, a laptop enrolled, its route taken."""
    folder = tmp_path_factory.mktemp("hostile")
    stamp = Stamp(by=Badge("clerk"), business_day=DAY, at=START)
    write_villages(folder / "exports", seed=11, households=2 * len(NAMES), names=NAMES)
    station = found_station(str(folder / "station.db"), folder / "station.keys", "41070305", "柳泉供电所", stamp)
    import_exports(station, sorted((folder / "exports").iterdir()), stamp, accept_problems=True)
    with station.writing() as conn:
        conn.execute(update(AccountRow).values(hint=PLACES))
        conn.execute(update(BalanceRow).values(deposit=Money(5000)))
    request = enrolling.request_enrolment(folder / "laptop.keys", folder, "甲的电脑", stamp)
    keys = DeviceKeys.load(folder / "station.keys")
    enrolled = enrolling.enrol(station, keys, request.path, "<b>甲</b>", "0717", folder, stamp)
    answer = enrolling.read_station_answer(enrolled.path, folder / "laptop.keys")
    laptop = enrolling.accept_answer(answer, folder / "laptop.keys", folder / "laptop.db", stamp, demo=True)
    issued = issuing.issue(station, enrolled.device, [], folder, stamp)
    taking_route.take_route(laptop, DeviceKeys.load(folder / "laptop.keys"), issued.path, stamp)
    station.close()
    laptop.close()
    return folder


def named(seats: Seats) -> dict[str, AccountNumber]:
    """Everybody's name as it is kept."""
    with seats.session.ledger.reading() as conn:
        return {row.name: AccountNumber(row.number) for row in conn.execute(select(AccountRow.name, AccountRow.number))}


def markup(seats: Seats) -> AccountNumber:
    return named(seats)["<b>王</b>"]


def test_an_import_keeps_markup_as_text_and_drops_what_can_not_be_seen(seats: Seats) -> None:
    names = named(seats)
    assert {"=1+1", "<b>王</b>", '<img src="/etc/passwd"/>', "赵钱", "李四", "𠮷䶮㼆"} <= {
        name.replace("\U0001f9ff", "").replace("\ue000", "") for name in names
    }
    for name in names:
        assert len(name) <= 200
        assert not [each for each in name if unicodedata.category(each) in ("Cc", "Cf", "Cs")]


def rich(window: QWidget) -> Iterator[str]:
    """What in a window could take a text for markup."""
    for label in window.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText and "<" in label.text():
            yield f"label {label.text()[:60]}"
    for edit in window.findChildren(QTextEdit):
        if edit.acceptRichText() and edit.toPlainText():
            yield f"text {edit.toPlainText()[:60]}"
    for widget in window.findChildren(QWidget):
        yield from obeyed(widget.toolTip())
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model is None:
            continue
        for row in range(min(model.rowCount(QModelIndex()), 60)):
            for index in takewhile(QModelIndex.isValid, (model.index(row, column) for column in count())):
                yield from obeyed(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def obeyed(tip: str) -> Iterator[str]:
    document = QTextDocument()
    document.setHtml(tip)
    if "<" in tip and "<" not in document.toPlainText():
        yield f"tip {tip[:60]}"


def found_rich(window: Frame) -> list[str]:
    return [f"{window.place}: {what}" for what in rich(window)]


def test_no_place_of_the_laptop_takes_a_name_for_markup(seats: Seats, qtbot: QtBot) -> None:
    seats.pay(markup(seats), Money(500))
    desk = Desk(seats.session)
    qtbot.addWidget(desk)
    desk.show()
    for place in desk.places:
        desk.go(place)
        assert found_rich(desk) == []
    for account in [account for name, account in named(seats).items() if name in SHOWN]:
        desk.open_account(account)
        assert desk.place == COLLECT
        desk.collect.show_household()
        desk.collect.explain()
        desk.grab()
    assert found_rich(desk) == []


def test_no_place_of_the_station_takes_a_name_for_markup(seats: Seats, qtbot: QtBot) -> None:
    desk = StationDesk(seats.station_session(seats.session.look))
    qtbot.addWidget(desk)
    desk.show()
    for place in desk.places:
        desk.go(place)
        desk.grab()
        assert found_rich(desk) == []


def test_a_tip_shows_markup_as_it_was_written() -> None:
    document = QTextDocument()
    document.setHtml(plain_tip("<b>王</b> & <img src='x'>"))
    assert document.toPlainText() == "<b>王</b> & <img src='x'>"
    assert list(obeyed("<b>王</b>"))
    assert plain_tip("王秀英") == "王秀英"


def test_the_search_field_takes_any_text(seats: Seats, qtbot: QtBot) -> None:
    desk = Desk(seats.session)
    qtbot.addWidget(desk)
    desk.show()
    names = named(seats)
    for text in (*NAMES, "\n\n", "' OR 1=1 --", "%"):
        desk.top.search.begin(text)
        desk.grab()
        found = {each.account for each in desk.top.search.results()}
        assert text not in names or names[text] in found


def test_a_spreadsheet_of_everybody_has_no_formula_in_it(seats: Seats, tmp_path: Path) -> None:
    with seats.session.ledger.reading() as conn:
        lines = accounts.lines(conn, DAY, policies.policy(conn))
    shown = columns()
    path = tmp_path / "=台账.xlsx"
    rows = [[column.leaves(line) for column in shown] for line in lines]
    rows += [[line.name, line.address, line.number] for line in lines]
    write_table(path, "=1+1", [column.title for column in shown], rows)
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert {"=1+1", "+SUM(A1:A9)", "-2+3", "@A1", "<b>王</b>"} <= {cell.value for cell in cells}


def read_back(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def papers(seats: Seats, account: AccountNumber) -> Iterator[bytes]:
    """Every paper a household is given on a visit."""
    ledger = seats.session.ledger
    printed = paper_of(ledger, seats.pay(account, Money(500)).number)
    for paper in RECEIPT_PAPERS:
        yield receipt_pdf(printed.given.receipt, paper, code=printed.code)
    yield service_papers.blank_slip(ledger, account, DAY)
    yield service_papers.tariff_sheet(ledger, account, DAY)
    yield savings_papers.statement_paper(ledger, account, DAY)
    yield savings_papers.deposit_slip(ledger, account, DAY)
    yield savings_papers.saver_invitation(ledger, account, DAY)
    slip = door_slips.LeaveSlip(visit=new_act_id(), slip=new_act_id(), account=account, slot=Slot.EVENING)
    door_slips.leave_slip(ledger, slip, seats.session.stamp())
    yield door_slips.slip_paper(ledger, slip.slip, Paper.A5_TALL)


def test_every_paper_of_such_a_household_is_drawn_and_shows_its_name_as_it_is(seats: Seats) -> None:
    for name, account in named(seats).items():
        if name not in SHOWN:
            continue
        for pdf in papers(seats, account):
            text = read_back(pdf)
            if name.isascii() and len(name) < 20:
                assert "".join(name.split()) in text


def test_a_list_of_doors_with_names_of_four_thousand_characters_is_drawn(seats: Seats) -> None:
    door = seats.owing(0)
    stops = [
        Stop(
            order=at,
            name=name,
            account=door.account,
            hint=name,
            village=name,
            group=name,
            months=1,
            amount=door.due,
        )
        for at, name in enumerate(NAMES)
    ]
    assert read_back(route_list_pdf("<b>单</b>", stops, demo=False))
