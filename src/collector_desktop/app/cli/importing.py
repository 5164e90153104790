"""`import`: the station's exports into the books."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.app.cli.terminal import Terminal
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import ImportRefused
from collector_desktop.exchange.station_export.problems import Problem, Severity
from collector_desktop.exchange.station_export.wording import SEVERITIES, sentence
from collector_desktop.services.importing import Imported, import_exports

_MOST_SHOWN = 20


def add_import_command(app: typer.Typer) -> None:
    """Read exports."""
    add_command(app, "import", _import, "导入营销系统导出的文件(xlsx、xls、csv、tsv),要么全部、要么不动")


def _import(
    station: Station,
    files: Annotated[list[Path], typer.Argument(help="导出文件,可以几个一起", metavar="FILE...")],
    accept_problems: Annotated[bool, typer.Option("--accept-problems", help="有问题的行不取,其余照常导入")] = False,
    settle_missing: Annotated[
        bool, typer.Option("--settle-missing", help="欠费明细是全所的:不在里面的旧账单算已结清")
    ] = False,
) -> None:
    try:
        with station.books() as (ledger, _keys), station.terminal.progress("读取导出文件") as moved:
            imported = import_exports(
                ledger,
                files,
                station.stamp,
                accept_problems=accept_problems,
                settle_missing=settle_missing,
                progress=moved,
            )
    except ImportRefused as refused:
        found: tuple[Problem, ...] = refused.facts.pop("found")
        tell_problems(station.terminal, found)
        station.terminal.refused(refused, problems=found)
        raise typer.Exit(1) from refused
    station.terminal.answer(imported.as_json(), *_lines(imported))
    tell_problems(station.terminal, imported.problems)
    if imported.report is not None and not station.terminal.json:
        station.terminal.warn(f"问题清单:{imported.report}")


def _lines(imported: Imported) -> list[str]:
    read, did = imported.reading.totals(), imported.counts
    lines = [
        f"{read.station}:{read.accounts} 户,{read.all_ledger_rows} 笔账单,"
        f"未结 {read.open_bills} 笔共 {Money(read.open_fen).grouped()} 元(其中退费 {read.refund_lines} 笔)",
        f"预收余额 {Money(read.prepay_fen).grouped()} 元,保证金 {Money(read.deposit_fen).grouped()} 元",
        "  ".join(f"{village} {count} 户" for village, count in read.villages.items()),
    ]
    if not did.any:
        return [*lines, "与账本一致,没有变化"]
    return [
        *lines,
        f"新增 {did.accounts_added} 户、{did.bills_added} 笔;变更 {did.accounts_changed} 户、{did.bills_changed} 笔;"
        f"结清 {did.bills_settled} 笔;恢复欠费 {did.bills_reopened} 笔;在途暂存 {did.bills_held} 笔",
        f"退费冲抵 {imported.refunds} 笔,预收冲抵 {imported.offset.grouped()} 元",
    ]


def tell_problems(terminal: Terminal, problems: tuple[Problem, ...]) -> None:
    """The first of what a person should look at, with file, column and row."""
    worth = [problem for problem in problems if problem.severity is not Severity.NOTE]
    for problem in worth[:_MOST_SHOWN]:
        place = " ".join(part for part in (problem.file, problem.sheet, problem.column) if part)
        row = "" if problem.row is None else f" 第 {problem.row} 行"
        terminal.warn(f"{SEVERITIES[problem.severity]} {place}{row}:{sentence(problem)}")
    if len(worth) > _MOST_SHOWN:
        terminal.warn(f"……还有 {len(worth) - _MOST_SHOWN} 处,见问题清单")
