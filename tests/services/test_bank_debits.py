"""The bank's results: paid months are settled, failed ones go to the door, and a file comes in whole or not at all."""

import csv
import os
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from savings_seats import ONE, TWO, held, open_fen, seats_agree
from sqlalchemy import event, select
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import FilesNotAsShown, OnlyTheStationDecides
from collector_desktop.domain.refusals_savings import BankResultsRefused
from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.sheets import MOST_BYTES
from collector_desktop.services.bank_debits import DebitsTaken, import_bank_debits
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import attention, doors, policies, savings
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import BillRow

HEADER = ("户号", "户名", "电费年月", "扣款金额", "扣款结果", "失败原因", "扣款日期")
PAID = (ONE, "阎01", "202610", "100.00", "成功", "", DAY.isoformat())
SHORT = (TWO, "阎02", "202610", "100.00", "失败", "余额不足", DAY.isoformat())


def bank_file(seats: TwoSeats, *rows: tuple[str, ...], name: str = "代扣结果.csv") -> Path:
    path = seats.folder / name
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows((("某某银行代扣电费结果",), HEADER, *rows))
    return path


def take(seats: TwoSeats, *rows: tuple[str, ...], name: str = "代扣结果.csv", minute: int = 5) -> DebitsTaken:
    return import_bank_debits(seats.station, bank_file(seats, *rows, name=name), stamp(minute))


@pytest.fixture
def households(doors: TwoSeats) -> TwoSeats:
    """The fixture under a name that leaves `doors` to the query."""
    return doors


def lines(ledger: Ledger) -> int:
    with ledger.reading() as conn:
        return len(conn.execute(select(JournalRow.line)).all())


def test_a_paid_month_is_settled_and_a_failed_one_appears_on_the_route_with_the_reason(households: TwoSeats) -> None:
    seats = households
    taken = take(seats, PAID, SHORT)
    assert (taken.paid, taken.paid_total, taken.failed, taken.failed_total) == (1, Money(10000), 1, Money(10000))
    assert (open_fen(seats.station, "202610"), open_fen(seats.station, "202610", TWO)) == (0, 10000)
    seats.carry_route(stamp(6))
    with seats.laptop.reading() as conn:
        found = {door.account: door for door in doors.doors(conn, DAY, policies.policy(conn), LAPTOP)}
        assert savings.saver_accounts(conn) == {ONE, TWO}
    assert ONE not in found
    assert found[TWO].debit_failed == "余额不足"
    seats_agree(seats)
    seats.pay(TWO, 4000, stamp(7))
    with seats.laptop.reading() as conn:
        policy = policies.policy(conn)
        (again,) = doors.read_again(conn, (found[TWO],), {TWO}, DAY, policy, LAPTOP) or ()
        assert again.debit_failed == "余额不足"
    seats.pay(TWO, 6000, stamp(8))
    with seats.laptop.reading() as conn:
        assert savings.failed_debits(conn) == {}


def test_the_same_file_again_and_the_same_rows_in_another_file_change_nothing(households: TwoSeats) -> None:
    take(households, PAID, SHORT)
    before = lines(households.station)
    assert take(households, PAID, SHORT).again
    assert lines(households.station) == before
    more = take(households, PAID, SHORT, (*PAID[:3], "100.00", "失败", "账号不符", DAY.isoformat()), name="补.csv")
    assert (more.paid, more.failed, more.known, more.again) == (0, 1, 2, False)
    assert held(households.station) == (0, 0)


def test_a_row_that_stands_twice_counts_once(households: TwoSeats) -> None:
    taken = take(households, PAID, PAID)
    assert (taken.paid, held(households.station)) == (1, (0, 0))


def test_money_debited_for_a_bill_paid_at_the_door_becomes_prepayment_and_is_told(households: TwoSeats) -> None:
    households.pay(ONE, 10000, stamp(2))
    households.carry_day(stamp(3))
    taken = take(households, PAID)
    assert (taken.prepayment, held(households.station)) == (Money(10000), (10000, 0))
    with households.station.reading() as conn:
        (line,) = attention.lines(conn)
    assert (line.kind, line.account, line.amount) == (Attention.BANK_PAID_TWICE, ONE, Money(10000))
    households.carry_route(stamp(6))
    seats_agree(households)


def test_a_payment_at_a_door_after_the_bank_paid_becomes_prepayment(households: TwoSeats) -> None:
    take(households, PAID)
    households.pay(ONE, 10000, stamp(6))
    households.carry_day(stamp(7))
    households.carry_route(stamp(8))
    assert held(households.station) == held(households.laptop) == (10000, 0)
    seats_agree(households)


def test_what_an_export_showed_as_paid_already_moves_nothing(households: TwoSeats) -> None:
    households.settle_at_the_counter(f"{ONE}-202610-正常电费")
    taken = take(households, PAID)
    assert (taken.shown_before, taken.prepayment, held(households.station)) == (Money(10000), Money.ZERO, (0, 0))
    with households.station.reading() as conn:
        (fact,) = facts(conn, BankDebited)
    assert (fact.bills, fact.shown_before) == ((), Money(10000))
    households.carry_route(stamp(6))
    seats_agree(households)


def test_two_debits_for_one_month_both_count_and_the_penalty_is_that_of_the_banks_day(households: TwoSeats) -> None:
    late = DAY + timedelta(days=40)
    on_day, ten_late = late - timedelta(days=10), late
    rows = (
        (*PAID[:3], "60.00", "成功", "", on_day.isoformat()),
        (*PAID[:3], "40.04", "成功", "", ten_late.isoformat()),
    )
    import_bank_debits(households.station, bank_file(households, *rows), stamp(0, late))
    with households.station.reading() as conn:
        row = conn.execute(select(BillRow.open, BillRow.penalty_paid).where(BillRow.account == ONE)).one()
    assert row.open == Money.ZERO
    assert row.penalty_paid == Money(4)
    assert held(households.station) == (0, 0)


def test_a_spreadsheet_that_lost_leading_zeros_is_read_too(households: TwoSeats) -> None:
    number = "0041000001"
    households.bill(number, "前柳村", "202610", 5000)
    path = households.folder / "代扣.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("缴费号", "账期", "代扣金额", "处理结果"))
        sheet.write_row(1, 0, (41000001, 202610, 50.0, "扣款成功"))
    assert import_bank_debits(households.station, path, stamp(5)).paid == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("4199999999", "某", "202610", "1.00", "成功", "", ""), Reason.ACCOUNT_UNKNOWN),
        ((ONE, "阎01", "202509", "1.00", "成功", "", ""), Reason.BILL_UNKNOWN),
        ((ONE, "阎01", "十月", "1.00", "成功", "", ""), Reason.MONTH_NOT_UNDERSTOOD),
        ((ONE, "阎01", "202610", "一百", "成功", "", ""), Reason.AMOUNT_NOT_UNDERSTOOD),
        ((ONE, "阎01", "202610", "-3.00", "成功", "", ""), Reason.AMOUNT_NOT_POSITIVE),
        ((ONE, "阎01", "202610", "1.00", "0000", "", ""), Reason.RESULT_NOT_UNDERSTOOD),
        ((ONE, "阎01", "202610", "1.00", "", "", ""), Reason.RESULT_MISSING),
    ],
)
def test_one_bad_row_and_nothing_is_taken(households: TwoSeats, row: tuple[str, ...], reason: Reason) -> None:
    before = lines(households.station)
    path = bank_file(households, SHORT, row)
    with pytest.raises(BankResultsRefused) as refusal:
        import_bank_debits(households.station, path, stamp(5))
    (problem,) = refusal.value.facts["found"]
    assert (problem.reason, problem.row) == (reason, 4)
    assert refusal.value.facts["report"].exists()
    assert lines(households.station) == before
    with households.station.reading() as conn:
        assert facts(conn, BankDebitFailed) == ()


def test_a_file_with_other_columns_is_refused_with_what_is_missing(households: TwoSeats) -> None:
    path = households.folder / "别的.csv"
    path.write_text("户号,户名\n4100000001,阎01\n", encoding="utf-8")
    with pytest.raises(BankResultsRefused) as refusal:
        import_bank_debits(households.station, path, stamp(5))
    (problem,) = refusal.value.facts["found"]
    assert problem.reason is Reason.COLUMNS_NOT_RECOGNISED
    assert problem.facts["nearest"] == "银行代扣结果"


def test_a_laptop_reads_no_bank_file(households: TwoSeats) -> None:
    with pytest.raises(OnlyTheStationDecides):
        import_bank_debits(households.laptop, bank_file(households, PAID), stamp(5))


def test_a_file_that_changes_while_it_is_read_moves_no_money(households: TwoSeats) -> None:
    seats = households
    path = bank_file(seats, PAID)
    before = lines(seats.station)

    def save_anew(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM account" in statement:
            bank_file(seats, (ONE, "阎01", "202610", "10.00", "成功", "", DAY.isoformat()))

    event.listen(seats.station._engine, "before_cursor_execute", save_anew)
    with pytest.raises(FilesNotAsShown):
        import_bank_debits(seats.station, path, stamp(5))
    assert lines(seats.station) == before
    assert open_fen(seats.station, "202610") == 10000


def test_a_file_far_too_large_is_refused_and_not_read(households: TwoSeats) -> None:
    path = households.folder / "录像.csv"
    path.touch()
    os.truncate(path, MOST_BYTES + 1)
    tracemalloc.start()
    try:
        with pytest.raises(BankResultsRefused) as refused:
            import_bank_debits(households.station, path, stamp(5))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [problem.reason for problem in refused.value.facts["found"]] == [Reason.FILE_TOO_LARGE]
    assert peak < MOST_BYTES // 4
