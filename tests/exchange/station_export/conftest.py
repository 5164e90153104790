"""Small exports written for one test, and a short way to read them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from collector_desktop.exchange.station_export.problems import Problem, Reason
from collector_desktop.exchange.station_export.reader import read_exports
from collector_desktop.exchange.station_export.reading import Reading

ARREARS = {
    **{"单位": "柳泉供电所", "户号": "", "户名": "阎超", "用电地址": "前柳村1组", "抄表段信息": "03050101前柳村1组"},
    **{"电话": "", "电量": "49", "电费": "27.44", "欠费": "27.44", "电费年月": "202610", "电费类型": "正常电费"},
    "电费类别": "201乡村居民生活用电",
}
LEDGER = {
    **{
        "户号": "",
        "户名": "阎超",
        "用电地址": "前柳村1组",
        "账期": "202610",
        "电量": 49.0,
        "电费": 27.44,
        "电价码": "201",
    },
    **{"电价名称": "乡村居民生活用电", "起度": 100.0, "止度": 149.0, "综合倍率": 1.0, "结清标志": "未结清"},
}
PENALTIES = {
    **{
        "单位": "柳泉供电所",
        "户号": "",
        "户名": "阎超",
        "当前电费状态": "欠费",
        "电费年月": "202610",
        "应收总电费": "27.44",
    },
    **{"实收电费": "0.00", "截至统计日期欠费": "27.44", "违约金起算日期": "2026-11-16", "违约金天数": 5},
    **{"应收违约金": "", "实收违约金": "0.00"},
}
ARCHIVE = {
    **{"用户编号": "", "名称": "阎超", "用电地址": "前柳村1组", "电话": "", "证件号": "", "用户分类": "03"},
    **{
        "抄表段": "03050101",
        "电价码及名称": "201乡村居民生活用电",
        "表号": "7300787062",
        "预收余额": "10.00",
        "保证金": "0.00",
    },
}
RECEIVABLES = {
    **{"用户编号": "", "应收年月": "202610", "供电单位编号": "41070305", "缴费方式": "走收", "总电量": "49"},
    **{
        "应收金额": "27.44",
        "实收金额": "0.00",
        "费用状态": "欠费",
        "应收违约金": "",
        "实收违约金": "",
        "风险等级": "低",
    },
    **{"欠费金额": "27.44", "用户分类": "03", "用电类别": "201", "费控方式": "非费控"},
}

_FORMS = {"a": RECEIVABLES, "b": ARREARS, "c": PENALTIES, "d": LEDGER, "e": ARCHIVE}
_Row = Sequence[object]


class Exports:
    """Writes exports into one folder and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, code: str, *rows: dict[str, object], account: str = "4179677287") -> list[_Row]:
        """A header and rows of a column set; each row says only what differs from the usual one."""
        usual = _FORMS[code]
        number = "户号" if "户号" in usual else "用户编号"
        return [tuple(usual), *(tuple((usual | {number: account} | row).values()) for row in rows)]

    def csv(self, name: str, rows: Sequence[_Row], encoding: str = "utf-8", delimiter: str = ",") -> Path:
        text = "".join(delimiter.join(map(str, row)) + "\r\n" for row in rows)
        return self.raw(name, text.encode(encoding))

    def raw(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def xlsx(self, name: str, *sheets: Sequence[_Row], hidden: int | None = None) -> Path:
        path = self.folder / name
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            made = [book.add_worksheet() for _ in sheets]
            for number, (sheet, rows) in enumerate(zip(made, sheets, strict=True)):
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
                if number == hidden:
                    sheet.hide()
            next(sheet for number, sheet in enumerate(made) if number != hidden).activate()
        return path

    def read(self, *paths: Path, **said: object) -> Reading:
        return read_exports(paths, **said)


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    return Exports(tmp_path)


@pytest.fixture
def reasons():
    """The reasons of a reading's problems, in order."""

    def of(reading: Reading) -> list[Reason]:
        return [problem.reason for problem in reading.problems]

    return of


@pytest.fixture
def the_problem():
    """The one problem of that reason."""

    def of(reading: Reading, reason: Reason) -> Problem:
        (found,) = [problem for problem in reading.problems if problem.reason is reason]
        return found

    return of
