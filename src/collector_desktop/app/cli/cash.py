"""`cash`, `decide-cash`: drawers that did not agree, and what the manager decides of them."""

from datetime import datetime
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.over_short import CashOutcome, Decided
from collector_desktop.domain.reconciliation import ReconciledDay
from collector_desktop.domain.refusals_cash import NoCashDifference
from collector_desktop.services.deciding_cash import DecideCash, decide_cash
from collector_desktop.services.over_short_words import decision_words, difference_words, outcome_word, state_word
from collector_desktop.services.reconciling import reconcile
from collector_desktop.services.report_table import Cell
from collector_desktop.store.ledger import Ledger

_HEADERS = ("机号", "收费员", "营业日", "长短款", "原因", "决定", "怎么定的")


def add_cash_commands(app: typer.Typer) -> None:
    """List differences and decide them."""
    add_command(app, "cash", _cash, "列出长短款;默认只列待定的和挂账待查的")
    add_command(
        app,
        "decide-cash",
        _decide,
        "定一天的长短款:短款 made_good 收费员补足、borne 所里承担;"
        "长款 kept 挂账待查、returned 退还用户、paid_in 缴入所里",
    )


def _cash(
    station: Station,
    every: Annotated[bool, typer.Option("--all", help="已定的也列出")] = False,
) -> None:
    with station.books() as (ledger, _keys):
        found = [
            day for day in reconcile(ledger) if day.decided is not None and (every or day.decided is not Decided.DONE)
        ]
    station.terminal.answer(
        {"cash": [day.model_dump(mode="json") | {"decided": day.decided} for day in found]}, f"长短款 {len(found)} 天"
    )
    if found:
        station.terminal.table("长短款", _HEADERS, [_row(day) for day in found], {3})


def _decide(
    station: Station,
    device: Annotated[str, typer.Argument(help="机号,如 01")],
    closed_on: Annotated[datetime, typer.Argument(help="结账的营业日", metavar="DAY", formats=["%Y-%m-%d"])],
    outcome: Annotated[CashOutcome, typer.Argument(help="怎么定")],
    paper: Annotated[str, typer.Option(help="凭证号:钱补来、退回、缴来时必写")] = "",
    account: Annotated[str, typer.Option(help="退给哪一户的户号")] = "",
    reason: Annotated[str, typer.Option(help="理由:所里承担、挂账待查时必写")] = "",
) -> None:
    with station.books() as (ledger, _keys):
        day = _looked_at(ledger, device, closed_on)
        assert day.closed is not None, "it has a difference"
        wanted = DecideCash(
            id=ActId(new_act_id()),
            device=day.device,
            day=day.day,
            outcome=outcome,
            amount=day.closed.difference,
            replaces=ActId("") if day.decision is None else day.decision.id,
            account=AccountNumber(account),
            paper=paper,
            reason=reason,
        )
        decide_cash(ledger, wanted, station.stamp)
    station.terminal.answer(
        {"device": day.device, "day": day.day, "amount": day.closed.difference, "outcome": outcome},
        f"{day.device} 号机 {day.day} {difference_words(day.closed.difference)}:{outcome_word(outcome)}",
        "派工后随线路包回到收费员",
    )


def _looked_at(ledger: Ledger, device: str, closed_on: datetime) -> ReconciledDay:
    """The day with its difference. Raises NoCashDifference."""
    named = DeviceCode(device), closed_on.date()
    found = next((day for day in reconcile(ledger) if (day.device, day.day) == named and day.decided is not None), None)
    if found is None:
        raise NoCashDifference(device=device, day=closed_on.date())
    return found


def _row(day: ReconciledDay) -> tuple[Cell, ...]:
    assert day.closed is not None, "it has a difference"
    decision = day.decision
    return (
        day.device,
        day.collector_name,
        day.day,
        day.closed.difference,
        day.closed.reason,
        state_word(day.decided, None if decision is None else decision.outcome),
        None if decision is None else decision_words(decision),
    )
