"""`plans list|paper`: repayment plans, where each stands and what is due of it."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.repayment import PlanStanding
from collector_desktop.domain.waiver import approval_number
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services.plan_papers import agreement_paper
from collector_desktop.services.report_table import Cell
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.repayment import PlanLine, plans

_HEADERS = ("户号", "提出", "批准号", "总额", "已还", "期数", "下一期", "下期应交", "状态")
_FIGURES = {3, 4, 7}
_STANDINGS = {
    PlanStanding.ON_TIME: "按期",
    PlanStanding.DUE_SOON: "快到期",
    PlanStanding.OVERDUE: "有一期逾期",
    PlanStanding.LAPSED: "已失效",
    PlanStanding.FULFILLED: "已还清",
}


def add_plan_commands(app: typer.Typer) -> None:
    """The plans below one name."""
    found = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    add_command(found, "list", _list, "还款协议:每户最近一份,还了多少,下一期哪天")
    add_command(found, "paper", _paper, "把一户的还款协议另存为 PDF(一式两份)")
    app.add_typer(found, name="plans", help="分期还款协议")


def _list(station: Station, due: Annotated[bool, typer.Option("--due", help="只看快到期和逾期的")] = False) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        found = plans(conn, station.stamp.business_day, policies.policy(conn))
    shown = [line for line in found if not due or (line.state is not None and line.state.reminds)]
    waiting = sum(line.line.is_open for line in found)
    kept = sum(line.state is not None and line.state.is_kept for line in found)
    station.terminal.answer(
        {"plans": [line.model_dump(mode="json") for line in shown], "waiting": waiting, "kept": kept},
        f"{len(found)} 户有还款协议,履行中 {kept} 户,待批 {waiting} 户",
    )
    station.terminal.table("还款协议", _HEADERS, [_row(line) for line in shown], _FIGURES)


def _row(line: PlanLine) -> list[Cell]:
    asked, decision, state = line.line.request, line.line.decision, line.state
    if state is None:
        said = "待批" if line.line.is_open else "没有同意"
        return [
            line.account,
            asked.business_day,
            None,
            line.total,
            None,
            len(line.wanted.instalments),
            None,
            None,
            said,
        ]
    following = state.next
    return [
        line.account,
        asked.business_day,
        None if decision is None else approval_number(decision),
        line.total,
        state.paid,
        f"{state.done}/{len(state.instalments)}",
        None if following is None else following.last_day,
        None if following is None else following.open,
        _STANDINGS[state.standing],
    ]


def _paper(
    station: Station,
    account: Annotated[str, typer.Argument(help="户号")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件")],
) -> None:
    with station.books() as (ledger, _keys):
        write_whole(out, agreement_paper(ledger, AccountNumber(account), station.stamp))
    station.terminal.answer({"file": str(out)}, f"已写:{out}")
