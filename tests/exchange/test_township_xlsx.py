"""The township report as a spreadsheet, read back."""

from pathlib import Path

import openpyxl
from township_reports import report

from collector_desktop.exchange.township_xlsx import HEADERS, write_township_report


def test_the_spreadsheet_holds_the_same_figures(tmp_path: Path) -> None:
    write_township_report(tmp_path / "月报.xlsx", report())
    sheet = openpyxl.load_workbook(tmp_path / "月报.xlsx").active
    assert sheet is not None
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert "2026年11月" in str(rows[0][0])
    assert rows[1] == HEADERS
    assert rows[2] == ("电费回收", "2026年10月电费", 5913.82, 2488.27, 3425.55, 42.1, None, None)
    assert rows[3] == ("电费回收", "本年以前月份", None, None, None, 98.2, None, "户数少,不列")
    assert ("往年陈欠", "前柳村", None, None, 1234.56, None, 6, None) in rows
    assert ("支援", "农田水利 工时", None, None, None, None, 26, None) in rows
    assert ("意见答复", "前柳村", None, None, None, None, None, "电杆歪了 —— 扶正、加了拉线") in rows
    assert ("请镇里帮助", "1", None, None, None, None, None, "请协调村口修路占线的事。") in rows
