"""`report penalty`: shown, as JSON, as one page and as a spreadsheet."""

from pathlib import Path

import openpyxl
import pytest
from station_terminal import StationTerminal
from two_seats import two_seats


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    seats = two_seats(tmp_path)
    for at in range(1, 8):
        seats.bill(f"410000000{at}", "前柳村", "202610", 10000)
    seats.close()
    return StationTerminal(seats.folder, capsys, day="2027-01-11")


def test_the_month_is_told_on_screen_and_written_both_ways(terminal: StationTerminal) -> None:
    pdf, xlsx = terminal.folder / "月报.pdf", terminal.folder / "月报.xlsx"
    said = terminal.run("report", "penalty", "--pdf", pdf, "--xlsx", xlsx)
    assert "前柳村" in said.out
    assert "22.40" in said.out
    assert "未经批准的 0 笔" in said.out
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "违约金月报" in str(openpyxl.load_workbook(xlsx).active["A1"].value)
    told = terminal.done("report", "penalty", "--month", "202612")
    assert told["total"]["figures"]["open"] == 7 * 210
    assert told["unapproved"] == []


def test_a_month_to_come_is_refused(terminal: StationTerminal) -> None:
    terminal.refused("report", "penalty", "--month", "202702")
