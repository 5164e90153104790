"""Money held for accounts."""

from sqlalchemy import Connection, bindparam, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.snapshot import BalanceRow

_ONE = select(BalanceRow.prepay, BalanceRow.deposit).where(BalanceRow.account == bindparam("account"))


class Balance(Value):
    """What is held for one account."""

    prepay: Money = Money.ZERO
    deposit: Money = Money.ZERO


def held(conn: Connection, account: AccountNumber) -> Balance:
    """What one account has; nothing if these books don't know it."""
    row = conn.execute(_ONE, {"account": account}).one_or_none()
    return Balance() if row is None else Balance(prepay=row.prepay, deposit=row.deposit)


def every(conn: Connection) -> dict[AccountNumber, Balance]:
    """What each account with a balance has."""
    rows = conn.execute(select(BalanceRow.account, BalanceRow.prepay, BalanceRow.deposit))
    return {AccountNumber(row.account): Balance(prepay=row.prepay, deposit=row.deposit) for row in rows}


def prepayments(conn: Connection) -> dict[AccountNumber, Money]:
    """Accounts with prepayment, and how much."""
    rows = conn.execute(select(BalanceRow.account, BalanceRow.prepay).where(BalanceRow.prepay > Money.ZERO))
    return {AccountNumber(row.account): row.prepay for row in rows}
