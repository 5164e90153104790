"""Sums over the whole books for the station's reports."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Subquery, func, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.reconciliation import DayClosed, Slip
from collector_desktop.domain.recovery import Recovery
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries.closes import counted_slips
from collector_desktop.store.tables.columns import Fen, fen_sum
from collector_desktop.store.tables.ledger import DayCloseRow, ReceiptRow, VoidRow
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, RedirectRow, SettlementRow


class MonthOfVillage(NamedTuple):
    """The bills of one month in one village."""

    village: str
    month: BillingMonth


class DayOfDevice(NamedTuple):
    """One business day of one device."""

    device: DeviceCode
    day: date


class MethodSums(NamedTuple):
    """What valid receipts of one method come to."""

    receipts: int
    received: Money
    fees: Money
    penalties: Money
    prepayment: Money


def recoveries(conn: Connection) -> Mapping[MonthOfVillage, Recovery]:
    """Receivable and received by village and month. A refund makes the bill it was given on smaller by as much."""
    refunded = refunds_by_bill()
    rows = conn.execute(
        select(
            AccountRow.village,
            BillRow.month,
            fen_sum(BillRow.amount).label("billed"),
            fen_sum(BillRow.open).label("open"),
            fen_sum(refunded.c.amount).label("refunded"),
        )
        .join(AccountRow, AccountRow.number == BillRow.account)
        .outerjoin(refunded, refunded.c.bill == BillRow.id)
        .where(BillRow.amount > Money.ZERO)
        .group_by(AccountRow.village, BillRow.month)
    )
    return {
        MonthOfVillage(row.village, BillingMonth.parse(row.month)): Recovery(
            receivable=row.billed - row.refunded, received=row.billed - row.refunded - row.open
        )
        for row in rows
    }


def refunds_by_bill() -> Subquery:
    """What refunds made each bill smaller by: columns `bill` and `amount`."""
    return (
        select(SettlementRow.bill, func.sum(SettlementRow.principal, type_=Fen).label("amount"))
        .where(SettlementRow.source == Source.REFUND)
        .group_by(SettlementRow.bill)
        .subquery()
    )


def receipts_by_day(conn: Connection) -> Mapping[DayOfDevice, Mapping[PaymentMethod, MethodSums]]:
    """Valid receipts as printed, by device, day and method."""
    found: dict[DayOfDevice, dict[PaymentMethod, MethodSums]] = {}
    for row in conn.execute(
        select(
            ReceiptRow.device,
            ReceiptRow.day,
            ReceiptRow.method,
            func.count().label("receipts"),
            fen_sum(ReceiptRow.received).label("received"),
            fen_sum(ReceiptRow.fees).label("fees"),
            fen_sum(ReceiptRow.penalties).label("penalties"),
            fen_sum(ReceiptRow.prepayment).label("prepayment"),
        )
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .where(VoidRow.number.is_(None))
        .group_by(ReceiptRow.device, ReceiptRow.day, ReceiptRow.method)
    ):
        sums = MethodSums(row.receipts, row.received, row.fees, row.penalties, row.prepayment)
        found.setdefault(DayOfDevice(DeviceCode(row.device), row.day), {})[PaymentMethod(row.method)] = sums
    return found


def redirects_by_day(conn: Connection) -> Mapping[DayOfDevice, tuple[Money, Money]]:
    """Fees and penalties printed on receipts that became prepayment, because the bill was settled elsewhere."""
    rows = conn.execute(
        select(
            ReceiptRow.device,
            ReceiptRow.day,
            fen_sum(RedirectRow.fee).label("fees"),
            fen_sum(RedirectRow.penalty).label("penalties"),
        )
        .join(ReceiptRow, ReceiptRow.act == RedirectRow.act)
        .group_by(ReceiptRow.device, ReceiptRow.day)
    )
    return {DayOfDevice(DeviceCode(row.device), row.day): (row.fees, row.penalties) for row in rows}


def voids_by_day(conn: Connection) -> Mapping[DayOfDevice, int]:
    """How many receipts of a day were voided."""
    rows = conn.execute(
        select(ReceiptRow.device, ReceiptRow.day, func.count().label("voided"))
        .join(VoidRow, VoidRow.number == ReceiptRow.number)
        .group_by(ReceiptRow.device, ReceiptRow.day)
    )
    return {DayOfDevice(DeviceCode(row.device), row.day): row.voided for row in rows}


def closes_by_day(conn: Connection) -> Mapping[DayOfDevice, DayClosed]:
    """The days that were closed."""
    rows = conn.execute(select(*DayCloseRow.__table__.c))
    return {
        DayOfDevice(DeviceCode(row.device), row.day): DayClosed(
            row.expected, row.counted, row.over_short, row.reason, ActId(row.act)
        )
        for row in rows
    }


def slips(conn: Connection) -> Mapping[DeviceCode, tuple[Slip, ...]]:
    """The bank slips of each device in the order banked."""
    found: dict[DeviceCode, tuple[Slip, ...]] = {}
    counted = counted_slips().c
    for row in conn.execute(select(counted.device, counted.bank_slip, counted.amount).order_by(counted.at)):
        device = DeviceCode(row.device)
        found[device] = (*found.get(device, ()), Slip(row.bank_slip, row.amount))
    return found


def remitted_by_day(conn: Connection) -> Mapping[DayOfDevice, Money]:
    """What was banked, by the business day it was banked on."""
    counted = counted_slips().c
    rows = conn.execute(
        select(counted.device, counted.day, fen_sum(counted.amount).label("amount")).group_by(
            counted.device, counted.day
        )
    )
    return {DayOfDevice(DeviceCode(row.device), row.day): row.amount for row in rows}
