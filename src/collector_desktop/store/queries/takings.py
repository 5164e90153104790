"""Takings: what was received, where it went, and what is still in hand."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from collector_desktop.domain.day_close import DayTakings, MethodTakings
from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.value import Value
from collector_desktop.store.queries import closes
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.ledger import DayCloseRow, ReceiptRow, VoidRow
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import RedirectRow


class BooksSummary(Value):
    """Both sides of the books as they stand: received = fees + penalties + prepayment, voids deducted."""

    received: Money
    fees: Money
    penalties: Money
    prepayment: Money
    """Paid ahead, including what a conflict turned into prepayment."""
    cash: Money
    cash_counted: Money
    receipts: int
    voided: int
    journal_lines: int


def books(conn: Connection, device: str | None = None) -> BooksSummary:
    """The sums over all receipts of these books, or over those of one device."""
    valid = _valid(
        select(
            fen_sum(ReceiptRow.received),
            fen_sum(ReceiptRow.fees),
            fen_sum(ReceiptRow.penalties),
            fen_sum(ReceiptRow.prepayment),
            func.count(),
        )
    )
    cash = _valid(select(fen_sum(ReceiptRow.received))).where(ReceiptRow.method == PaymentMethod.CASH)
    redirects = select(fen_sum(RedirectRow.fee), fen_sum(RedirectRow.penalty)).join(
        ReceiptRow, ReceiptRow.act == RedirectRow.act
    )
    counted = select(fen_sum(DayCloseRow.counted))
    voided = select(func.count()).select_from(VoidRow).join(ReceiptRow, ReceiptRow.number == VoidRow.number)
    lines = select(func.count()).select_from(JournalRow)
    if device is not None:
        valid = valid.where(ReceiptRow.device == device)
        cash = cash.where(ReceiptRow.device == device)
        redirects = redirects.where(ReceiptRow.device == device)
        voided = voided.where(ReceiptRow.device == device)
        counted = counted.where(DayCloseRow.device == device)
        lines = lines.where(JournalRow.chain.startswith(f"{device}."))
    received, fees, penalties, prepayment, receipts = conn.execute(valid).one()
    fee_redirected, penalty_redirected = conn.execute(redirects).one()
    return BooksSummary(
        received=received,
        fees=fees - fee_redirected,
        penalties=penalties - penalty_redirected,
        prepayment=prepayment + fee_redirected + penalty_redirected,
        cash=conn.execute(cash).scalar_one(),
        cash_counted=conn.execute(counted).scalar_one(),
        receipts=receipts,
        voided=conn.execute(voided).scalar_one(),
        journal_lines=conn.execute(lines).scalar_one(),
    )


def in_hand(conn: Connection, device: str) -> Money:
    """Cash a device holds: counted at closes and not banked, and taken on days not closed yet."""
    taken: Money = conn.execute(_CASH_OPEN, {"device": device}).scalar_one()
    return taken + closes.not_banked(conn, device)


def cash_since(conn: Connection, device: str) -> date | None:
    """The oldest business day of which a device still holds cash; None if it holds none."""
    counted = closes.days_not_banked(conn, device)
    if counted:
        return counted[0]
    return conn.execute(_CASH_DAYS, {"device": device}).scalars().first()


def open_days(conn: Connection, device: str) -> tuple[date, ...]:
    """Business days with receipts that are not closed yet, in the order in which they were begun."""
    return tuple(conn.execute(_OPEN_DAYS, {"device": device}).scalars())


def of_day(conn: Connection, day: date, device: str) -> DayTakings:
    """What one device took on a business day, by method, with the numbers of voided receipts."""
    rows = conn.execute(
        _valid(
            select(
                ReceiptRow.method,
                fen_sum(ReceiptRow.received).label("received"),
                fen_sum(ReceiptRow.fees).label("fees"),
                fen_sum(ReceiptRow.penalties).label("penalties"),
                fen_sum(ReceiptRow.prepayment).label("prepayment"),
                func.count().label("receipts"),
            )
        )
        .where(ReceiptRow.day == day, ReceiptRow.device == device)
        .group_by(ReceiptRow.method)
        .order_by(ReceiptRow.method)
    ).all()
    voided = conn.execute(
        select(VoidRow.number)
        .join(ReceiptRow, ReceiptRow.number == VoidRow.number)
        .where(ReceiptRow.day == day, ReceiptRow.device == device)
        .order_by(VoidRow.number)
    ).scalars()
    return DayTakings(
        business_day=day,
        by_method=tuple(
            MethodTakings(method=PaymentMethod(row.method), receipts=row.receipts, amount=row.received) for row in rows
        ),
        voided=tuple(ReceiptNumber(number) for number in voided),
        fees=Money.total(row.fees for row in rows),
        penalties=Money.total(row.penalties for row in rows),
        prepayment=Money.total(row.prepayment for row in rows),
    )


def _valid(statement: Select[*tuple[Any, ...]]) -> Select[Any]:
    return statement.outerjoin(VoidRow, VoidRow.number == ReceiptRow.number).where(VoidRow.number.is_(None))


_CLOSED = select(DayCloseRow.day).where(DayCloseRow.device == bindparam("device"), DayCloseRow.day == ReceiptRow.day)
_NEWEST_CLOSED = (
    select(DayCloseRow.day)
    .where(
        DayCloseRow.device == bindparam("device"),
        select(ReceiptRow.number)
        .where(ReceiptRow.day == DayCloseRow.day, ReceiptRow.device == bindparam("device"))
        .correlate(DayCloseRow)
        .exists(),
    )
    .order_by(DayCloseRow.day.desc())
    .limit(1)
)
_FROM = select(func.coalesce(func.min(ReceiptRow.number), "")).where(
    ReceiptRow.device == bindparam("device"), ReceiptRow.day == _NEWEST_CLOSED.scalar_subquery()
)
"""The first number of the newest closed day: what was given before it is closed, for days are closed as they began.

The order is that of the numbers: a business day may have gone back (domain.business_day).
"""
_OPEN = (
    ReceiptRow.device == bindparam("device"),
    ReceiptRow.number >= _FROM.scalar_subquery(),
    ~_CLOSED.correlate(ReceiptRow).exists(),
)
_CASH_OPEN = _valid(select(fen_sum(ReceiptRow.received))).where(ReceiptRow.method == PaymentMethod.CASH, *_OPEN)
_CASH_DAYS = (
    _valid(select(ReceiptRow.day))
    .where(ReceiptRow.method == PaymentMethod.CASH, *_OPEN)
    .group_by(ReceiptRow.day)
    .order_by(func.min(ReceiptRow.number))
)
_OPEN_DAYS = select(ReceiptRow.day).where(*_OPEN).group_by(ReceiptRow.day).order_by(func.min(ReceiptRow.number))
