"""Locks of bills: out for collection (走收在途) with one device at a time."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId, DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.snapshot import AccountRow, BillRow


class OutWith(Value):
    """What is out with a device."""

    bills: int
    accounts: int
    open_total: Money


def villages(conn: Connection) -> tuple[str, ...]:
    """Every village these books know accounts of."""
    return tuple(conn.execute(select(AccountRow.village).distinct().order_by(AccountRow.village)).scalars())


def out_with_others(conn: Connection, device: DeviceCode, in_villages: Collection[str]) -> dict[DeviceCode, int]:
    """How many open bills of these villages are out with other devices, by device."""
    rows = conn.execute(
        select(BillRow.out_with, func.count())
        .where(_in(in_villages), BillRow.open > Money.ZERO, BillRow.out_with.is_not(None), BillRow.out_with != device)
        .group_by(BillRow.out_with)
    )
    return {DeviceCode(row[0]): row[1] for row in rows if row[0] is not None}


def lock(conn: Connection, device: DeviceCode, in_villages: Collection[str]) -> None:
    """Give every free open bill of these villages to a device."""
    conn.execute(
        update(BillRow)
        .where(_in(in_villages), BillRow.open > Money.ZERO, BillRow.out_with.is_(None))
        .values(out_with=device)
    )


def bring_home(conn: Connection, bills: Sequence[BillId]) -> None:
    """Take single bills back, whoever they are out with."""
    if bills:
        home = update(BillRow).where(BillRow.id == bindparam("home")).values(out_with=None)
        conn.execute(home, [{"home": bill} for bill in bills])


def release(conn: Connection, device: DeviceCode) -> int:
    """Take back every bill out with a device; how many."""
    return conn.execute(update(BillRow).where(BillRow.out_with == device).values(out_with=None)).rowcount


def hand_on(conn: Connection, device: DeviceCode, to: DeviceCode) -> int:
    """Give every bill out with a device to another; how many."""
    return conn.execute(update(BillRow).where(BillRow.out_with == device).values(out_with=to)).rowcount


def out_with(conn: Connection, device: DeviceCode) -> OutWith:
    """What is out with a device."""
    row = conn.execute(
        select(
            func.count().label("bills"),
            func.count(BillRow.account.distinct()).label("accounts"),
            fen_sum(BillRow.open).label("open_total"),
        ).where(BillRow.out_with == device, BillRow.open > Money.ZERO)
    ).one()
    return OutWith(bills=row.bills, accounts=row.accounts, open_total=row.open_total)


def _in(in_villages: Collection[str]) -> ColumnElement[bool]:
    return BillRow.account.in_(select(AccountRow.number).where(AccountRow.village.in_(in_villages)))
