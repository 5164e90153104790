"""`report recovery|takings|attention|route|penalty`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.penalty_report import penalty_command
from collector_desktop.app.cli.sheet import Sheet
from collector_desktop.app.cli.station import Station
from collector_desktop.app.cli.terminal import Cell
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.recovery import Recovery
from collector_desktop.services import reporting
from collector_desktop.services.attention_words import attention_sentence

Pdf = Annotated[Path | None, typer.Option(help="另存为 PDF")]
Xlsx = Annotated[Path | None, typer.Option(help="另存为 xlsx")]
Device = Annotated[str | None, typer.Option(help="只看一台机,如 01")]

_METHODS = {
    PaymentMethod.CASH: "现金",
    PaymentMethod.WECHAT: "微信",
    PaymentMethod.ALIPAY: "支付宝",
    PaymentMethod.POS: "刷卡",
}


def add_report_commands(app: typer.Typer) -> None:
    """The reports below one name."""
    reports = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    add_command(reports, "recovery", _recovery, "电费回收率(不含违约金):当月、本年往月、陈欠")
    add_command(reports, "takings", _takings, "实收日报:每台机每个营业日")
    add_command(reports, "attention", _attention, "需要人处理的事")
    add_command(reports, "route", _route, "走收名单(户名、户号已遮盖,可以上墙)")
    add_command(reports, "penalty", penalty_command, "违约金月报:产生、收到、减免(附批准号)、未收;不点名")
    app.add_typer(reports, name="report", help="报表;可加 --json、--pdf、--xlsx")


def _recovery(station: Station, pdf: Pdf = None, xlsx: Xlsx = None) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.recovery(ledger)
    month = found.month.label if found.month else "—"
    sheet = Sheet(
        title=f"{ledger.seat.station_name} 电费回收率",
        subtitle=f"最新电费年月 {month},截至 {station.stamp.business_day},不含违约金",
        headers=(
            *("村", f"{month}应收", "实收", "回收率%"),
            *("本年往月应收", "实收", "回收率%"),
            *("往年陈欠应收", "实收", "回收率%"),
        ),
        rows=[_recovery_row(line, line.village) for line in found.villages] + [_recovery_row(found.total, "合计")],
        figures=frozenset(range(1, 10)),
    )
    figures = found.model_dump(mode="json")
    for line, told in zip((*found.villages, found.total), (*figures["villages"], figures["total"]), strict=True):
        for part in ("month", "earlier_months", "prior_years"):
            told[part]["rate"] = _rate(getattr(line, part))
    _give(station, sheet, figures, pdf, xlsx)


def _recovery_row(line: reporting.RecoveryLine, name: str) -> list[Cell]:
    row: list[Cell] = [name]
    for part in (line.month, line.earlier_months, line.prior_years):
        row += [part.receivable, part.received, _rate(part)]
    return row


def _rate(part: Recovery) -> str | None:
    return None if part.rate is None else str(part.rate)


def _takings(station: Station, device: Device = None, pdf: Pdf = None, xlsx: Xlsx = None) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.takings(ledger, None if device is None else DeviceCode(device))
    rows: list[list[Cell]] = [
        [
            line.day,
            line.device,
            line.collector_name,
            line.receipts,
            line.voided,
            line.received,
            line.fees,
            line.penalties,
            line.prepayment,
            *(line.by_method.get(method, Money.ZERO) for method in _METHODS),
            line.over_short if line.closed else "未结账",
            line.remitted,
        ]
        for line in found.lines
    ]
    methods: list[Cell] = [
        Money.total(line.by_method.get(method, Money.ZERO) for line in found.lines) for method in _METHODS
    ]
    over_short = Money.total(line.over_short for line in found.lines)
    sums: list[Cell] = [found.received, found.fees, found.penalties, found.prepayment]
    counts = [sum(line.receipts for line in found.lines), sum(line.voided for line in found.lines)]
    rows.append(["合计", "", "", *counts, *sums, *methods, over_short, found.remitted])
    sheet = Sheet(
        title=f"{ledger.seat.station_name} 实收日报",
        subtitle=f"截至 {station.stamp.business_day}",
        headers=(
            *("营业日", "机号", "收费员", "收据", "作废", "实收", "电费", "违约金", "预收"),
            *_METHODS.values(),
            *("长短款", "解款"),
        ),
        rows=rows,
        figures=frozenset(range(3, 15)),
    )
    _give(station, sheet, found.model_dump(mode="json"), pdf, xlsx)


def _attention(station: Station, device: Device = None, pdf: Pdf = None, xlsx: Xlsx = None) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.attention_list(ledger, None if device is None else DeviceCode(device))
    sheet = Sheet(
        title=f"{ledger.seat.station_name} 待处理事项",
        subtitle=f"共 {len(found)} 条",
        headers=("日期", "机号", "事项", "金额"),
        rows=[[line.day, line.device, attention_sentence(line), line.amount] for line in found],
        figures=frozenset({3}),
    )
    _give(station, sheet, {"attention": [line.model_dump(mode="json") for line in found]}, pdf, xlsx)


def _route(
    station: Station,
    device: Annotated[str, typer.Option(help="机号,如 01")],
    pdf: Pdf = None,
    xlsx: Xlsx = None,
) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.route(ledger, DeviceCode(device), station.stamp.business_day)
    title = f"{device} 号机 {found.collector_name} 走收名单"
    sheet = Sheet(
        title=title,
        subtitle=f"{_day(found.on)},{len(found.lines)} 户,共 {found.due.grouped()} 元(含违约金)",
        headers=("序", "村", "组", "户名", "户号", "门前", "欠月", "金额", "其中违约金", "逾期天数"),
        rows=[
            [
                line.order,
                line.village,
                line.group,
                line.name,
                line.account,
                line.hint,
                line.months,
                line.due,
                line.penalty,
                line.overdue_days,
            ]
            for line in found.lines
        ],
        figures=frozenset({0, 6, 7, 8, 9}),
        paper=lambda: _wall_list(title, found, ledger.seat.demo),
    )
    _give(station, sheet, found.model_dump(mode="json"), pdf, xlsx)


def _wall_list(title: str, found: reporting.RouteReport, demo: bool) -> bytes:
    from collector_desktop.printing.route_list import Stop, route_list_pdf  # only where a paper is wanted

    stops = [
        Stop(
            order=line.order,
            name=line.name,
            account=line.account,
            hint=line.hint,
            village=line.village,
            group=line.group,
            months=line.months,
            amount=line.due,
        )
        for line in found.lines
    ]
    return route_list_pdf(f"{title} {_day(found.on)}", stops, demo)


def _give(station: Station, sheet: Sheet, figures: Mapping[str, Any], pdf: Path | None, xlsx: Path | None) -> None:
    if pdf is not None:
        sheet.write_pdf(pdf)
        station.terminal.warn(f"已写:{pdf}")
    if xlsx is not None:
        sheet.write_xlsx(xlsx)
        station.terminal.warn(f"已写:{xlsx}")
    if station.terminal.json:
        station.terminal.answer(figures)
    else:
        sheet.show(station.terminal)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
