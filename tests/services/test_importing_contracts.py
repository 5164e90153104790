"""A contract register as a file: every contract or none, wrong rows are named, the same file again changes nothing."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import func, select
from two_seats import TwoSeats, stamp

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import OnlyTheStationDecides
from collector_desktop.domain.refusals_terms import ContractsRefused
from collector_desktop.exchange.station_export.problems import Problem, Reason
from collector_desktop.services.importing_contracts import ContractsTaken, import_contracts
from collector_desktop.store.queries.contracts import contract
from collector_desktop.store.tables.machinery import JournalRow

ONE, TWO, THREE = (AccountNumber(number) for number in ("4100000001", "4100000002", "4100000003"))
HEADER = ("户号", "户名", "合同编号", "签订日期", "违约金比例", "违约金上限", "分期条款")
GOOD = (ONE, "阎01", "GYD-1", "2020-05-06", "1‰", "30%", "可分 3 期")


def register_file(seats: TwoSeats, *rows: tuple[str, ...], name: str = "合同台账.csv") -> Path:
    path = seats.folder / name
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows((HEADER, *rows))
    return path


def take(seats: TwoSeats, *rows: tuple[str, ...]) -> ContractsTaken:
    return import_contracts(seats.station, register_file(seats, *rows), stamp(5))


def lines(seats: TwoSeats) -> int:
    with seats.station.reading() as conn:
        return conn.execute(select(func.count()).select_from(JournalRow)).scalar_one()


def test_a_register_comes_in_and_again_changes_nothing(doors: TwoSeats) -> None:
    taken = take(doors, GOOD, (TWO, "阎02", "GYD-2", "2021年6月7日", "", "", ""))
    assert (taken.registered, taken.known, taken.older, taken.report) == (2, 0, 0, None)
    with doors.station.reading() as conn:
        one = contract(conn, ONE)
    assert one is not None
    assert (one.number, one.signed_on, one.agreed_permille, one.agreed_cap_percent, one.instalment_terms) == (
        "GYD-1",
        date(2020, 5, 6),
        Decimal(1),
        30,
        "可分 3 期",
    )
    before = lines(doors)
    again = take(doors, GOOD)
    assert (again.registered, again.known) == (0, 1)
    assert lines(doors) == before


@pytest.mark.parametrize(
    ("written", "permille"),
    [
        ("1‰", "1"),
        ("0.1%", "1"),
        ("千分之一", "1"),
        ("每日万分之五", "0.5"),
        ("0.5", "0.5"),
        ("0.001", "1"),
        ("2‰/天", "2"),
        ("３‰", "3"),
    ],
)
def test_a_rate_is_read_as_people_write_it(written: str, permille: str, doors: TwoSeats) -> None:
    take(doors, (*GOOD[:4], written, "", ""))
    with doors.station.reading() as conn:
        found = contract(conn, ONE)
    assert found is not None
    assert found.agreed_permille == Decimal(permille)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((*GOOD[:2], "", *GOOD[3:]), Reason.CONTRACT_NUMBER_MISSING),
        ((*GOOD[:3], "", *GOOD[4:]), Reason.SIGNED_ON_MISSING),
        ((*GOOD[:3], "2031-01-01", *GOOD[4:]), Reason.SIGNED_IN_THE_FUTURE),
        ((*GOOD[:4], "很多", *GOOD[5:]), Reason.RATE_NOT_UNDERSTOOD),
        ((*GOOD[:5], "130%", ""), Reason.CAP_NOT_UNDERSTOOD),
        (("4999999999", *GOOD[1:]), Reason.ACCOUNT_UNKNOWN),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out(row: tuple[str, ...], reason: Reason, doors: TwoSeats) -> None:
    good = (TWO, "阎02", "GYD-2", "2021-06-07", "", "", "")
    before = lines(doors)
    with pytest.raises(ContractsRefused) as refused:
        take(doors, good, row)
    found: tuple[Problem, ...] = refused.value.facts["found"]
    assert [problem.row for problem in found if problem.reason is reason] == [3]
    assert refused.value.facts["report"].exists()
    assert lines(doors) == before


def test_a_rate_over_the_law_comes_in_with_a_warning(doors: TwoSeats) -> None:
    taken = take(doors, (*GOOD[:4], "5‰", "", ""))
    assert taken.registered == 1
    assert taken.report is not None


def test_an_older_contract_does_not_push_a_later_one_out(doors: TwoSeats) -> None:
    take(doors, GOOD)
    taken = take(doors, (ONE, "阎01", "GYD-0", "2015-01-01", "", "", ""))
    assert (taken.registered, taken.older) == (0, 1)


def test_two_different_rows_for_one_account_are_an_error_and_two_alike_a_warning(doors: TwoSeats) -> None:
    assert take(doors, GOOD, GOOD).registered == 1
    with pytest.raises(ContractsRefused):
        take(doors, GOOD, (*GOOD[:2], "GYD-9", *GOOD[3:]))


def test_a_spreadsheet_with_real_days_and_percents_is_read(doors: TwoSeats) -> None:
    path = doors.folder / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("合同")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (ONE, "阎01", "GYD-1"))
        sheet.write_datetime(1, 3, date(2020, 5, 6), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(1, 4, 0.001, book.add_format({"num_format": "0.0%"}))
        sheet.write_number(1, 5, 0.3, book.add_format({"num_format": "0%"}))
    import_contracts(doors.station, path, stamp(5))
    with doors.station.reading() as conn:
        found = contract(conn, ONE)
    assert found is not None
    assert (found.signed_on, found.agreed_permille, found.agreed_cap_percent) == (date(2020, 5, 6), Decimal(1), 30)


def test_only_the_station_imports(doors: TwoSeats) -> None:
    with pytest.raises(OnlyTheStationDecides):
        import_contracts(doors.laptop, register_file(doors, GOOD), stamp(5))
