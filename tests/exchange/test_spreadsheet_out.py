from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.exchange.station_export.problem_sheet import problem_sheet_beside, write_problems
from collector_desktop.exchange.station_export.problems import Problem, Reason, Severity
from collector_desktop.exchange.station_export.wording import sentence


def cells(path):
    sheet = openpyxl.load_workbook(path).active
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=3)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://x.cn", "0041", "<b>&"])
def test_a_text_that_could_act_stays_text(tmp_path, text):
    write_table(tmp_path / "表.xlsx", "=标题", ["=列"], [[text]])
    assert cells(tmp_path / "表.xlsx") == [[(text, "s")]]


def test_money_days_and_numbers_keep_their_kinds(tmp_path):
    write_table(
        tmp_path / "表.xlsx", "标题", list("abcde"), [[Money(123456), date(2026, 11, 20), 3, Decimal("1.5"), None]]
    )
    values = [value for value, _ in cells(tmp_path / "表.xlsx")[0]]
    assert values[0] == 1234.56
    assert values[1].date() == date(2026, 11, 20)
    assert values[2:] == [3, 1.5, None]


@given(text=st.text(max_size=60))
def test_any_text_can_be_written_and_opened(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("out") / "表.xlsx"
    storable = text.encode("utf-8", "ignore").decode()
    write_table(path, storable, [storable], [[storable]])
    openpyxl.load_workbook(path)


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    def rows():
        yield ["one"]
        raise OSError("the stick was pulled")

    path = tmp_path / "表.xlsx"
    write_table(path, "旧", ["a"], [["old"]])
    with pytest.raises(OSError, match="stick"):
        write_table(path, "新", ["a"], rows())
    assert cells(path) == [[("old", "s")]]
    assert list(tmp_path.iterdir()) == [path]


def test_problems_are_written_beside_the_export_in_plain_words(tmp_path):
    problem = Problem("欠费.csv", "", 7, "电费", Reason.AMOUNT_NOT_UNDERSTOOD, Severity.ERROR, {"text": "=一百"})
    path = problem_sheet_beside(tmp_path / "欠费.csv")
    write_problems([problem], path)
    assert path.name == "欠费_问题.xlsx"
    assert [value for value, _ in cells(path)[0]] == ["错误", "欠费.csv", None, 7, "电费", "金额看不懂:=一百"]


class AnyFact(dict):
    def __missing__(self, name):
        return "?"


def test_every_reason_has_its_words():
    for reason in Reason:
        assert sentence(Problem("a", "", 1, "", reason, Severity.NOTE, AnyFact()))
