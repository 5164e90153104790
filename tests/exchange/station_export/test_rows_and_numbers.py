from collector_desktop.domain.money import Money
from collector_desktop.exchange.station_export.problems import Reason, Severity


def test_totals_and_subtotals_are_dropped_wherever_they_stand(exports):
    header, *bills = exports.table("b", {}, {"电费年月": "202609"}, {"电费年月": "202608"})
    width = len(header)

    def total(word, amount, column=0):
        row = [""] * width
        row[column], row[7], row[8] = word, amount, amount
        return row

    rows = [
        header,
        total("总计", "82.32"),
        bills[0],
        bills[1],
        total("前柳村小 计", "54.88", 1),
        header,
        bills[2],
        total("小计：", "27.44", 2),
        [""] * width,
        total("合计", "82.32"),
    ]
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert len(reading.bills) == 3
    assert not reading.problems


def test_a_total_row_that_counts_its_rows_in_the_account_column_is_a_total(exports):
    header, bill = exports.table("b", {})
    total = ["合计", "1", *[""] * 5, "27.44", "27.44", "", "", ""]
    reading = exports.read(exports.csv("欠费.csv", [header, bill, total]))
    assert len(reading.bills) == len(reading.accounts) == 1


def test_a_total_that_is_not_the_sum_of_its_rows_is_pointed_at(exports, the_problem):
    header, bill = exports.table("b", {})
    total = ["合计", "", *[""] * 5, "54.88", "54.88", "", "", ""]
    reading = exports.read(exports.csv("欠费.csv", [header, bill, total]))
    assert [(problem.row, problem.column, problem.facts) for problem in reading.problems] == [
        (3, "电费", {"stated": "54.88", "read": "27.44"}),
        (3, "欠费", {"stated": "54.88", "read": "27.44"}),
    ]
    assert not reading.has_errors


def test_stripped_zeros_are_put_back_by_the_archive_and_said(exports, the_problem):
    archive = exports.xlsx("档案.xlsx", exports.table("e", {}, {"用户编号": "0056430174", "名称": "崔大山"}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {"户号": 56430174.0, "户名": "崔大山"}))
    reading = exports.read(ledger, archive)
    assert [bill.account for bill in reading.bills] == ["0056430174"]
    problem = the_problem(reading, Reason.ZEROS_RESTORED_BY_ARCHIVE)
    assert (problem.file, problem.row, problem.severity) == ("台账.xlsx", 2, Severity.NOTE)
    assert problem.facts["example"] == "56430174 → 0056430174"


def test_stripped_zeros_of_an_unknown_account_are_padded_to_the_archive_s_width(exports, the_problem):
    archive = exports.xlsx("档案.xlsx", exports.table("e", {}))
    ledger = exports.xlsx("台账.xlsx", exports.table("d", {"户号": "56430174"}))
    reading = exports.read(archive, ledger)
    assert [bill.account for bill in reading.bills] == ["0056430174"]
    the_problem(reading, Reason.ZEROS_RESTORED_BY_WIDTH)
    assert the_problem(reading, Reason.ACCOUNT_UNKNOWN).severity is Severity.WARNING


def test_account_numbers_in_odd_dress_are_the_same_number(exports):
    dressed = ["4179677287", "４１７９６７７２８７", '"=""4179677287"""', "'4179677287", "4179 677287"]
    rows = exports.table("b", *({"户号": text, "电费年月": f"20260{at}"} for at, text in enumerate(dressed, 1)))
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert {bill.account for bill in reading.bills} == {"4179677287"}
    assert len(reading.bills) == len(dressed)


def test_hopeless_rows_are_left_out_with_row_column_and_reason(exports):
    rows = exports.table(
        "b",
        {},
        {"户号": "4.18E+09"},
        {"户号": "无号"},
        {"户号": ""},
        {"户号": "41796772870"},
        {"电费年月": "2026年13月"},
        {"电费年月": ""},
        {"电费": "一百"},
        {"欠费": "27.445"},
        {"电费": ""},
        {"欠费": "99.00"},
    )
    reading = exports.read(exports.csv("欠费.csv", rows), known_accounts=["4179677287"])
    assert len(reading.bills) == 1
    assert [(problem.row, problem.column, problem.reason) for problem in reading.problems] == [
        (3, "户号", Reason.ACCOUNT_IN_SCIENTIFIC_FORM),
        (4, "户号", Reason.ACCOUNT_NOT_UNDERSTOOD),
        (5, "户号", Reason.ACCOUNT_MISSING),
        (6, "户号", Reason.ACCOUNT_TOO_LONG),
        (7, "电费年月", Reason.MONTH_NOT_UNDERSTOOD),
        (8, "电费年月", Reason.MONTH_MISSING),
        (9, "电费", Reason.AMOUNT_NOT_UNDERSTOOD),
        (11, "电费", Reason.AMOUNT_MISSING),
        (10, "欠费", Reason.AMOUNT_WITH_MORE_DECIMALS),
        (12, "欠费", Reason.OPEN_BEYOND_AMOUNT),
    ]
    assert all(problem.severity is Severity.ERROR for problem in reading.problems)


def test_an_open_amount_beyond_the_bill_is_an_error(exports, the_problem):
    rows = exports.table("b", {"欠费": "99.00"}, {"电费年月": "202609"})
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert the_problem(reading, Reason.OPEN_BEYOND_AMOUNT).row == 2
    assert [bill.amount for bill in reading.bills] == [Money(2744)]


def test_a_remark_below_the_table_is_skipped_and_said(exports, the_problem):
    header, bill = exports.table("b", {})
    reading = exports.read(exports.csv("欠费.csv", [header, bill, ["制表人：", "张三"]]))
    assert the_problem(reading, Reason.REMARK_SKIPPED).severity is Severity.NOTE
    assert not reading.has_errors


def test_an_id_number_is_dropped_wherever_it_hides(exports):
    secret = "410781195009192446"
    hidden = {"电话": f"13800138000|{secret}", "用电地址": f"前柳村1组{secret}", "户名": f"阎超{secret}"}
    archive = exports.csv("档案.csv", exports.table("e", hidden | {"名称": f"阎超{secret}", "证件号": secret}))
    bills = exports.csv("欠费.csv", exports.table("b", hidden, {"户号": secret}, {"电费": secret}))
    reading = exports.read(archive, bills)
    assert secret not in repr(reading)
    assert reading.accounts[0].phones == ("13800138000",)
    assert reading.accounts[0].name == "阎超"
    assert Reason.ID_NUMBERS_DROPPED in [problem.reason for problem in reading.problems]


def test_an_id_number_stored_as_a_number_is_dropped_too(exports):
    archive = exports.xlsx("档案.xlsx", exports.table("e", {"电话": 410781195009192446.0}))
    reading = exports.read(archive)
    assert reading.accounts[0].phones == ()
    assert "4107811950" not in repr(reading)


def test_invisible_characters_leave_the_texts(exports):
    rows = exports.table("b", {"户名": "\u202e阎\u200b超\u0000\ufeff", "用电地址": "前柳村1组\u2066老井南"})
    (account,) = exports.read(exports.csv("欠费.csv", rows)).accounts
    assert (account.name, account.hint) == ("阎超", "老井南")


def test_phones_are_split_and_what_is_no_phone_is_left_out(exports, the_problem):
    rows = exports.table("b", {"电话": "13800138000|0373-1234567、无"})
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert reading.accounts[0].phones == ("13800138000", "03731234567")
    assert the_problem(reading, Reason.PHONE_NOT_UNDERSTOOD).severity is Severity.NOTE


def test_a_flood_of_one_problem_is_counted_not_listed(exports, the_problem):
    rows = exports.table("b", *({"电费": "?"} for _ in range(2_000)))
    reading = exports.read(exports.csv("欠费.csv", rows))
    assert len(reading.problems) == 501
    assert the_problem(reading, Reason.MORE_OF_THE_SAME).facts["count"] == "1500"
