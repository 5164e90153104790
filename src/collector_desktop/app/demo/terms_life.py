"""The demo's contracts, waivers and repayment plans: some missing, one over the law, some waiting for the station."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from collector_desktop.app.demo.pictures import photo, signature
from collector_desktop.app.demo.villages import Household
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.instalments import even_instalments
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.services import importing_contracts, repaying, waiving
from collector_desktop.services.repaying import ProposePlan
from collector_desktop.services.waiving import AskWaiver
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, policies

_HEADER = ("户号", "户名", "合同编号", "签订日期", "违约金比例", "违约金上限", "分期条款")
_REGISTERED = 0.85
_SOME_TERMS = ("", "", "", "经双方同意可分 3 期")
_LEAST_WORTH_ASKING = Money(100)
_WHY = ("户主住院两个月,有出院证明", "家中老人去世,过了交费日", "外出打工,未收到通知")


def register_contracts(station: Ledger, households: Sequence[Household], folder: Path, at: Stamp, seed: int) -> None:
    """The paper contracts of the station as a file: most households have one, the first of them over the law's rate."""
    chance = Random(seed)
    path = folder / "供用电合同台账.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for number, door in enumerate(households):
            if chance.random() > _REGISTERED:
                continue
            signed = door.opened + timedelta(days=chance.randint(0, 9))
            rate = "5‰" if not number else ""
            row = (door.number, door.name, f"GYD-{number + 1:05d}", signed.isoformat(), rate, "")
            writer.writerow((*row, chance.choice(_SOME_TERMS)))
    importing_contracts.import_contracts(station, path, at)


def ask_waivers(laptop: Ledger, accounts: Sequence[AccountNumber], at: Stamp) -> None:
    """Each of these asks for a part of its oldest bill's penalty, a minute after the one before."""
    for number, account in enumerate(accounts):
        at = at.model_copy(update={"at": at.at + timedelta(minutes=1)})
        with laptop.reading() as conn:
            policy = policies.policy(conn)
            runs = [(bill, penalty(bill, at.business_day, policy).open) for bill in bills.of_account(conn, account)]
        bill, most = max(runs, key=lambda each: each[1])
        wanted = AskWaiver(
            id=new_act_id(),
            account=account,
            bill=bill.id,
            amount=Money(most.fen // 2),
            reason=_WHY[number % len(_WHY)],
            files=(photo("减免证明 1"),),
        )
        waiving.ask(laptop, wanted, at)


def worth_asking(laptop: Ledger, day: date, but: Sequence[AccountNumber]) -> list[AccountNumber]:
    """Who owes a penalty worth a request on a day."""
    with laptop.reading() as conn:
        policy = policies.policy(conn)
        owing = bills.collectable_by_account(conn, laptop.seat.device)
        return [
            account
            for account in sorted(owing)
            if account not in but
            and any(penalty(bill, day, policy).open >= _LEAST_WORTH_ASKING * 2 for bill in owing[account])
        ]


def settle_plans(laptop: Ledger, accounts: Sequence[AccountNumber], at: Stamp) -> None:
    """Each of these signs a plan of two or three parts."""
    for number, account in enumerate(accounts):
        with laptop.reading() as conn:
            policy = policies.policy(conn)
            due = repaying.arrears(conn, account, at.business_day, policy)
        first = repaying.first_day_suggested(at.business_day, policy)
        wanted = ProposePlan(
            id=new_act_id(),
            account=account,
            instalments=even_instalments(due.total, 2 + number % 2, first),
            reason="收成卖了才有钱,愿意分几次交清",
            files=(signature("客户签字"),),
        )
        repaying.propose(laptop, wanted, at)
