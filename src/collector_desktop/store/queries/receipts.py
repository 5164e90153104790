"""Receipts as they were given."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import Receipt
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.ledger import ReceiptRow, ReprintRow, VoidRow
from collector_desktop.store.tables.machinery import PrintJobRow

_OF_PAYMENT = select(ReceiptRow.content).where(ReceiptRow.act == bindparam("payment"))
_VOIDED = select(VoidRow.act).where(VoidRow.number == bindparam("given"))


class Void(Value):
    """Why and when a receipt was voided."""

    reason: str
    at: datetime


class GivenReceipt(Value):
    """A receipt with what became of it. `copies` counts reprints; `printed` says its first paper came out."""

    payment: ActId
    receipt: Receipt
    void: Void | None
    copies: int
    printed: bool


class PrintJob(Value):
    """A paper that has not come out yet: the receipt itself (copy 0) or a reprint."""

    number: ReceiptNumber
    copy_number: int


def of_day(conn: Connection, day: date, device: str) -> tuple[GivenReceipt, ...]:
    """The receipts one device gave on a business day, in order of their numbers, voided ones too."""
    return _receipts(conn, _given().where(ReceiptRow.day == day, ReceiptRow.device == device))


def of_account(conn: Connection, account: AccountNumber) -> tuple[GivenReceipt, ...]:
    """An account's receipts, oldest first."""
    return _receipts(conn, _given().where(ReceiptRow.account == account))


def by_number(conn: Connection, number: str) -> GivenReceipt | None:
    """One receipt; None if these books don't know it."""
    found = _receipts(conn, _given().where(ReceiptRow.number == number))
    return found[0] if found else None


def is_void(conn: Connection, number: str) -> bool:
    """Whether these books know of a void of this number."""
    return conn.execute(_VOIDED, {"given": number}).first() is not None


def by_payment(conn: Connection, payment: ActId) -> Receipt | None:
    """The receipt of one payment; None if it was never posted."""
    content: str | None = conn.execute(_OF_PAYMENT, {"payment": payment}).scalar_one_or_none()
    return None if content is None else Receipt.model_validate_json(content)


def last(conn: Connection, device: str) -> GivenReceipt | None:
    """The receipt a device gave last."""
    found = _receipts(
        conn, _given().where(ReceiptRow.device == device).order_by(None).order_by(ReceiptRow.number.desc()).limit(1)
    )
    return found[0] if found else None


def to_print(conn: Connection) -> tuple[PrintJob, ...]:
    """Papers that have not come out yet, oldest first; voided receipts are left out."""
    rows = conn.execute(
        select(PrintJobRow.number, PrintJobRow.copy_number)
        .outerjoin(VoidRow, VoidRow.number == PrintJobRow.number)
        .where(PrintJobRow.printed.is_(False), VoidRow.number.is_(None))
        .order_by(PrintJobRow.number, PrintJobRow.copy_number)
    )
    return tuple(PrintJob(number=ReceiptNumber(row.number), copy_number=row.copy_number) for row in rows)


def _given() -> Select[*tuple[Any, ...]]:
    reprints = (
        select(ReprintRow.number, func.max(ReprintRow.copy_number).label("copies"))
        .group_by(ReprintRow.number)
        .subquery()
    )
    return (
        select(
            ReceiptRow.act,
            ReceiptRow.content,
            VoidRow.reason,
            VoidRow.at.label("voided_at"),
            func.coalesce(reprints.c.copies, 0).label("copies"),
            PrintJobRow.printed,
        )
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .outerjoin(reprints, reprints.c.number == ReceiptRow.number)
        .outerjoin(PrintJobRow, (PrintJobRow.number == ReceiptRow.number) & (PrintJobRow.copy_number == 0))
        .order_by(ReceiptRow.at, ReceiptRow.number)
    )


def _receipts(conn: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[GivenReceipt, ...]:
    rows: Sequence[Any] = conn.execute(statement).all()
    return tuple(
        GivenReceipt(
            payment=row.act,
            receipt=Receipt.model_validate_json(row.content),
            void=None if row.voided_at is None else Void(reason=row.reason, at=row.voided_at),
            copies=row.copies,
            printed=row.printed is not False,
        )
        for row in rows
    )
