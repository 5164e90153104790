"""`report recovery|takings|attention|route|penalty`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.penalty_report import penalty_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.names import DeviceCode
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services import reporting
from collector_desktop.services import station_reports as tables
from collector_desktop.services.report_table import ReportTable

Pdf = Annotated[Path | None, typer.Option(help="另存为 PDF")]
Xlsx = Annotated[Path | None, typer.Option(help="另存为 xlsx")]
Device = Annotated[str | None, typer.Option(help="只看一台机,如 01")]


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
    figures = found.model_dump(mode="json")
    for line, told in zip((*found.villages, found.total), (*figures["villages"], figures["total"]), strict=True):
        for part in ("month", "earlier_months", "prior_years"):
            told[part]["rate"] = tables.rate_text(getattr(line, part))
    _give(station, tables.recovery_table(found, ledger.seat, station.stamp.business_day), figures, pdf, xlsx)


def _takings(station: Station, device: Device = None, pdf: Pdf = None, xlsx: Xlsx = None) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.takings(ledger, None if device is None else DeviceCode(device))
    table = tables.takings_table(found, ledger.seat, station.stamp.business_day)
    _give(station, table, found.model_dump(mode="json"), pdf, xlsx)


def _attention(station: Station, device: Device = None, pdf: Pdf = None, xlsx: Xlsx = None) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.attention_list(ledger, None if device is None else DeviceCode(device))
    figures = {"attention": [line.model_dump(mode="json") for line in found]}
    _give(station, tables.attention_table(found, ledger.seat), figures, pdf, xlsx)


def _route(
    station: Station,
    device: Annotated[str, typer.Option(help="机号,如 01")],
    pdf: Pdf = None,
    xlsx: Xlsx = None,
) -> None:
    with station.books() as (ledger, _keys):
        found = reporting.route(ledger, DeviceCode(device), station.stamp.business_day)
    _give(station, tables.route_table(found, ledger.seat), found.model_dump(mode="json"), pdf, xlsx)


def _give(
    station: Station, table: ReportTable, figures: Mapping[str, Any], pdf: Path | None, xlsx: Path | None
) -> None:
    if pdf is not None:
        write_whole(pdf, table.pdf())
        station.terminal.warn(f"已写:{pdf}")
    if xlsx is not None:
        table.write_xlsx(xlsx)
        station.terminal.warn(f"已写:{xlsx}")
    if station.terminal.json:
        station.terminal.answer(figures)
    else:
        station.terminal.table(f"{table.title}  {table.subtitle}", table.headers, table.all_rows, table.figures)
