"""`contracts import|list` and `waivers list`: what was agreed on for late payment, and what was waived of it."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.importing import tell_problems
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.refusals_terms import ContractsRefused
from collector_desktop.exchange.station_export.problems import Problem
from collector_desktop.services.importing_contracts import import_contracts
from collector_desktop.services.report_table import Cell
from collector_desktop.services.terms_words import cap_words, rate_words, warning_word
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.contracts import ContractLine, contracts
from collector_desktop.store.queries.waivers import unapproved_waivers, waiting, waivers

_CONTRACTS = ("户号", "户名", "村", "合同编号", "签订日期", "违约金比例", "上限", "请核对")
_WAIVERS = ("账单", "减免", "批准号", "批准日期")


def add_terms_commands(app: typer.Typer) -> None:
    """Contracts and waivers, each below its name."""
    register = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    add_command(
        register, "import", _import, "导入合同台账(户号、合同编号、签订日期、约定比例、上限),要么全部、要么不动"
    )
    add_command(register, "list", _list, "合同台账:每户的合同和该核对的地方")
    app.add_typer(register, name="contracts", help="供用电合同台账")
    waived = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    add_command(waived, "list", _waivers, "违约金减免:减免了的、批准了还没减的、未经批准的(总是空的)")
    app.add_typer(waived, name="waivers", help="违约金减免")


def _import(station: Station, file: Annotated[Path, typer.Argument(help="合同台账文件", metavar="FILE")]) -> None:
    try:
        with station.books() as (ledger, _keys):
            taken = import_contracts(ledger, file, station.stamp)
    except ContractsRefused as refused:
        found: tuple[Problem, ...] = refused.facts.pop("found")
        tell_problems(station.terminal, found)
        station.terminal.refused(refused, problems=found)
        raise typer.Exit(1) from refused
    lines = [f"登记 {taken.registered} 份,以前登记过 {taken.known} 份,有更晚合同没有取 {taken.older} 份"]
    if taken.report is not None:
        lines.append(f"有要核对的地方,清单在 {taken.report}")
    station.terminal.answer(taken.model_dump(mode="json", exclude={"changes"}), *lines)


def _list(station: Station, doubtful: Annotated[bool, typer.Option("--doubtful", help="只看该核对的")] = False) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        found = contracts(conn, policies.policy(conn))
    shown = [line for line in found if line.warnings or not doubtful]
    registered = sum(line.contract is not None for line in found)
    doubts = sum(bool(line.warnings) for line in found)
    station.terminal.answer(
        {"contracts": [line.model_dump(mode="json") for line in shown], "registered": registered, "doubtful": doubts},
        f"{len(found)} 户,{registered} 户已登记合同,{doubts} 户该核对",
    )
    station.terminal.table("合同台账", _CONTRACTS, [_row(line) for line in shown])


def _row(line: ContractLine) -> list[Cell]:
    doubts = "、".join(map(warning_word, line.warnings))
    if line.contract is None:
        return [line.account, line.name, line.village, None, None, None, None, doubts]
    said = line.contract
    rate = rate_words(said.agreed_permille)
    return [line.account, line.name, line.village, said.number, said.signed_on, rate, cap_words(said), doubts]


def _waivers(station: Station) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        applied, granted, unapproved = waivers(conn), waiting(conn), unapproved_waivers(conn)
    station.terminal.answer(
        {
            "waivers": [waiver.model_dump(mode="json") for waiver in applied],
            "waiting": [decision.model_dump(mode="json") for decision in granted],
            "unapproved": [each.model_dump(mode="json") for each in unapproved],
        },
        f"减免 {len(applied)} 笔,批准了还没减 {len(granted)} 笔,未经批准的 {len(unapproved)} 笔",
    )
    rows = [(waiver.bill, waiver.amount, waiver.approval, waiver.approved_on) for waiver in applied]
    station.terminal.table("违约金减免", _WAIVERS, rows, right_aligned={1})
    station.terminal.table("未经批准的减免", _WAIVERS[:2], [(each.bill, each.amount) for each in unapproved], {1})
