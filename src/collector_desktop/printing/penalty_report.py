"""The month's penalty report on one A4 page: by village, by month, each waiver by its approval, and none without."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from collector_desktop.domain.penalty_report import PenaltyLine, PenaltyReport
from collector_desktop.printing.arrangement import Beside, Indented
from collector_desktop.printing.blocks import Block, Column, Gap, Row, Rule, Text
from collector_desktop.printing.enlarging import largest_on_one_sheet
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper

TITLE = "违约金月报"
FEW = "户数少,不列"
NONE_UNAPPROVED = "没有。减免都有供电所的批准号;没有批准的,账本不收。"
_LARGEST, _SMALLEST = 1.2, 0.4
_FIGURES = (Column(2.6), Column(1, "right"), *[Column(2, "right")] * 5)
_HEADS = ("户数", "期初未收", "产生", "收到", "减免", "期末未收")
_WAIVERS = (Column(3), Column(2), Column(2, "right"))
_MANY = 12
"""More waivers than that stand in two columns."""
_INDENT = 12.0
_NOTE = "单位:元。期初未收 + 产生 - 收到 - 减免 = 期末未收。不点名,户数少的合并或不列。"
_AT_THE_DOOR = "按收费员手中的账单计,全所数字以供电所为准。"


class _Sizes(NamedTuple):
    title: float = 21.0
    large: float = 12.5
    body: float = 10.5
    air: float = 8.0

    def scaled(self, by: float) -> "_Sizes":
        """The same, larger or smaller."""
        return _Sizes(*(each * by for each in self))


def penalty_report_pdf(report: PenaltyReport) -> bytes:
    """The whole report on one page: with many villages or waivers everything on it is a little smaller."""
    blocks = largest_on_one_sheet(
        Paper.A4, lambda by: tuple(_report(report, _Sizes().scaled(by))), most=_LARGEST, least=_SMALLEST
    )
    title = f"{report.station_name}{report.month.label}{TITLE}"
    return sheets(Paper.A4, title, blocks, stamp=DEMO if report.demo else None)


def _report(report: PenaltyReport, size: _Sizes) -> Iterator[Block]:
    yield Text(report.station_name, size.large, align="centre")
    yield Text(f"{report.month.label}{TITLE}", size.title, bold=True, align="centre")
    who = f"报告人 {report.collector_name}  " if report.collector_name else ""
    yield Text(f"{who}截至 {_day(report.on)}", size.body, align="centre")
    yield Gap(size.air / 2)
    yield from _heading("一、各村", size)
    yield Row(_FIGURES, ("村", *_HEADS), size.body, bold=True, air=0)
    for line in report.villages:
        yield _row(line, size)
    yield Rule(weight=0.4, air=size.air / 4)
    yield _row(report.total, size, bold=True)
    yield from _heading("二、各月", size)
    yield Row(_FIGURES, ("月份", *_HEADS), size.body, bold=True, air=0)
    for line in report.months:
        yield _row(line, size)
    yield from _waivers(report, size)
    yield Gap(size.air * 1.5)
    note = _NOTE + _AT_THE_DOOR if report.collector_name else _NOTE
    sign = Text(f"{report.station_name}(章)", size.body, align="right")
    yield Beside([[Text(note, size.body * 0.85)], [sign]], (2, 1))


def _waivers(report: PenaltyReport, size: _Sizes) -> Iterator[Block]:
    yield from _heading("三、本月减免", size)
    if report.waivers:
        head = Row(_WAIVERS, ("批准号", "批准日期", "减免"), size.body, bold=True, air=0)
        rows = [
            Row(
                _WAIVERS,
                (each.approval, each.approved_on.isoformat(), each.amount.grouped()),
                size.body,
                air=size.air / 8,
            )
            for each in report.waivers
        ]
        half = (len(rows) + 1) // 2 if len(rows) > _MANY else len(rows)
        yield Beside([[head, *rows[:half]], [head, *rows[half:]] if rows[half:] else []], (1, 1))
    else:
        yield Indented(Text("没有。", size.body), _INDENT)
    yield from _heading("四、未经批准的减免", size)
    if not report.unapproved:
        yield Indented(Text(NONE_UNAPPROVED, size.body), _INDENT)
    for each in report.unapproved:
        yield Indented(Text(f"{each.masked_bill}  {each.amount.grouped()} 元", size.body, bold=True), _INDENT)


def _heading(text: str, size: _Sizes) -> Iterator[Block]:
    yield Gap(size.air)
    yield Text(text, size.large, bold=True)
    yield Rule(weight=0.8, air=size.air / 4)


def _row(line: PenaltyLine, size: _Sizes, *, bold: bool = False) -> Row:
    return Row(_FIGURES, (line.label, *figure_cells(line)), size.body, bold=bold, air=size.air / 8)


def figure_cells(line: PenaltyLine) -> tuple[str, str, str, str, str, str]:
    """Households and the five sums; what few households stand behind is not told."""
    found = line.figures
    if found is None:
        return "", "", "", "", "", FEW
    sums = (found.opened, found.accrued, found.received, found.waived, found.open)
    opened, accrued, received, waived, left = (each.grouped() for each in sums)
    return str(line.households), opened, accrued, received, waived, left


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
