"""The card: everything one needs to know at a door to take money there."""

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Promise
from collector_desktop.domain.waiver import Waiver
from collector_desktop.store.queries import bills, visits, waivers
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow

_ACCOUNT = select(*AccountRow.__table__.c).where(AccountRow.number == bindparam("account"))
_ACCOUNTS = select(*AccountRow.__table__.c).order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)
_BALANCE = select(BalanceRow.prepay, BalanceRow.deposit).where(BalanceRow.account == bindparam("account"))


class AccountInfo(Value):
    """Who and where an account is."""

    number: AccountNumber
    name: str
    address: str
    hint: str
    village: str
    group: str
    section: str
    sequence: int
    phones: tuple[str, ...]
    meter_number: str
    transformer_area: str
    use_category: str
    use: UseClass
    status: str


class Card(Value):
    """One account with what it owes to this collector. `token` changes when any figure shown changes."""

    account: AccountInfo
    bills: tuple[Bill, ...]
    prepay: Money
    deposit: Money
    promise: Promise | None
    past: tuple[Knock, ...]
    today: tuple[Knock, ...]
    token: str
    waivers: tuple[Waiver, ...] = ()
    """What the station waived of these bills' penalties."""


def account_info(conn: Connection, account: AccountNumber) -> AccountInfo | None:
    """Who and where an account is; None if these books don't know it."""
    row = conn.execute(_ACCOUNT, {"account": account}).one_or_none()
    return None if row is None else _info(row)


def account_infos(conn: Connection) -> tuple[AccountInfo, ...]:
    """Every account these books know, in paper order."""
    return tuple(map(_info, conn.execute(_ACCOUNTS)))


def _info(row: Row[*tuple[Any, ...]]) -> AccountInfo:
    return AccountInfo(
        number=AccountNumber(row.number),
        name=row.name,
        address=row.address,
        hint=row.hint,
        village=row.village,
        group=row.village_group,
        section=row.section,
        sequence=row.sequence,
        phones=tuple(row.phones.split("|")) if row.phones else (),
        meter_number=row.meter_number,
        transformer_area=row.transformer_area,
        use_category=row.use_category,
        use=UseClass.RESIDENTIAL if row.residential else UseClass.OTHER,
        status=row.status,
    )


def card(conn: Connection, account: AccountNumber, on: date, device: DeviceCode) -> Card | None:
    """The card of an account on a day; None if these books don't know it."""
    info = account_info(conn, account)
    if info is None:
        return None
    owed = bills.collectable(conn, account, device)
    balance = conn.execute(_BALANCE, {"account": account}).one_or_none()
    prepay, deposit = (balance.prepay, balance.deposit) if balance else (Money.ZERO, Money.ZERO)
    seen = visits.at_account(conn, on, account)
    return Card(
        account=info,
        bills=owed,
        prepay=prepay,
        deposit=deposit,
        promise=seen.promise,
        past=seen.past,
        today=seen.today,
        token=_token(owed, prepay, on),
        waivers=waivers.waivers(conn, account) if any(bill.waived for bill in owed) else (),
    )


def _token(owed: tuple[Bill, ...], prepay: Money, on: date) -> str:
    shown = "\n".join([*(bill.model_dump_json() for bill in owed), str(prepay), on.isoformat()])
    return hashlib.sha256(shown.encode()).hexdigest()[:16]
