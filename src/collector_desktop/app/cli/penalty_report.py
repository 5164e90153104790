"""`report penalty`: the month's penalties by village and month, every waiver by its approval, and none without."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.station import Station
from collector_desktop.domain.penalty_report import PenaltyLine
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services import penalty_report
from collector_desktop.services.report_table import Cell

_HEADERS = ("项目", "户数", "期初未收", "产生", "收到", "减免", "期末未收")
_FIGURES = frozenset(range(1, 7))


def penalty_command(
    station: Station,
    month: Annotated[str | None, typer.Option(help="月份,如 202611;不写就是本月")] = None,
    pdf: Annotated[Path | None, typer.Option(help="另存为 PDF(一页)")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="另存为 xlsx")] = None,
) -> None:
    """Show the report, and write it where that was asked for."""
    wanted = BillingMonth.of(station.stamp.business_day) if month is None else BillingMonth.parse(month)
    with station.books() as (ledger, _keys):
        found = penalty_report.report(ledger, wanted, station.stamp.business_day)
        if pdf is not None:
            write_whole(pdf, penalty_report.paper(ledger, wanted, station.stamp.business_day))
            station.terminal.warn(f"已写:{pdf}")
    if xlsx is not None:
        penalty_report.write_spreadsheet(xlsx, found)
        station.terminal.warn(f"已写:{xlsx}")
    station.terminal.answer(
        found.model_dump(mode="json"),
        f"{found.month.label}:减免 {len(found.waivers)} 笔,未经批准的 {len(found.unapproved)} 笔",
    )
    rows = [_row(line) for line in (*found.villages, found.total, *found.months)]
    station.terminal.table(f"{found.station_name} {found.month.label}违约金月报", _HEADERS, rows, _FIGURES)
    waived: list[list[Cell]] = [[each.approval, each.approved_on, each.amount] for each in found.waivers]
    station.terminal.table("减免", ("批准号", "批准日期", "减免"), waived, {2})


def _row(line: PenaltyLine) -> list[Cell]:
    found = line.figures
    if found is None:
        return [line.label, None, None, None, None, None, "户数少,不列"]
    return [line.label, line.households, found.opened, found.accrued, found.received, found.waived, found.open]
