from collector_desktop.domain.money import Money
from collector_desktop.exchange.station_export.problems import Reason, Severity


def test_the_same_bill_in_several_files_is_one_bill(exports):
    arrears = exports.csv("欠费.csv", exports.table("b", {"欠费": "20.00"}))
    penalties = exports.csv("违约金.csv", exports.table("c", {"截至统计日期欠费": "20.00", "实收电费": "7.44"}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {}))
    reading = exports.read(ledger, arrears, penalties)
    (bill,) = reading.bills
    assert (bill.amount, bill.open) == (Money(2744), Money(2000))
    assert not reading.problems


def test_an_amount_told_differently_is_reported_and_not_summed(exports, the_problem):
    arrears = exports.csv("欠费.csv", exports.table("b", {}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {"电费": 28.44}))
    reading = exports.read(ledger, arrears)
    assert [bill.amount for bill in reading.bills] == [Money(2744)]
    problem = the_problem(reading, Reason.FILES_DISAGREE)
    assert (problem.file, problem.row, problem.column, problem.severity) == ("台账.xlsx", 2, "电费", Severity.ERROR)
    assert (problem.facts["here"], problem.facts["there"]) == ("28.44", "27.44")
    assert (problem.facts["other_file"], problem.facts["other_row"]) == ("欠费.csv", "2")


def test_settled_in_one_file_and_open_in_another_is_a_disagreement(exports, the_problem):
    arrears = exports.csv("欠费.csv", exports.table("b", {}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {"结清标志": "结清"}))
    reading = exports.read(arrears, ledger)
    assert the_problem(reading, Reason.FILES_DISAGREE).column == "结清标志"
    assert [bill.open for bill in reading.bills] == [Money(2744)]


def test_a_reading_told_differently_is_only_a_warning(exports, the_problem):
    arrears = exports.csv("欠费.csv", exports.table("b", {"电量": "50"}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {}))
    assert the_problem(exports.read(arrears, ledger), Reason.FILES_DISAGREE).severity is Severity.WARNING


def test_a_row_twice_in_one_file_counts_once(exports, the_problem):
    reading = exports.read(exports.csv("欠费.csv", exports.table("b", {}, {})))
    assert len(reading.bills) == 1
    problem = the_problem(reading, Reason.ROW_TWICE)
    assert (problem.row, problem.facts["other_row"], problem.severity) == (3, "2", Severity.WARNING)


def test_a_row_twice_with_another_amount_is_an_error_and_not_summed(exports, the_problem):
    rows = exports.table("b", {}, {"电费": "30.00", "欠费": "30.00"})
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert [bill.amount for bill in reading.bills] == [Money(2744)]
    assert the_problem(reading, Reason.ROW_TWICE_DIFFERENTLY).severity is Severity.ERROR


def test_an_account_twice_in_the_archive_is_reported(exports, reasons):
    archive = exports.xlsx("档案.xlsx", exports.table("e", {}, {}, {"名称": "王平"}))
    reading = exports.read(archive)
    assert reasons(reading) == [Reason.ROW_TWICE, Reason.ROW_TWICE_DIFFERENTLY]
    assert [account.name for account in reading.accounts] == ["阎超"]


def test_a_name_told_differently_is_the_archive_s_name_and_reported(exports, the_problem):
    archive = exports.xlsx("档案.xlsx", exports.table("e", {}))
    rows = exports.table("b", {"用电地址": "", "户名": "闫超"}, {"用电地址": "", "电费年月": "202609"})
    reading = exports.read(exports.csv("欠费.csv", rows), archive)
    assert [account.name for account in reading.accounts] == ["阎超"]
    problem = the_problem(reading, Reason.ACCOUNT_DIFFERS)
    assert (problem.row, problem.column, problem.facts["here"]) == (2, "户名", "闫超")


def test_reading_the_same_file_twice_changes_nothing(exports):
    arrears = exports.csv("欠费.csv", exports.table("b", {}))
    twice, once = exports.read(arrears, arrears), exports.read(arrears)
    assert (twice.accounts, twice.bills, twice.problems) == (once.accounts, once.bills, once.problems)


def test_a_bill_without_any_due_date_says_so(exports):
    (bill,) = exports.read(exports.csv("欠费.csv", exports.table("b", {}))).bills
    assert bill.due_on is None
