"""Figures over time: what was settled on which day, and every knock with what it brought."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries.reports import refunds_by_bill
from collector_desktop.store.tables.ledger import ReceiptRow, VisitRow, VoidRow
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, SettlementRow


class DoorKnock(NamedTuple):
    """One knock at one door."""

    account: AccountNumber
    village: str
    day: date
    slot: Slot
    outcome: Outcome


class Wait(NamedTuple):
    """How long one customer waited for one valid receipt."""

    account: AccountNumber
    day: date
    seconds: int


class BillState(NamedTuple):
    """One bill with what is open of it."""

    bill: BillId
    account: AccountNumber
    name: str
    village: str
    month: BillingMonth
    due_on: date
    recovery: Recovery


def settled_of_month(conn: Connection, month: BillingMonth) -> dict[BillId, list[tuple[date, Money]]]:
    """What was settled on which day of the principal of one month's bills; what a refund made smaller is left out."""
    rows = conn.execute(
        select(SettlementRow.bill, SettlementRow.day, SettlementRow.principal)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(
            BillRow.month == str(month),
            BillRow.amount > Money.ZERO,
            SettlementRow.principal != Money.ZERO,
            SettlementRow.source != Source.REFUND,
        )
    )
    found: dict[BillId, list[tuple[date, Money]]] = {}
    for row in rows:
        found.setdefault(BillId(row.bill), []).append((row.day, row.principal))
    return found


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


def waits(conn: Connection, since: date, until: date) -> tuple[Wait, ...]:
    """Every measured wait behind a valid receipt between two days, both included, in their order."""
    rows = conn.execute(
        select(ReceiptRow.account, ReceiptRow.day, ReceiptRow.waited)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .where(VoidRow.number.is_(None), ReceiptRow.day.between(since, until), ReceiptRow.waited.is_not(None))
        .order_by(ReceiptRow.at)
    )
    return tuple(Wait(AccountNumber(row.account), row.day, row.waited) for row in rows)


def bill_states(conn: Connection, month: BillingMonth, village: str | None = None) -> Iterator[BillState]:
    """The bills of a month above zero with what is received and open of them: of one village, or of all."""
    refunded = refunds_by_bill()
    statement = (
        select(
            BillRow.id,
            BillRow.account,
            AccountRow.name,
            AccountRow.village,
            BillRow.month,
            BillRow.due_on,
            BillRow.amount,
            BillRow.open,
            refunded.c.amount.label("refunded"),
        )
        .join(AccountRow, AccountRow.number == BillRow.account)
        .outerjoin(refunded, refunded.c.bill == BillRow.id)
        .where(BillRow.amount > Money.ZERO, BillRow.month == str(month))
        .order_by(AccountRow.section, AccountRow.sequence, BillRow.id)
    )
    if village is not None:
        statement = statement.where(AccountRow.village == village)
    for row in conn.execute(statement):
        receivable = row.amount - (row.refunded or Money.ZERO)
        yield BillState(
            BillId(row.id),
            AccountNumber(row.account),
            row.name,
            row.village,
            BillingMonth.parse(row.month),
            row.due_on,
            Recovery(receivable=receivable, received=receivable - row.open),
        )


def newest_month(conn: Connection) -> BillingMonth | None:
    """The newest month that was billed; None before any bill."""
    month: str | None = conn.scalar(select(func.max(BillRow.month)).where(BillRow.amount > Money.ZERO))
    return None if month is None else BillingMonth.parse(month)
