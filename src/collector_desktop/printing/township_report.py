"""The month's report to the township on exactly one A4 page: figures in plain tables, then answers, then requests."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from collector_desktop.domain.meetings import CAMPAIGN_WORDS
from collector_desktop.domain.recovery_told import ToldRecovery
from collector_desktop.domain.township_report import HelpOfKind, TownshipReport
from collector_desktop.printing.arrangement import Beside, Indented
from collector_desktop.printing.blocks import Block, Column, Gap, Row, Rule, Text
from collector_desktop.printing.enlarging import largest_on_one_sheet
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper

TITLE = "电费回收与为农服务月报"
OUTSIDE_CAMPAIGNS = "平时"
FEW = "户数少,不列"
_LARGEST, _SMALLEST = 1.25, 0.45
_RECOVERY = (Column(2.4), Column(2, "right"), Column(2, "right"), Column(2, "right"), Column(1.3, "right"))
_ARREARS = (Column(2.4), Column(1, "right"), Column(2, "right"))
_HELP = (Column(2), Column(1, "right"), Column(1, "right"), Column(1, "right"), Column(1, "right"))
_NOTE = "金额不含违约金;不点名,户数少的合并或不列。"
_AT_THE_DOOR = "按收费员手中的账单计,全所数字以供电所为准。"
"""A laptop knows the bills it was given, not those paid before they were issued."""
_INDENT = 12.0
_MANY = 12
"""More villages than that stand in two columns."""


class _Sizes(NamedTuple):
    title: float = 21.0
    large: float = 12.5
    body: float = 10.5
    air: float = 8.0

    def scaled(self, by: float) -> "_Sizes":
        """The same, larger or smaller."""
        return _Sizes(*(each * by for each in self))


def township_report_pdf(report: TownshipReport) -> bytes:
    """The whole report on one page: with many villages everything on it is a little smaller."""
    title = f"{report.station_name}{report.month.label}{TITLE}"
    sizes = _Sizes()
    blocks = largest_on_one_sheet(
        Paper.A4, lambda by: tuple(_report(report, sizes.scaled(by))), most=_LARGEST, least=_SMALLEST
    )
    return sheets(Paper.A4, title, blocks, stamp=DEMO if report.demo else None)


def _report(report: TownshipReport, size: _Sizes) -> Iterator[Block]:
    yield Text(report.station_name, size.large, align="centre")
    yield Text(f"{report.month.label}{TITLE}", size.title, bold=True, align="centre")
    who = f"报告人 {report.collector_name}  " if report.collector_name else ""
    yield Text(f"{who}截至 {_day(report.on)}", size.body, align="centre")
    yield Gap(size.air / 2)
    yield from _recovery(report, size)
    yield from _arrears(report, size)
    yield from _service(report, size)
    yield from _opinions(report, size)
    if report.asks:
        yield from _heading("五、请镇里帮助的事", size)
        for at, ask in enumerate(report.asks, start=1):
            yield Indented(Text(f"{at}. {ask}", size.body), _INDENT)
    yield Gap(size.air * 1.5)
    sign = f"{report.station_name}(章)"
    note = _NOTE + _AT_THE_DOOR if report.collector_name else _NOTE
    yield Beside([[Text(note, size.body * 0.85)], [Text(sign, size.body, align="right")]], (2, 1))


def _heading(text: str, size: _Sizes) -> Iterator[Block]:
    yield Gap(size.air)
    yield Text(text, size.large, bold=True)
    yield Rule(weight=0.8, air=size.air / 4)


def _recovery(report: TownshipReport, size: _Sizes) -> Iterator[Block]:
    yield from _heading("一、电费回收", size)
    yield Row(_RECOVERY, ("", "应收(元)", "已收(元)", "未收(元)", "回收率"), size.body, bold=True, air=0)
    billed = report.billed.label if report.billed else "本月"
    for name, line in (
        (f"{billed}电费", report.month_recovery),
        ("本年以前月份", report.earlier_months),
        ("往年陈欠", report.prior_years),
    ):
        yield Row(_RECOVERY, (name, *recovery_cells(line)), size.body, bold=True, air=size.air / 8)
    if len(report.villages) > 1:
        yield Rule(dashed=True, air=size.air / 4)
        yield Text(f"{billed}电费,按村:", size.body)
        cells = ((line.label, *recovery_cells(line)) for line in report.villages)
        yield from _halved([Row(_RECOVERY, each, size.body, air=size.air / 8) for each in cells])


def recovery_cells(line: ToldRecovery) -> tuple[str, str, str, str]:
    """Receivable, received, outstanding and rate; what few households stand behind is not told."""
    rate = "" if line.rate is None else f"{line.rate}%"
    if line.amounts is None:
        return "", "", FEW, rate
    amounts = line.amounts
    if not amounts.receivable:
        return "", "", "没有", rate
    return amounts.receivable.grouped(), amounts.received.grouped(), amounts.outstanding.grouped(), rate


def _arrears(report: TownshipReport, size: _Sizes) -> Iterator[Block]:
    yield from _heading("二、往年陈欠", size)
    if not report.prior_arrears:
        yield Indented(Text("没有,或户数少,不单列。", size.body), _INDENT)
        return
    head = Row(_ARREARS, ("村", "户数", "金额(元)"), size.body, bold=True, air=0)
    cells = ((cell.label, str(cell.households), cell.amount.grouped()) for cell in report.prior_arrears)
    yield from _halved([Row(_ARREARS, each, size.body, air=size.air / 8) for each in cells], head)


def _service(report: TownshipReport, size: _Sizes) -> Iterator[Block]:
    yield from _heading("三、服务和支援", size)
    done = report.service
    checks = f"免费检查用电线路 {done.checks} 户,查出隐患 {done.faults} 处;小修理 {done.repairs} 次"
    talks = f"安全讲解 {done.talks} 次;讲清电费 {done.explanations} 次;宣传 {done.publicity} 场"
    yield Indented(Text(f"{checks};{talks}。", size.body), _INDENT)
    if report.help:
        yield Gap(size.air / 2)
        yield Row(_HELP, ("支援村里", "请求", "已办", "出工(次)", "工时"), size.body, bold=True, air=0)
        for line in report.help:
            yield Row(_HELP, help_cells(line), size.body, air=size.air / 8)


def help_cells(line: HelpOfKind) -> tuple[str, str, str, str, str]:
    """The kind, requests, requests done, visits and hours."""
    counts = line.counts
    kind = OUTSIDE_CAMPAIGNS if line.kind is None else CAMPAIGN_WORDS[line.kind]
    return kind, str(counts.requests), str(counts.solved), str(counts.visits), str(counts.hours)


def _opinions(report: TownshipReport, size: _Sizes) -> Iterator[Block]:
    yield from _heading("四、意见办理", size)
    counts = report.opinions
    told = f"本月收到 {counts.raised} 条,答复 {counts.answered} 条,大家认可办结 {counts.settled} 条"
    overdue = f",其中过期 {counts.overdue} 条" if counts.overdue else ""
    yield Indented(Text(f"{told};在办 {counts.open} 条{overdue}。", size.body), _INDENT)
    for each in report.answered:
        yield Indented(Text(f"· {each.village}:{each.text} —— {each.done}", size.body), _INDENT)


def _halved(rows: list[Row], *head: Row) -> Iterator[Block]:
    """Rows under their head; in two columns where there are many."""
    if len(rows) <= _MANY:
        yield from (*head, *rows)
        return
    middle = (len(rows) + 1) // 2
    yield Beside([[*head, *rows[:middle]], [*head, *rows[middle:]]], (1, 1))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
