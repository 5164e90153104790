"""Bills as the domain knows them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from collector_desktop.domain.bill import Bill, PartPayment, StationPenalty, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow

_COLUMNS = (
    BillRow.id,
    BillRow.account,
    BillRow.month,
    BillRow.kind,
    BillRow.residential,
    BillRow.due_on,
    BillRow.amount,
    BillRow.open,
    BillRow.penalty_paid,
    BillRow.station_penalty,
    BillRow.station_penalty_on,
    BillRow.kwh,
    BillRow.previous_reading,
    BillRow.present_reading,
    BillRow.multiplier,
)


def collectable(conn: Connection, account: AccountNumber, device: str) -> tuple[Bill, ...]:
    """An account's bills out with this device that may still owe something, oldest first.

    A bill whose principal is settled is among them if it was settled late: its penalty may be open.
    """
    return bills(conn, _open(select(*_COLUMNS)).where(BillRow.account == account, BillRow.out_with == device))


def collectable_by_account(conn: Connection, device: str) -> dict[AccountNumber, tuple[Bill, ...]]:
    """The same for every account at once."""
    return _by_account(bills(conn, _open(select(*_COLUMNS)).where(BillRow.out_with == device)))


def owing_by_account(
    conn: Connection, accounts: Iterable[AccountNumber] | None = None
) -> dict[AccountNumber, tuple[Bill, ...]]:
    """Bills with principal open, whoever they are out with, by account and oldest first."""
    statement = select(*_COLUMNS).where(BillRow.open > Money.ZERO)
    if accounts is not None:
        statement = statement.where(BillRow.account.in_(list(accounts)))
    return _by_account(bills(conn, statement))


def refunds(conn: Connection) -> tuple[Bill, ...]:
    """Negative bills not yet given back."""
    return bills(conn, select(*_COLUMNS).where(BillRow.open < Money.ZERO))


def of_account(conn: Connection, account: AccountNumber) -> tuple[Bill, ...]:
    """Every bill of an account these books hold, oldest first."""
    return bills(conn, select(*_COLUMNS).where(BillRow.account == account))


def bills(conn: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[Bill, ...]:
    """The bills a statement over this module's columns selects, oldest first, with their part payments."""
    rows = conn.execute(statement.order_by(BillRow.account, BillRow.month, BillRow.due_on, BillRow.kind)).all()
    chosen = statement.with_only_columns(BillRow.id).order_by(None)
    parts: dict[str, list[PartPayment]] = {}
    for part in conn.execute(
        select(SettlementRow.bill, SettlementRow.day, SettlementRow.principal)
        .where(SettlementRow.bill.in_(chosen), SettlementRow.principal != Money.ZERO)
        .order_by(SettlementRow.day)
    ):
        parts.setdefault(part.bill, []).append(PartPayment(on=part.day, principal=part.principal))
    return tuple(_bill(row, tuple(parts.get(row.id, ()))) for row in rows)


def _open(statement: Select[*tuple[Any, ...]]) -> Select[Any]:
    settled_late = (
        select(SettlementRow.bill).where(SettlementRow.bill == BillRow.id, SettlementRow.day > BillRow.due_on).exists()
    )
    return statement.where((BillRow.open > Money.ZERO) | ((BillRow.amount > Money.ZERO) & settled_late))


def _by_account(found: Iterable[Bill]) -> dict[AccountNumber, tuple[Bill, ...]]:
    by_account: dict[AccountNumber, list[Bill]] = {}
    for bill in found:
        by_account.setdefault(bill.account, []).append(bill)
    return {account: tuple(owed) for account, owed in by_account.items()}


def _bill(row: Row[*tuple[Any, ...]], paid: tuple[PartPayment, ...]) -> Bill:
    station_penalty = (
        None
        if row.station_penalty is None
        else StationPenalty(as_of=row.station_penalty_on, amount=row.station_penalty)
    )
    return Bill(
        account=row.account,
        month=BillingMonth.parse(row.month),
        kind=row.kind,
        use=UseClass.RESIDENTIAL if row.residential else UseClass.OTHER,
        due_on=row.due_on,
        amount=row.amount,
        paid=paid,
        penalty_paid=row.penalty_paid,
        station_penalty=station_penalty,
        kwh=_number(row.kwh),
        previous_reading=_number(row.previous_reading),
        present_reading=_number(row.present_reading),
        multiplier=_number(row.multiplier),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
