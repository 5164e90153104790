"""`court list|pack|application`: the limitation board and the papers for a court."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.court_claim import Way
from collector_desktop.domain.names import AccountNumber
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services import court_papers, suing
from collector_desktop.services.court_words import restart_sentence, stage_sentence, time_sentence
from collector_desktop.services.limitation_board import HouseholdTimes, board
from collector_desktop.services.report_table import Cell
from collector_desktop.store.queries import policies

_HEADERS = ("户号", "户名", "村", "欠费", "诉讼时效到", "还剩", "起算", "法院")
_Account = Annotated[str, typer.Argument(help="户号")]
_Out = Annotated[Path, typer.Option(help="写成 PDF", metavar="FILE")]
_Court = Annotated[str, typer.Option(help="法院名称")]


def add_court_commands(app: typer.Typer) -> None:
    """Payment order and suit below one name."""
    court = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    add_command(court, "list", _list, "诉讼时效:每户最急的一笔还剩几天,快到期的在前")
    add_command(court, "pack", _pack, "一户的证据材料,装订成一个 PDF(含户名等全部信息,留记录)")
    add_command(court, "application", _application, "填好的支付令申请书或民事起诉状(留记录)")
    app.add_typer(court, name="court", help="支付令与诉讼")


def _list(station: Station, soon: Annotated[bool, typer.Option("--soon", help="只看快到期的")] = False) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        found = board(conn, station.stamp.business_day, policies.policy(conn))
    lines = [line for line in found if line.worth_attention or not soon]
    pressing = sum(line.worth_attention for line in found)
    told = {"households": [line.model_dump(mode="json") for line in lines], "soon": pressing}
    station.terminal.answer(told, f"{len(found)} 户逾期,{pressing} 户诉讼时效快到期")
    station.terminal.table("诉讼时效", _HEADERS, [_row(line) for line in lines], right_aligned={3})


def _row(line: HouseholdTimes) -> list[Cell]:
    info, first, claim = line.account, line.first, line.claim
    stage = "" if claim is None else stage_sentence(claim)
    if first is None:
        return [info.number, info.name, info.village, line.due.total, "", "已交清", "", stage]
    left = time_sentence(first)
    return [info.number, info.name, info.village, line.due.total, first.last_day, left, restart_sentence(first), stage]


def _pack(station: Station, account: _Account, out: _Out, court: _Court = "") -> None:
    asked = court_papers.MakePack(id=new_act_id(), account=AccountNumber(account), court=court)
    with station.books() as (ledger, _keys):
        made = court_papers.make_pack(ledger, asked, station.stamp)
    write_whole(out, made.pdf)
    station.terminal.answer({"file": str(out), "pages": made.pages}, f"证据材料 {made.pages} 页,在 {out}")


def _application(
    station: Station,
    account: _Account,
    out: _Out,
    court: _Court = "",
    suit: Annotated[bool, typer.Option("--suit", help="起诉,不申请支付令")] = False,
) -> None:
    way = Way.SUIT if suit else Way.PAYMENT_ORDER
    with station.books() as (ledger, _keys):
        with ledger.reading() as conn:
            wanted = suing.FileClaim(
                id=new_act_id(),
                account=AccountNumber(account),
                way=way,
                court=court or policies.policy(conn).court.court,
                filed_on=station.stamp.business_day,
            )
            claimed = suing.draft(ledger, conn, wanted, station.stamp)
        made = court_papers.make_application(ledger, new_act_id(), wanted.id, claimed, station.stamp)
    write_whole(out, made.pdf)
    total = claimed.total
    station.terminal.answer({"file": str(out), "total": total.fen}, f"申请金额 {total.grouped()} 元,在 {out}")
