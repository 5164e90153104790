"""The month's penalty report from the books: paper, spreadsheet and figures say the same, and name nobody."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from savings_seats import decide
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.group_totals import MERGED
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals_villages import ReportMonthAhead
from collector_desktop.exchange.penalty_xlsx import HEADERS
from collector_desktop.services import penalty_report
from collector_desktop.services.waiving import AskWaiver, ask

JANUARY = BillingMonth(2027, 1)
LATE = date(2027, 1, 11)
"""32 days after the due date: 21 in December, 11 in January."""
ACCOUNTS = [AccountNumber(f"41000000{at:02d}") for at in range(1, 12)]
VILLAGES = ["前柳村"] * 6 + ["河湾村"] * 3 + ["槐树营村"] * 2


@pytest.fixture
def books(tmp_path: Path) -> Iterator[TwoSeats]:
    """Eleven households of three villages owe 100.00 since 10 December; one was granted 2.00, another paid all."""
    seats = two_seats(tmp_path)
    for account, village in zip(ACCOUNTS, VILLAGES, strict=True):
        seats.bill(account, village, "202610", 10000)
    bill = BillId(f"{ACCOUNTS[0]}-202610-正常电费")
    wanted = AskWaiver(id=new_act_id(), account=ACCOUNTS[0], bill=bill, amount=Money(200), reason="遭灾")
    ask(seats.station, wanted, stamp(1, LATE))
    decide(seats, wanted.id, stamp(2, LATE))
    seats.carry_route(stamp(5, LATE))
    seats.pay(ACCOUNTS[1], 10320, stamp(10, LATE))
    seats.carry_day(stamp(15, LATE))
    yield seats
    seats.close()


def text_of(pdf: bytes, folder: Path) -> tuple[str, int]:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True).stdout
    return said, said.count("\f")


def test_what_was_open_grew_was_received_and_waived_meets_what_is_open(books: TwoSeats) -> None:
    found = penalty_report.report(books.station, JANUARY, LATE)
    total = found.total.figures
    assert total is not None
    # 21 days of December and 11 of January, 0.10 a day, for eleven households
    assert (total.opened, total.accrued) == (Money(11 * 210), Money(11 * 110))
    assert (total.received, total.waived) == (Money(320), Money(200))
    assert total.open == Money(11 * 320 - 520)
    assert [(line.label, line.households) for line in found.villages] == [("前柳村", 6), (MERGED, 5)]
    assert [line.households for line in found.months] == [0, 0, 0, 0, 11, 11]
    assert found.months[-1].figures == total
    assert found.months[-2].figures is not None
    assert found.months[-2].figures.open == total.opened


def test_both_seats_tell_the_same_of_the_same_bills(books: TwoSeats) -> None:
    books.carry_route(stamp(20, LATE))
    here = penalty_report.report(books.station, JANUARY, LATE)
    there = penalty_report.report(books.laptop, JANUARY, LATE)
    assert there.villages == here.villages
    assert there.waivers == here.waivers


def test_the_page_has_every_figure_the_approval_and_nobody_s_name(books: TwoSeats, tmp_path: Path) -> None:
    said, pages = text_of(penalty_report.paper(books.station, JANUARY, LATE), tmp_path)
    assert pages == 1
    (waiver,) = penalty_report.report(books.station, JANUARY, LATE).waivers
    for text in ("2027年1月违约金月报", "前柳村", MERGED, "23.10", "12.10", "3.20", "30.00", waiver.approval):
        assert text in said
    assert "没有批准的,账本不收" in said
    assert not [account for account in ACCOUNTS if account in said]
    assert "阎" not in said


def test_the_spreadsheet_has_the_same_figures_and_zero_unapproved(books: TwoSeats, tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    penalty_report.write_spreadsheet(path, penalty_report.report(books.station, JANUARY, LATE))
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[1] == HEADERS
    assert ("各村", "合计", 11, 23.1, 12.1, 3.2, 2, 30, None) in rows
    assert ("未经批准的减免", None, 0, None, None, None, None, None, "应为 0") in rows
    assert not [row for row in rows for cell in row if str(cell) in ACCOUNTS or "阎" in str(cell)]


def test_a_month_to_come_has_no_report(books: TwoSeats) -> None:
    with pytest.raises(ReportMonthAhead):
        penalty_report.report(books.station, BillingMonth(2027, 2), LATE)


def test_a_village_of_a_few_households_is_not_told(tmp_path: Path) -> None:
    seats = two_seats(tmp_path)
    for account in ACCOUNTS[:4]:
        seats.bill(account, "河湾村", "202610", 10000)
    found = penalty_report.report(seats.station, JANUARY, LATE)
    assert (found.villages, found.total.figures) == ((), None)
    said, _pages = text_of(penalty_report.paper(seats.station, JANUARY, LATE), tmp_path)
    assert "户数少,不列" in said
    assert "12.80" not in said
    seats.close()
