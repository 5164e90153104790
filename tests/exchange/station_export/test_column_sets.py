from decimal import Decimal

import pytest

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.money import Money
from collector_desktop.exchange.station_export.problems import Reason


def test_receivables_of_set_a_take_names_from_the_archive(exports):
    bills = exports.csv("应收.csv", exports.table("a", {"实收金额": "7.44", "欠费金额": "20.00"}))
    archive = exports.xlsx("用户档案.xlsx", exports.table("e", {}))
    reading = exports.read(bills, archive)
    (bill,) = reading.bills
    assert (bill.amount, bill.open, bill.kwh, bill.use) == (Money(2744), Money(2000), Decimal(49), UseClass.RESIDENTIAL)
    assert reading.accounts[0].name == "阎超"
    assert not reading.problems


def test_receivables_of_an_account_nobody_names_are_an_error(exports, the_problem):
    reading = exports.read(exports.csv("应收.csv", exports.table("a", {})))
    problem = the_problem(reading, Reason.ACCOUNT_WITHOUT_NAME)
    assert (problem.row, problem.column) == (2, "用户编号")
    assert reading.has_errors


def test_receivables_of_an_account_the_books_know_need_no_archive(exports):
    reading = exports.read(exports.csv("应收.csv", exports.table("a", {})), known_accounts=["4179677287"])
    assert not reading.problems


@pytest.mark.parametrize("code", ["a", "b", "c", "d", "e"])
def test_every_set_is_read_from_every_text_form(exports, code):
    rows = exports.table(code, {}, {"户号": "0079677280"} if code in "bcd" else {"用户编号": "0079677280"})
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        for delimiter in (",", "\t", ";"):
            reading = exports.read(
                exports.csv("导出.csv", rows, encoding, delimiter), known_accounts=["4179677287", "0079677280"]
            )
            assert {account.number for account in reading.accounts} == {"4179677287", "0079677280"}
            assert not reading.has_errors


def test_headers_are_found_under_titles_and_with_blanks_units_and_synonyms(exports):
    rows = exports.table("b", {})
    header = [f" {text}\u3000" for text in rows[0]]
    header[header.index(" 电费\u3000")] = "电 费（元）"
    header[header.index(" 户号\u3000")] = "用户编号"
    titled = [("柳泉供电所欠费明细",), (), ("单位：柳泉供电所  打印日期：2026-11-20",), header, *rows[1:]]
    reading = exports.read(exports.xlsx("欠费.xlsx", titled))
    assert [bill.amount for bill in reading.bills] == [Money(2744)]
    assert reading.as_of.isoformat() == "2026-11-20"


def test_a_low_voltage_residential_class_counts_where_no_category_is_told(exports):
    rows = exports.table("a", {"用电类别": ""}, {"用电类别": "", "用户分类": "02", "应收年月": "202609"})
    reading = exports.read(exports.csv("应收.csv", rows), known_accounts=["4179677287"])
    assert [bill.use for bill in reading.bills] == [UseClass.RESIDENTIAL, UseClass.OTHER]


def test_the_station_s_own_penalty_is_read_with_its_day(exports):
    rows = exports.table("c", {"应收违约金": "0.14", "实收违约金": "0.10"})
    (bill,) = exports.read(exports.csv("欠费及违约金_20261120.csv", rows)).bills
    assert (bill.penalty.amount, bill.penalty.as_of.isoformat()) == (Money(14), "2026-11-20")
    assert bill.penalty_paid == Money(10)


def test_a_kind_given_by_one_file_is_the_kind_of_the_same_bill_in_files_without_kinds(exports):
    arrears = exports.csv("欠费.csv", exports.table("b", {"电费类型": "违约使用电费"}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {}))
    (bill,) = exports.read(ledger, arrears).bills
    assert (bill.kind, bill.present_reading) == ("违约使用电费", 149)


def test_two_kinds_in_one_month_are_two_bills(exports):
    rows = exports.table("b", {}, {"电费类型": "退补电费", "电费": "-3.00", "欠费": "-3.00"})
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert sorted(bill.open.fen for bill in reading.bills) == [-300, 2744]
