"""Bills as the domain knows them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select
from sqlalchemy.orm import aliased

from collector_desktop.domain.bill import Bill, PartPayment, PenaltyTerms, StationPenalty, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow, BillRow, ContractRow, SettlementRow

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
    ContractRow.permille,
    ContractRow.cap_percent,
)
_IN_FORCE = (ContractRow.account == BillRow.account) & (ContractRow.signed_on <= BillRow.due_on)
"""A contract says nothing of what fell due before it was signed."""


class _Pick(NamedTuple):
    """Two statements built once: the bills, oldest first, and what was settled of them."""

    bills: Select[*tuple[Any, ...]]
    parts: Select[*tuple[Any, ...]]


def _pick(*conditions: ColumnElement[bool]) -> _Pick:
    return _Pick(
        bills=select(*_COLUMNS)
        .outerjoin(ContractRow, _IN_FORCE)
        .where(*conditions)
        .order_by(BillRow.account, BillRow.month, BillRow.due_on, BillRow.kind),
        parts=select(
            SettlementRow.bill,
            SettlementRow.day,
            SettlementRow.principal,
            SettlementRow.penalty,
            SettlementRow.source,
        )
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(*conditions, (SettlementRow.principal != Money.ZERO) | (SettlementRow.source == Source.WAIVER))
        .order_by(SettlementRow.day),
    )


_SETTLED_LATE = (
    select(SettlementRow.bill)
    .where(
        SettlementRow.bill == BillRow.id,
        SettlementRow.day > BillRow.due_on,
        SettlementRow.source.in_([Source.RECEIPT, Source.OFFSET, Source.REFUND, Source.DEPOSIT, Source.BANK]),
    )
    .correlate(BillRow)
    .exists()
)
_MAY_OWE = (BillRow.open > Money.ZERO) | ((BillRow.amount > Money.ZERO) & _SETTLED_LATE)
_OF_ACCOUNT = BillRow.account == bindparam("account")
_OUT = BillRow.out_with == bindparam("device")

_COLLECTABLE = _pick(_OF_ACCOUNT, _OUT, _MAY_OWE)
_ALL_COLLECTABLE = _pick(_OUT, _MAY_OWE)
_FREE = BillRow.out_with.is_(None) & (BillRow.open != Money.ZERO)
_OWN = aliased(BillRow)
_FREE_WITH_REFUND = _pick(
    _FREE, BillRow.account.in_(select(_OWN.account).where(_OWN.out_with.is_(None), _OWN.open < Money.ZERO))
)
_FREE_PAID_AHEAD = _pick(_FREE, BillRow.account.in_(select(BalanceRow.account).where(BalanceRow.prepay > Money.ZERO)))
_ACCOUNT_MAY_OWE = _pick(_OF_ACCOUNT, _MAY_OWE)
_ALL_MAY_OWE = _pick(_MAY_OWE)
_ALL_OWING = _pick(BillRow.open > Money.ZERO)
_EVERY = _pick(_OF_ACCOUNT)
_CONCERNED = _pick(
    _MAY_OWE
    | (
        (BillRow.amount > Money.ZERO)
        & select(SettlementRow.bill)
        .where(
            SettlementRow.bill == BillRow.id,
            SettlementRow.day >= bindparam("since"),
            (SettlementRow.day > BillRow.due_on)
            | (SettlementRow.penalty != Money.ZERO)
            | BillRow.station_penalty.is_not(None),
        )
        .correlate(BillRow)
        .exists()
    )
)
_OF_VILLAGE_MONTH = _pick(
    BillRow.month == bindparam("month"),
    BillRow.account.in_(select(AccountRow.number).where(AccountRow.village == bindparam("village"))),
)


def collectable(conn: Connection, account: AccountNumber, device: str) -> tuple[Bill, ...]:
    """An account's bills out with this device that may still owe something, oldest first.

    A bill whose principal is settled is among them if it was settled late: its penalty may be open.
    """
    return _bills(conn, _COLLECTABLE, account=account, device=device)


def collectable_by_account(conn: Connection, device: str) -> dict[AccountNumber, tuple[Bill, ...]]:
    """The same for every account at once."""
    return _by_account(_bills(conn, _ALL_COLLECTABLE, device=device))


def may_owe(conn: Connection, account: AccountNumber) -> tuple[Bill, ...]:
    """An account's bills that may owe something, whoever they are out with: its case is the same on both seats."""
    return _bills(conn, _ACCOUNT_MAY_OWE, account=account)


def may_owe_by_account(conn: Connection) -> dict[AccountNumber, tuple[Bill, ...]]:
    """The same for every account at once."""
    return _by_account(_bills(conn, _ALL_MAY_OWE))


def owing_by_account(conn: Connection) -> dict[AccountNumber, tuple[Bill, ...]]:
    """Bills with principal open, whoever they are out with, by account and oldest first."""
    return _by_account(_bills(conn, _ALL_OWING))


def free_with_refund(conn: Connection) -> dict[AccountNumber, tuple[Bill, ...]]:
    """Of accounts with something to be given back: their bills out with nobody, oldest first."""
    return _by_account(_bills(conn, _FREE_WITH_REFUND))


def free_paid_ahead(conn: Connection) -> dict[AccountNumber, tuple[Bill, ...]]:
    """Of accounts with prepayment: their bills out with nobody, oldest first."""
    return _by_account(_bills(conn, _FREE_PAID_AHEAD))


def of_account(conn: Connection, account: AccountNumber) -> tuple[Bill, ...]:
    """Every bill of an account these books hold, oldest first."""
    return _bills(conn, _EVERY, account=account)


def concerned_by_account(conn: Connection, since: date) -> dict[AccountNumber, tuple[Bill, ...]]:
    """Bills that may owe something, or of which something was settled from a day on, by account and oldest first.

    Those settled in time, that never had a penalty, are left out.
    """
    return _by_account(_bills(conn, _CONCERNED, since=since))


def of_village_month(conn: Connection, village: str, month: BillingMonth) -> dict[AccountNumber, tuple[Bill, ...]]:
    """Every bill of a billing month these books hold of a village, by account."""
    return _by_account(_bills(conn, _OF_VILLAGE_MONTH, village=village, month=str(month)))


def _bills(conn: Connection, pick: _Pick, **values: str | date) -> tuple[Bill, ...]:
    rows = conn.execute(pick.bills, values).all()
    parts: dict[str, list[PartPayment]] = {}
    waived: dict[str, Money] = {}
    if rows:
        for part in conn.execute(pick.parts, values):
            if part.source == Source.WAIVER:
                waived[part.bill] = waived.get(part.bill, Money.ZERO) + part.penalty
            else:
                parts.setdefault(part.bill, []).append(PartPayment(on=part.day, principal=part.principal))
    return tuple(_bill(row, tuple(parts.get(row.id, ())), waived.get(row.id, Money.ZERO)) for row in rows)


def _by_account(found: Iterable[Bill]) -> dict[AccountNumber, tuple[Bill, ...]]:
    by_account: dict[AccountNumber, list[Bill]] = {}
    for bill in found:
        by_account.setdefault(bill.account, []).append(bill)
    return {account: tuple(owed) for account, owed in by_account.items()}


def _bill(row: Row[*tuple[Any, ...]], paid: tuple[PartPayment, ...], waived: Money) -> Bill:
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
        waived=waived,
        terms=None
        if row.permille is None and row.cap_percent is None
        else PenaltyTerms(permille=_number(row.permille), cap_percent=row.cap_percent),
        station_penalty=station_penalty,
        kwh=_number(row.kwh),
        previous_reading=_number(row.previous_reading),
        present_reading=_number(row.present_reading),
        multiplier=_number(row.multiplier),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
