"""The route book: every account at its place, and who had to be visited in a while."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, SettlementRow


class BookPlace(NamedTuple):
    """Where an account stands."""

    account: AccountNumber
    village: str
    group: str


def in_paper_order(conn: Connection) -> tuple[BookPlace, ...]:
    """Every account, as the book says."""
    rows = conn.execute(
        select(AccountRow.number, AccountRow.village, AccountRow.village_group).order_by(
            AccountRow.section, AccountRow.sequence, AccountRow.number
        )
    )
    return tuple(BookPlace(AccountNumber(row.number), row.village, row.village_group) for row in rows)


def owed_since(conn: Connection, day: date) -> frozenset[AccountNumber]:
    """Accounts that owe, or owed on a day and have paid since."""
    paid_since = select(SettlementRow.bill).where(SettlementRow.day >= day)
    owed = select(BillRow.account).where((BillRow.open > Money.ZERO) | BillRow.id.in_(paid_since))
    return frozenset(map(AccountNumber, conn.scalars(owed.distinct())))
