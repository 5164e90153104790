"""The month's penalty report as a spreadsheet: every figure of the page in one table, nothing more."""

from collections.abc import Iterator
from pathlib import Path

from collector_desktop.domain.penalty_report import PenaltyLine, PenaltyReport
from collector_desktop.exchange.spreadsheet_out import SpreadsheetCell, write_table

HEADERS = ("部分", "项目", "户数", "期初未收", "产生", "收到", "减免", "期末未收", "说明")
Line = tuple[SpreadsheetCell, ...]


def write_penalty_report(path: Path, report: PenaltyReport) -> None:
    """Write the report to an .xlsx file. Raises OSError."""
    title = f"{report.station_name}{report.month.label}违约金月报 截至 {report.on.isoformat()}"
    write_table(path, title, HEADERS, tuple(_lines(report)))


def _lines(report: PenaltyReport) -> Iterator[Line]:
    for line in report.villages:
        yield _figures("各村", line)
    yield _figures("各村", report.total)
    for line in report.months:
        yield _figures("各月", line)
    for waiver in report.waivers:
        said = f"批准日期 {waiver.approved_on.isoformat()}"
        yield "减免", waiver.approval, None, None, None, None, waiver.amount, None, said
    yield "未经批准的减免", None, len(report.unapproved), None, None, None, None, None, "应为 0"
    for each in report.unapproved:
        yield "未经批准的减免", each.masked_bill, None, None, None, None, each.amount, None, None


def _figures(part: str, line: PenaltyLine) -> Line:
    found = line.figures
    if found is None:
        return part, line.label, None, None, None, None, None, None, "户数少,不列"
    sums = (found.opened, found.accrued, found.received, found.waived, found.open)
    return part, line.label, line.households, *sums, None
