"""The township report as a spreadsheet: every figure of the page in one table, nothing more."""

from collections.abc import Iterator
from pathlib import Path

from collector_desktop.domain.meetings import CAMPAIGN_WORDS
from collector_desktop.domain.money import Money
from collector_desktop.domain.recovery_told import ToldRecovery
from collector_desktop.domain.township_report import TownshipReport
from collector_desktop.exchange.spreadsheet_out import SpreadsheetCell, write_table

HEADERS = ("部分", "项目", "应收", "已收", "未收", "回收率%", "数量", "说明")
Line = tuple[SpreadsheetCell, ...]


def write_township_report(path: Path, report: TownshipReport) -> None:
    """Write the report to an .xlsx file. Raises OSError."""
    title = f"{report.station_name}{report.month.label}电费回收与为农服务月报 截至 {report.on.isoformat()}"
    write_table(path, title, HEADERS, tuple(_lines(report)))


def _lines(report: TownshipReport) -> Iterator[Line]:
    billed = report.billed.label if report.billed else "本月"
    yield _recovery(f"{billed}电费", report.month_recovery)
    yield _recovery("本年以前月份", report.earlier_months)
    yield _recovery("往年陈欠", report.prior_years)
    for line in report.villages:
        yield _recovery(f"其中 {line.label}", line)
    for cell in report.prior_arrears:
        yield _line("往年陈欠", cell.label, number=cell.households, outstanding=cell.amount)
    done = report.service
    for what, number in (
        ("免费检查", done.checks),
        ("查出隐患", done.faults),
        ("小修理", done.repairs),
        ("安全讲解", done.talks),
        ("讲清电费", done.explanations),
        ("宣传", done.publicity),
    ):
        yield _line("服务", what, number=number)
    for helped in report.help:
        kind = "平时" if helped.kind is None else CAMPAIGN_WORDS[helped.kind]
        counts = helped.counts
        for what, number in (
            ("请求", counts.requests),
            ("已办", counts.solved),
            ("出工", counts.visits),
            ("工时", counts.hours),
        ):
            yield _line("支援", f"{kind} {what}", number=number)
    opinions = report.opinions
    for what, number in (
        ("收到", opinions.raised),
        ("答复", opinions.answered),
        ("办结", opinions.settled),
        ("在办", opinions.open),
        ("过期", opinions.overdue),
    ):
        yield _line("意见", what, number=number)
    for answered in report.answered:
        yield _line("意见答复", answered.village, note=f"{answered.text} —— {answered.done}")
    for at, ask in enumerate(report.asks, start=1):
        yield _line("请镇里帮助", str(at), note=ask)


def _recovery(what: str, line: ToldRecovery) -> Line:
    amounts = line.amounts
    if amounts is None:
        return "电费回收", what, None, None, None, line.rate, None, "户数少,不列"
    return "电费回收", what, amounts.receivable, amounts.received, amounts.outstanding, line.rate, None, None


def _line(
    part: str, what: str, *, number: int | None = None, outstanding: Money | None = None, note: str | None = None
) -> Line:
    return part, what, None, None, outstanding, None, number, note
