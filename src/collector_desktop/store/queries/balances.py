"""Money held for accounts."""

from sqlalchemy import Connection, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.tables.snapshot import BalanceRow


def prepayments(conn: Connection) -> dict[AccountNumber, Money]:
    """Accounts with prepayment, and how much."""
    rows = conn.execute(select(BalanceRow.account, BalanceRow.prepay).where(BalanceRow.prepay > Money.ZERO))
    return {AccountNumber(row.account): row.prepay for row in rows}
