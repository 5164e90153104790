"""Savers of the demo villages, what their bank could and couldn't pay, and what was asked for about money held."""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

from collector_desktop.app.demo.pictures import photo
from collector_desktop.app.demo.villages import Household, MadeBill, Temper
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.services import bank_debits, depositing, refunding, savers
from collector_desktop.services.depositing import WISH, AskOffset
from collector_desktop.services.refunding import AskRefund, RefundWay
from collector_desktop.services.savers import NoteSaver
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import balances, policies, savings

_BANKS = ("柳泉信用社", "邮储银行", "农业银行")
_SHARE = 0.2
_REASONS = ("余额不足", "余额不足", "账号已注销")
_HEADER = ("户号", "户名", "电费年月", "扣款金额", "扣款结果", "失败原因", "扣款日期")
_ASKING = 2
_WANTED_BACK = Money(5000)


def note_savers(laptop: Ledger, households: Sequence[Household], stamp: Stamp, seed: int) -> tuple[Household, ...]:
    """Some households have arranged it with their bank, most of them prompt ones."""
    chance = Random(seed)
    let = tuple(
        door
        for door in households
        if door.temper in (Temper.PROMPT, Temper.SLOW) and not door.prepay and chance.random() < _SHARE
    )
    for door in let:
        noted = NoteSaver(
            id=new_act_id(),
            account=AccountNumber(door.number),
            active=True,
            bank=chance.choice(_BANKS),
            last_digits=f"{chance.randrange(10_000):04d}",
        )
        savers.note(laptop, noted, stamp)
    return let


def ask_refunds(laptop: Ledger, stamp: Stamp) -> None:
    """A few would like what they left back: the station decides."""
    with laptop.reading() as conn:
        held = balances.prepayments(conn)
    for account in sorted(held, key=lambda account: (-held[account].fen, account))[:_ASKING]:
        asked = AskRefund(
            id=new_act_id(),
            account=account,
            amount=min(held[account], _WANTED_BACK),
            way=RefundWay.AT_THE_COUNTER,
            reason="全家外出打工,家里不用电",
        )
        refunding.ask(laptop, asked, stamp)


def ask_for_deposits(laptop: Ledger, stamp: Stamp) -> None:
    """A household that owes would like what was once taken as a deposit to settle it, and wrote so."""
    with laptop.reading() as conn:
        lines = savings.savings(conn, stamp.business_day, policies.policy(conn))
    line = next((line for line in lines if line.deposit and line.due), None)
    if line is not None:
        asked = AskOffset(
            id=new_act_id(),
            account=line.account,
            amount=min(line.deposit, line.due),
            reason="客户书面要求,用以前的保证金抵电费",
            wish=(photo(WISH),),
        )
        depositing.ask_offset(laptop, asked, stamp)


def take_bank_results(
    station: Ledger, let: Sequence[Household], bills: Sequence[MadeBill], folder: Path, stamp: Stamp, seed: int
) -> None:
    """The bank's file of the newest month: what the station's system shows as settled was paid, the rest failed."""
    chance = Random(seed)
    newest = max(bill.month for bill in bills)
    own = {bill.household.number: bill for bill in bills if bill.month == newest and bill.amount > Money.ZERO}
    path = folder / f"代扣结果_{newest}.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for door in let:
            if (bill := own.get(door.number)) is not None:
                result = ("成功", "") if bill.settled else ("失败", chance.choice(_REASONS))
                day = stamp.business_day.isoformat()
                writer.writerow((door.number, door.name, str(newest), str(bill.amount), *result, day))
    bank_debits.import_bank_debits(station, path, stamp)
