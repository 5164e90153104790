"""Ledger tables: written only by the apply functions, once for each act."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from collector_desktop.store.tables.columns import AccountKey, ActKey, Amount, Base, BillKey, Day, IsoDay, Moment, Whole


class ReceiptRow(Base):
    """One receipt; `content` is the whole receipt as it was printed."""

    __tablename__ = "receipt"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    act: Mapped[ActKey] = mapped_column(unique=True)
    device: Mapped[str] = mapped_column(String(2))
    account: Mapped[AccountKey]
    day: Mapped[Day]
    at: Mapped[Moment]
    method: Mapped[str] = mapped_column(String(8))
    received: Mapped[Amount]
    fees: Mapped[Amount]
    penalties: Mapped[Amount]
    prepayment: Mapped[Amount]
    content: Mapped[str]
    waited: Mapped[int | None] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"))
    """Seconds from the card's opening to this receipt; None where nobody measured."""

    __table_args__ = (
        CheckConstraint("received > 0", "received_is_positive"),
        CheckConstraint("received = fees + penalties + prepayment", "parts_make_the_whole"),
        Index(None, "account"),
        Index(None, "day"),
    )


class ReceiptLineRow(Base):
    """One bill on a receipt, as printed."""

    __tablename__ = "receipt_line"

    number: Mapped[str] = mapped_column(ForeignKey("receipt.number"), primary_key=True)
    bill: Mapped[BillKey] = mapped_column(primary_key=True)
    fee: Mapped[Amount]
    penalty: Mapped[Amount]


class VoidRow(Base):
    """A voided receipt; its number stays."""

    __tablename__ = "void"

    number: Mapped[str] = mapped_column(ForeignKey("receipt.number"), primary_key=True)
    act: Mapped[ActKey] = mapped_column(unique=True)
    day: Mapped[Day]
    at: Mapped[Moment]
    reason: Mapped[str]


class ReprintRow(Base):
    """A receipt printed once more."""

    __tablename__ = "reprint"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(ForeignKey("receipt.number"), index=True)
    copy_number: Mapped[Whole]
    at: Mapped[Moment]


class VisitRow(Base):
    """One knock at a door."""

    __tablename__ = "visit"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    account: Mapped[AccountKey]
    device: Mapped[str] = mapped_column(String(2))
    day: Mapped[Day]
    at: Mapped[Moment]
    slot: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str] = mapped_column(String(16))
    promise_on: Mapped[date | None] = mapped_column(IsoDay)
    promise_slot: Mapped[str | None] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(default="")
    undone_by: Mapped[str | None] = mapped_column(String(36))

    __table_args__ = (Index(None, "account", "day"), Index(None, "day"))


class DayCloseRow(Base):
    """One business day closed on one device."""

    __tablename__ = "day_close"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(String(2))
    day: Mapped[Day]
    at: Mapped[Moment]
    expected: Mapped[Amount]
    counted: Mapped[Amount]
    over_short: Mapped[Amount]
    reason: Mapped[str]
    content: Mapped[str]

    __table_args__ = (Index(None, "device", "day", unique=True),)


class CashCountRow(Base):
    """How many of one note or coin were counted at a close."""

    __tablename__ = "cash_count"

    act: Mapped[ActKey] = mapped_column(ForeignKey("day_close.act"), primary_key=True)
    denomination: Mapped[Whole] = mapped_column(primary_key=True)
    """In fen."""
    pieces: Mapped[Whole]


class RemittanceRow(Base):
    """Takings banked."""

    __tablename__ = "remittance"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(String(2))
    day: Mapped[Day]
    at: Mapped[Moment]
    amount: Mapped[Amount]
    bank_slip: Mapped[str]
    witness: Mapped[str]
    content: Mapped[str]


class AttentionRow(Base):
    """Something a person must look at; nobody is asked to merge anything."""

    __tablename__ = "attention"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    account: Mapped[AccountKey] = mapped_column(default="")
    device: Mapped[str] = mapped_column(String(2), default="")
    day: Mapped[Day]
    amount: Mapped[Amount]
    facts: Mapped[str] = mapped_column(default="{}")
