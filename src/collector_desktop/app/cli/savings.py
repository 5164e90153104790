"""Money held for households, at the station: the bank's results, statements, deposits, and what is given back."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.importing import tell_problems
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import LARGEST_ATTACHMENT, MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals_savings import BankResultsRefused
from collector_desktop.domain.requests import DepositOffsetWanted, DepositRefundWanted, PrepaymentRefundWanted, Role
from collector_desktop.exchange.station_export.problems import Problem
from collector_desktop.printing.savings_words import MOVES, details
from collector_desktop.security.whole_file import read_at_most, write_whole
from collector_desktop.services import savings_papers
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.bank_debits import DebitsTaken, import_bank_debits
from collector_desktop.services.counter import at_the_counter
from collector_desktop.services.depositing import WISH
from collector_desktop.services.requesting import Ask
from collector_desktop.store.queries import cards, policies
from collector_desktop.store.queries.savings import savings

_PHOTOS = {".jpg": MediaType.JPEG, ".jpeg": MediaType.JPEG, ".png": MediaType.PNG, ".pdf": MediaType.PDF}
_Account = Annotated[str, typer.Argument(help="户号")]
_Name = Annotated[str, typer.Option(help="决定人姓名")]
_Reason = Annotated[str, typer.Option(help="客户的理由")]
_Manager = Annotated[bool, typer.Option("--manager", help="由所长决定")]


def add_savings_commands(app: typer.Typer) -> None:
    """Bank results, statements, and money given back at the counter."""
    add_command(app, "bank-debits", _bank_debits, "导入银行代扣结果(户号、年月、金额、结果、原因),要么全部、要么不动")
    add_command(app, "statement", _statement, "一户的预收电费对账单;给出文件名就写成 PDF")
    add_command(app, "deposits", _deposits, "列出存量电费保证金")
    add_command(app, "refund-prepayment", _refund_prepayment, "在柜台退预收")
    add_command(app, "offset-deposit", _offset_deposit, "凭客户书面申请,用保证金抵电费")
    add_command(app, "refund-deposit", _refund_deposit, "销户时退保证金")


def _bank_debits(
    station: Station, file: Annotated[Path, typer.Argument(help="银行给的结果文件", metavar="FILE")]
) -> None:
    try:
        with station.books() as (ledger, _keys), station.terminal.progress("读取代扣结果") as moved:
            taken = import_bank_debits(ledger, file, station.stamp, moved)
    except BankResultsRefused as refused:
        found: tuple[Problem, ...] = refused.facts.pop("found")
        tell_problems(station.terminal, found)
        station.terminal.refused(refused, problems=found)
        raise typer.Exit(1) from refused
    station.terminal.answer(taken.model_dump(mode="json", exclude={"changes"}), *_debit_lines(taken))


def _debit_lines(taken: DebitsTaken) -> list[str]:
    if taken.again:
        return ["这个文件以前收过,没有变化"]
    lines = [
        f"扣款成功 {taken.paid} 笔 {taken.paid_total.grouped()} 元,失败 {taken.failed} 笔 "
        f"{taken.failed_total.grouped()} 元,以前收过 {taken.known} 行"
    ]
    if taken.shown_before:
        lines.append(f"其中 {taken.shown_before.grouped()} 元营销系统已显示交清,没有重复记")
    if taken.prepayment:
        lines.append(f"多扣 {taken.prepayment.grouped()} 元转为预收,请看待处理事项")
    return [*lines, *(["失败的户下次派工后会出现在收费员的路线上"] if taken.failed else [])]


def _statement(
    station: Station,
    account: _Account,
    out: Annotated[Path | None, typer.Option(help="写成 PDF", metavar="FILE")] = None,
    since: Annotated[datetime | None, typer.Option(help="从哪天起,默认一年前", formats=["%Y-%m-%d"])] = None,
) -> None:
    number, day = AccountNumber(account), station.stamp.business_day
    first = since.date() if since else None
    with station.books() as (ledger, _keys):
        found = savings_papers.statement_of(ledger, number, day, first)
        if out is not None:
            write_whole(out, savings_papers.statement_paper(ledger, number, day, first))
    balance = found.prepayment.closing.grouped()
    said = f"{number} 预收余额 {balance} 元" + (f",对账单在 {out}" if out else "")
    station.terminal.answer(found.model_dump(mode="json"), said)
    rows = [
        (line.move.on, MOVES[line.move.kind], details(line.move), line.move.amount, line.balance)
        for line in found.prepayment.lines
    ]
    station.terminal.table("预收电费对账单", ("日期", "事项", "说明", "变动", "余额"), rows, right_aligned={3, 4})


def _deposits(station: Station) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        lines = savings(conn, station.stamp.business_day, policies.policy(conn))
    held = [line for line in lines if line.deposit]
    total = Money.total(line.deposit for line in held)
    told = [{"account": line.account, "deposit": line.deposit, "due": line.due} for line in held]
    station.terminal.answer(
        {"deposits": told, "total": total}, f"{len(held)} 户,共 {total.grouped()} 元;不再收新的保证金"
    )
    rows = [(line.account, line.name, line.village, line.deposit, line.due) for line in held]
    station.terminal.table("存量电费保证金", ("户号", "户名", "村", "保证金", "欠费"), rows, right_aligned={3, 4})


def _refund_prepayment(
    station: Station,
    account: _Account,
    amount: Annotated[str, typer.Argument(help="金额,元")],
    pay_to: Annotated[str, typer.Option(help="退到哪里;默认柜台")] = "",
    reason: _Reason = "",
    name: _Name = "",
    manager: _Manager = False,
) -> None:
    matter = PrepaymentRefundWanted(amount=Money.parse(amount), pay_to=pay_to)
    _done(station, Ask(id=new_act_id(), account=AccountNumber(account), matter=matter, reason=reason), name, manager)


def _offset_deposit(
    station: Station,
    account: _Account,
    amount: Annotated[str, typer.Argument(help="金额,元")],
    wish: Annotated[Path, typer.Option(help="客户书面申请的照片或扫描件")],
    reason: _Reason = "",
    name: _Name = "",
    manager: _Manager = False,
) -> None:
    media = _PHOTOS.get(wish.suffix.lower(), MediaType.JPEG)
    photo = NewFile(content=read_at_most(wish, LARGEST_ATTACHMENT + 1), media=media, title=WISH)
    matter = DepositOffsetWanted(amount=Money.parse(amount))
    ask = Ask(id=new_act_id(), account=AccountNumber(account), matter=matter, reason=reason, files=(photo,))
    _done(station, ask, name, manager)


def _refund_deposit(
    station: Station,
    account: _Account,
    amount: Annotated[str, typer.Argument(help="金额,元")],
    ended: Annotated[datetime, typer.Option(help="停止用电的日子", formats=["%Y-%m-%d"])],
    reason: _Reason = "",
    name: _Name = "",
    manager: _Manager = False,
) -> None:
    matter = DepositRefundWanted(amount=Money.parse(amount), supply_ends_on=ended.date())
    _done(station, Ask(id=new_act_id(), account=AccountNumber(account), matter=matter, reason=reason), name, manager)


def _done(station: Station, ask: Ask, name: str, manager: bool) -> None:
    role = Role.MANAGER if manager else Role.CLERK
    with station.books() as (ledger, _keys):
        at_the_counter(ledger, ask, name or station.stamp.by, role, station.stamp)
        with ledger.reading() as conn:
            card = cards.card(conn, ask.account, station.stamp.business_day, ledger.seat.device)
    assert card is not None, "what was asked for is of a known account"
    figures = {"request": ask.id, "account": ask.account, "prepay": card.prepay, "deposit": card.deposit}
    said = f"已办。户号 {ask.account}:预收 {card.prepay.grouped()} 元,保证金 {card.deposit.grouped()} 元"
    station.terminal.answer(figures, said)
