"""Figures over time: what was settled on which day, and every knock with what it brought."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.ledger import ReceiptRow, VisitRow, VoidRow
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, SettlementRow


class DoorKnock(NamedTuple):
    """One knock at one door."""

    account: AccountNumber
    village: str
    day: date
    slot: Slot
    outcome: Outcome


class PaidReceipt(NamedTuple):
    """One valid receipt of a month."""

    number: str
    account: AccountNumber
    name: str
    village: str
    day: date
    received: Money
    fees: Money
    penalties: Money
    waited: int | None
    """Seconds from card to receipt; None where nobody measured."""


class BillState(NamedTuple):
    """One bill with what is open of it."""

    account: AccountNumber
    name: str
    village: str
    month: BillingMonth
    due_on: date
    amount: Money
    open: Money


def settled_by_day(conn: Connection, month: BillingMonth) -> dict[date, Money]:
    """Principal of one month's bills settled on each day; what a refund made smaller is left out."""
    rows = conn.execute(
        select(SettlementRow.day, fen_sum(SettlementRow.principal).label("settled"))
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(BillRow.month == str(month), BillRow.amount > Money.ZERO, SettlementRow.source != Source.REFUND)
        .group_by(SettlementRow.day)
        .order_by(SettlementRow.day)
    )
    return {row.day: row.settled for row in rows}


def knocks(conn: Connection, since: date, until: date) -> tuple[DoorKnock, ...]:
    """Every knock between two days, both included, that was not taken back, in the order they were made."""
    rows = conn.execute(
        select(VisitRow.account, AccountRow.village, VisitRow.day, VisitRow.slot, VisitRow.outcome)
        .join(AccountRow, AccountRow.number == VisitRow.account)
        .where(VisitRow.undone_by.is_(None), VisitRow.day.between(since, until))
        .order_by(VisitRow.day, VisitRow.at)
    )
    return tuple(
        DoorKnock(AccountNumber(row.account), row.village, row.day, Slot(row.slot), Outcome(row.outcome))
        for row in rows
    )


def receipts_between(conn: Connection, since: date, until: date) -> tuple[PaidReceipt, ...]:
    """Every valid receipt between two days, both included."""
    rows = conn.execute(
        select(
            ReceiptRow.number,
            ReceiptRow.account,
            AccountRow.name,
            AccountRow.village,
            ReceiptRow.day,
            ReceiptRow.received,
            ReceiptRow.fees,
            ReceiptRow.penalties,
            ReceiptRow.waited,
        )
        .join(AccountRow, AccountRow.number == ReceiptRow.account)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .where(VoidRow.number.is_(None), ReceiptRow.day.between(since, until))
        .order_by(ReceiptRow.at)
    )
    return tuple(PaidReceipt(row.number, AccountNumber(row.account), *row[2:]) for row in rows)


def bill_states(conn: Connection, month: BillingMonth | None = None, village: str = "") -> Iterator[BillState]:
    """Bills above zero with what is open of them: of one month, one village, or all."""
    statement = (
        select(
            BillRow.account,
            AccountRow.name,
            AccountRow.village,
            BillRow.month,
            BillRow.due_on,
            BillRow.amount,
            BillRow.open,
        )
        .join(AccountRow, AccountRow.number == BillRow.account)
        .where(BillRow.amount > Money.ZERO)
        .order_by(AccountRow.section, AccountRow.sequence, BillRow.month)
    )
    if month is not None:
        statement = statement.where(BillRow.month == str(month))
    if village:
        statement = statement.where(AccountRow.village == village)
    for row in conn.execute(statement):
        yield BillState(
            AccountNumber(row.account),
            row.name,
            row.village,
            BillingMonth.parse(row.month),
            row.due_on,
            row.amount,
            row.open,
        )


def newest_month(conn: Connection) -> BillingMonth | None:
    """The newest month that was billed; None before any bill."""
    month: str | None = conn.scalar(select(func.max(BillRow.month)).where(BillRow.amount > Money.ZERO))
    return None if month is None else BillingMonth.parse(month)
