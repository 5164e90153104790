"""The station's own: who works there, what a revoked device may still say, what is held, which receipts were shown."""

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from collector_desktop.store.tables.columns import ActKey, Base, Day, IsoDay, Moment, Whole


class StaffRow(Base):
    """One person at the station; who left stays, for their acts do."""

    __tablename__ = "staff"

    badge: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(8))
    since: Mapped[Day]
    left_on: Mapped[date | None] = mapped_column(IsoDay)


class StaffPinRow(Base):
    """What a PIN is checked against; never in the journal, where it could be tried out for ever."""

    __tablename__ = "staff_pin"

    badge: Mapped[str] = mapped_column(String(60), ForeignKey("staff.badge"), primary_key=True)
    verifier: Mapped[str]
    wrong: Mapped[Whole]
    """Wrong PINs in a row, each counted before it is tried."""
    tried: Mapped[Whole]
    """When the last wrong one was, in milliseconds since the computer started."""


class ReplacedKeyRow(Base):
    """A key a device signed with before it changed it, and the line with which it did."""

    __tablename__ = "replaced_key"

    signing_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    device: Mapped[str] = mapped_column(String(2))
    chain: Mapped[str] = mapped_column(String(8))
    line: Mapped[Whole]
    day: Mapped[Day]

    __table_args__ = (Index(None, "device"),)


class ChainCutRow(Base):
    """Up to which line a chain of a revoked device counts; a chain without a row counts not at all."""

    __tablename__ = "chain_cut"

    chain: Mapped[str] = mapped_column(String(8), primary_key=True)
    device: Mapped[str] = mapped_column(String(2))
    line: Mapped[Whole]

    __table_args__ = (Index(None, "device"),)


class HeldLineRow(Base):
    """A journal line that came in a package and was not posted: evidence, until the manager decides and after."""

    __tablename__ = "held_line"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    held_act: Mapped[ActKey]
    """The station's act that held it: the package taken in."""
    why: Mapped[str] = mapped_column(String(12))
    device: Mapped[str] = mapped_column(String(2))
    chain: Mapped[str] = mapped_column(String(8))
    line: Mapped[Whole]
    act: Mapped[ActKey]
    number: Mapped[str] = mapped_column(String(24))
    """The receipt it gives or voids; empty for any other."""
    content: Mapped[str]
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    package: Mapped[Whole]
    day: Mapped[Day]
    state: Mapped[str] = mapped_column(String(8))
    decided: Mapped[ActKey | None]

    __table_args__ = (Index(None, "chain", "line"), Index(None, "state"), Index(None, "number"))


class ReceiptSightRow(Base):
    """One time a receipt was shown at the station, and what it was found to be."""

    __tablename__ = "receipt_sight"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24))
    claim: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what was shown: another paper with the same number has another one."""
    verdict: Mapped[str] = mapped_column(String(12))
    by: Mapped[str] = mapped_column(String(60))
    day: Mapped[Day]
    at: Mapped[Moment]

    __table_args__ = (Index(None, "number"),)
