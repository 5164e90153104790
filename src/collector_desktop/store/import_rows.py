"""Rows of an export into the snapshot tables: new ones at once, known ones compared first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.corrections import Correction, correct_bill
from collector_desktop.store.search_keys import search_keys
from collector_desktop.store.tables.columns import Base
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow, BillRow, PendingChangeRow, SettlementRow


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One account as the station's archive tells it; fields are those of the account table."""

    number: AccountNumber
    old_number: str
    name: str
    address: str
    hint: str
    village: str
    village_group: str
    section: str
    sequence: int
    phones: str
    meter_number: str
    transformer_area: str
    use_category: str
    residential: bool
    status: str
    prepay: Money
    deposit: Money


@dataclass(frozen=True, slots=True)
class NewBill:
    """One bill as an export tells it; fields are those of the bill table."""

    id: BillId
    account: AccountNumber
    month: str
    kind: str
    residential: bool
    due_on: date
    amount: Money
    open: Money
    penalty_paid: Money
    station_penalty: Money | None
    station_penalty_on: date | None
    kwh: str | None
    previous_reading: str | None
    present_reading: str | None
    multiplier: str | None


@dataclass(slots=True)
class Counts:
    """What an import did."""

    accounts_added: int = 0
    accounts_changed: int = 0
    bills_added: int = 0
    bills_changed: int = 0
    bills_settled: int = 0
    bills_reopened: int = 0
    bills_held: int = 0

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(
            (
                self.accounts_added,
                self.accounts_changed,
                self.bills_added,
                self.bills_changed,
                self.bills_settled,
                self.bills_reopened,
                self.bills_held,
            )
        )


_ACCOUNTS = Base.metadata.tables[AccountRow.__tablename__]
_FACTS = tuple(column.name for column in _ACCOUNTS.columns if column.name not in ("number", "search_keys"))


def known_accounts(conn: Connection) -> dict[AccountNumber, bool]:
    """Every account these books know, and whether it is residential."""
    return {
        AccountNumber(row.number): row.residential
        for row in conn.execute(select(AccountRow.number, AccountRow.residential))
    }


def take_accounts(conn: Connection, accounts: Iterable[NewAccount], counts: Counts) -> None:
    """Add accounts, and bring known ones to what the archive says. Balances are taken over once, then are ours."""
    known = {row.number: row for row in conn.execute(select(*AccountRow.__table__.c))}
    fresh: list[NewAccount] = []
    changed: list[dict[str, object]] = []
    for account in accounts:
        row = known.get(account.number)
        if row is None:
            fresh.append(account)
        elif any(getattr(row, name) != getattr(account, name) for name in _FACTS):
            facts = {name: getattr(account, name) for name in _FACTS}
            changed.append(facts | {"known": account.number, "search_keys": search_keys(account.name)})
    if fresh:
        conn.execute(
            insert(AccountRow),
            [
                {"number": each.number, "search_keys": search_keys(each.name)}
                | {name: getattr(each, name) for name in _FACTS}
                for each in fresh
            ],
        )
        conn.execute(
            insert(BalanceRow),
            [{"account": each.number, "prepay": each.prepay, "deposit": each.deposit} for each in fresh],
        )
    if changed:
        named: dict[str, Any] = {name: bindparam(name) for name in (*_FACTS, "search_keys")}
        conn.execute(update(_ACCOUNTS).where(_ACCOUNTS.c.number == bindparam("known")).values(**named), changed)
    counts.accounts_added += len(fresh)
    counts.accounts_changed += len(changed)


def take_bills(conn: Connection, bills: Sequence[NewBill], act: ActId, on: date, counts: Counts) -> None:
    """Add bills, and correct known ones; a bill that is out is held unless only its open amount changed."""
    known = {
        row.id: row
        for row in conn.execute(
            select(BillRow.id, BillRow.amount, BillRow.export_open, BillRow.due_on, BillRow.out_with)
        )
    }
    fresh: list[NewBill] = []
    for bill in bills:
        row = known.get(bill.id)
        if row is None:
            fresh.append(bill)
        elif row.out_with is not None and (row.amount != bill.amount or row.due_on != bill.due_on):
            _hold(conn, bill, act)
            counts.bills_held += 1
        elif (row.amount, row.export_open, row.due_on) != (bill.amount, bill.open, bill.due_on):
            conn.execute(update(BillRow).where(BillRow.id == bill.id).values(due_on=bill.due_on))
            _count(counts, correct_bill(conn, bill.id, act, on, amount=bill.amount, export_open=bill.open))
    _add(conn, fresh, act, on)
    counts.bills_added += len(fresh)


def _add(conn: Connection, bills: Sequence[NewBill], act: ActId, on: date) -> None:
    if not bills:
        return
    conn.execute(
        insert(BillRow),
        [
            {name: getattr(bill, name) for name in NewBill.__slots__}
            | {"out_with": None, "export_open": bill.open, "unseen": Money.ZERO}
            for bill in bills
        ],
    )
    # Nobody says when it was paid before: taken as paid in time, so that no penalty is made up.
    settled = [
        {
            "bill": bill.id,
            "act": act,
            "source": Source.IMPORT,
            "day": min(bill.due_on, on),
            "principal": bill.amount - bill.open,
            "penalty": Money.ZERO,
        }
        for bill in bills
        if bill.amount != bill.open
    ]
    if settled:
        conn.execute(insert(SettlementRow), settled)


def _hold(conn: Connection, bill: NewBill, act: ActId) -> None:
    conn.execute(delete(PendingChangeRow).where(PendingChangeRow.bill == bill.id))
    conn.execute(
        insert(PendingChangeRow),
        {"bill": bill.id, "act": act, "amount": bill.amount, "open": bill.open, "due_on": bill.due_on},
    )


def _count(counts: Counts, correction: Correction) -> None:
    match correction:
        case Correction.SETTLED:
            counts.bills_settled += 1
        case Correction.REOPENED:
            counts.bills_reopened += 1
        case _:
            counts.bills_changed += 1
