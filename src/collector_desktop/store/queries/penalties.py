"""Penalties over time: every bill that has any to tell since a day, with what was settled of it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty_report import PenaltyAccount, PenaltySettled, UnapprovedWaiver
from collector_desktop.domain.waiver import Waiver
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries import accounts, bills
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.waivers import unapproved_waivers
from collector_desktop.store.tables.ledger import ReceiptRow
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow


class PenaltyReceived(NamedTuple):
    """What one act settled of a bill's penalty."""

    account: AccountNumber
    day: date
    amount: Money
    source: Source
    receipt: str
    """The number of the receipt; empty if the money came another way."""


def penalty_accounts(conn: Connection, since: date) -> tuple[PenaltyAccount, ...]:
    """Every bill that may owe something, or was settled late from a day on, with what was settled of its penalty."""
    villages = accounts.villages_of(conn)
    settled: dict[str, list[PenaltySettled]] = {}
    rows = conn.execute(
        select(SettlementRow.bill, SettlementRow.day, SettlementRow.penalty, SettlementRow.source)
        .where(SettlementRow.penalty != Money.ZERO)
        .order_by(SettlementRow.day)
    )
    for row in rows:
        each = PenaltySettled(on=row.day, amount=row.penalty, waived=row.source == Source.WAIVER)
        settled.setdefault(row.bill, []).append(each)
    return tuple(
        PenaltyAccount(village=villages.get(account, ""), bill=bill, settled=tuple(settled.get(bill.id, ())))
        for account, owed in bills.concerned_by_account(conn, since).items()
        for bill in owed
    )


def received_between(conn: Connection, since: date, until: date) -> tuple[PenaltyReceived, ...]:
    """Penalty received between two days, both included, at the door or any other way; what was waived is left out."""
    rows = conn.execute(
        select(BillRow.account, SettlementRow.day, SettlementRow.penalty, SettlementRow.source, ReceiptRow.number)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .outerjoin(ReceiptRow, ReceiptRow.act == SettlementRow.act)
        .where(
            SettlementRow.penalty != Money.ZERO,
            SettlementRow.source != Source.WAIVER,
            SettlementRow.day.between(since, until),
        )
        .order_by(SettlementRow.day, BillRow.account, BillRow.month)
    )
    return tuple(
        PenaltyReceived(AccountNumber(row.account), row.day, row.penalty, Source(row.source), row.number or "")
        for row in rows
    )


def waivers_applied(conn: Connection, since: date) -> tuple[tuple[date, Waiver], ...]:
    """What was waived from a day on, each with the day it was applied, oldest first."""
    return tuple((act.business_day, Waiver.of(act)) for act in facts(conn, WaiverApplied, since=since))


def unapproved(conn: Connection) -> tuple[UnapprovedWaiver, ...]:
    """Waivers in the books that no decision covers; there are none."""
    return tuple(UnapprovedWaiver(bill=each.bill, amount=each.amount) for each in unapproved_waivers(conn))
