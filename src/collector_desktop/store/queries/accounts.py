"""Everybody: the list of accounts and the history of one."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import effective_due
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.store.queries import bills, receipts
from collector_desktop.store.queries.facts import any_facts
from collector_desktop.store.queries.receipts import GivenReceipt
from collector_desktop.store.queries.visits import VisitDetail, of_account
from collector_desktop.store.tables.columns import IsoDay
from collector_desktop.store.tables.ledger import VisitRow
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow


class AccountLine(Value):
    """One account as the list of all shows it."""

    number: AccountNumber
    name: str
    village: str
    group: str
    address: str
    sequence: int
    phones: tuple[str, ...]
    meter_number: str
    use_category: str
    due: Money
    penalty: Money
    overdue_days: int
    bills_open: int
    prepay: Money
    deposit: Money
    last_visit: date | None

    @property
    def place(self) -> str:
        """Where it is: its address, after the village and group if the address does not name them itself."""
        before = (part for part in (self.village, self.group) if part and part not in self.address)
        return " ".join((*before, self.address))


class EventKind(StrEnum):
    """What a line of an account's history is about."""

    BILL = "bill"
    RECEIPT = "receipt"
    VISIT = "visit"
    FACT = "fact"


class Event(Value):
    """One line of an account's history; exactly one of the four is there."""

    kind: EventKind
    day: date
    at: datetime | None
    bill: Bill | None = None
    receipt: GivenReceipt | None = None
    visit: VisitDetail | None = None
    fact: Fact | None = None


def lines(conn: Connection, on: date, policy: Policy) -> tuple[AccountLine, ...]:
    """Every account these books know, in paper order, with what it owes on the day."""
    owed = bills.may_owe_by_account(conn)
    balances = {
        row.account: (row.prepay, row.deposit)
        for row in conn.execute(select(BalanceRow.account, BalanceRow.prepay, BalanceRow.deposit))
    }
    visited = {row.account: row.last for row in conn.execute(_LAST_VISITS.group_by(VisitRow.account))}
    return tuple(
        _line(row, owed.get(row.number, ()), balances.get(row.number), visited.get(row.number), on, policy)
        for row in conn.execute(_ACCOUNTS)
    )


def line(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> AccountLine | None:
    """The line of one account; None if these books don't know it."""
    row = conn.execute(_ACCOUNTS.where(AccountRow.number == account)).one_or_none()
    if row is None:
        return None
    balance = conn.execute(
        select(BalanceRow.prepay, BalanceRow.deposit).where(BalanceRow.account == account)
    ).one_or_none()
    visit = conn.execute(_LAST_VISITS.where(VisitRow.account == account).group_by(VisitRow.account)).one_or_none()
    return _line(row, bills.may_owe(conn, account), balance, visit.last if visit else None, on, policy)


def names(conn: Connection) -> dict[AccountNumber, str]:
    """The name of every account."""
    return {AccountNumber(row.number): row.name for row in conn.execute(select(AccountRow.number, AccountRow.name))}


def with_phones(conn: Connection) -> set[AccountNumber]:
    """The accounts the station knows a phone number of."""
    return {AccountNumber(number) for number in conn.scalars(select(AccountRow.number).where(AccountRow.phones != ""))}


def villages_of(conn: Connection) -> dict[AccountNumber, str]:
    """The village of every account."""
    return {
        AccountNumber(row.number): row.village for row in conn.execute(select(AccountRow.number, AccountRow.village))
    }


_ACCOUNTS = select(
    AccountRow.number,
    AccountRow.name,
    AccountRow.village,
    AccountRow.village_group,
    AccountRow.address,
    AccountRow.sequence,
    AccountRow.phones,
    AccountRow.meter_number,
    AccountRow.use_category,
).order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)
_LAST_VISITS = select(VisitRow.account, func.max(VisitRow.day, type_=IsoDay).label("last")).where(
    VisitRow.undone_by.is_(None)
)


def _line(
    row: Row[*tuple[Any, ...]],
    owed: tuple[Bill, ...],
    balance: Sequence[Money] | None,
    last_visit: date | None,
    on: date,
    policy: Policy,
) -> AccountLine:
    due = amount_due(owed, on, policy)
    prepay, deposit = balance or (Money.ZERO, Money.ZERO)
    return AccountLine(
        number=AccountNumber(row.number),
        name=row.name,
        village=row.village,
        group=row.village_group,
        address=row.address,
        sequence=row.sequence,
        phones=tuple(row.phones.split("|")) if row.phones else (),
        meter_number=row.meter_number,
        use_category=row.use_category,
        due=due.total,
        penalty=due.penalties,
        overdue_days=due.overdue_days,
        bills_open=len(due.bills),
        prepay=prepay,
        deposit=deposit,
        last_visit=last_visit,
    )


def history(conn: Connection, account: AccountNumber, policy: Policy) -> tuple[Event, ...]:
    """Everything these books know of one account, newest first: bills by the due date that counts, receipts, visits,
    facts.
    """
    events = [
        *(
            Event(kind=EventKind.BILL, day=effective_due(bill, policy), at=None, bill=bill)
            for bill in bills.of_account(conn, account)
        ),
        *(
            Event(kind=EventKind.RECEIPT, day=given.receipt.business_day, at=given.receipt.at, receipt=given)
            for given in receipts.of_account(conn, account)
        ),
        *(
            Event(kind=EventKind.VISIT, day=visit.knock.on, at=visit.at, visit=visit)
            for visit in of_account(conn, account)
        ),
        *(
            Event(kind=EventKind.FACT, day=fact.business_day, at=fact.at, fact=fact)
            for fact in any_facts(conn, account=account)
        ),
    ]
    return tuple(sorted(events, key=lambda event: (event.day, event.at.timestamp() if event.at else 0), reverse=True))
