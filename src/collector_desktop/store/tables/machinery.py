"""Machinery: the journal, its chains, receipt numbers, packages, the seat."""

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from collector_desktop.store.tables.columns import ActKey, Amount, Base, Day, Moment, Whole


class SeatRow(Base):
    """Whose books these are; one row."""

    __tablename__ = "seat"

    id: Mapped[Whole] = mapped_column(primary_key=True)
    content: Mapped[str]
    station_signing_key: Mapped[str] = mapped_column(default="")
    station_recipient: Mapped[str] = mapped_column(default="")
    keys_wanted: Mapped[Whole] = mapped_column(default=0, server_default="0")
    """1 once the station has asked this laptop for new keys, until it has made them."""


class ChainRow(Base):
    """One journal chain: where it stands and how far the station has acknowledged it."""

    __tablename__ = "chain"

    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    device: Mapped[str] = mapped_column(String(2))
    signing_key: Mapped[str] = mapped_column(String(64))
    last_line: Mapped[Whole]
    last_hash: Mapped[str] = mapped_column(String(64))
    takings: Mapped[Amount]
    acknowledged: Mapped[Whole]


class JournalRow(Base):
    """One line: canonical JSON, its hash and the device's signature."""

    __tablename__ = "journal"

    chain: Mapped[str] = mapped_column(String(8), primary_key=True)
    line: Mapped[Whole] = mapped_column(primary_key=True)
    act: Mapped[ActKey] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    content: Mapped[str]
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class NumberMarkRow(Base):
    """The highest receipt counter used; a file beside the database knows it too."""

    __tablename__ = "number_mark"

    device: Mapped[str] = mapped_column(String(2), primary_key=True)
    used: Mapped[Whole]


class PackageRow(Base):
    """A package written or taken in."""

    __tablename__ = "package"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    direction: Mapped[str] = mapped_column(String(3), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    device: Mapped[str] = mapped_column(String(2))
    number: Mapped[Whole]
    name: Mapped[str]
    day: Mapped[Day]
    at: Mapped[Moment]

    __table_args__ = (Index(None, "device", "kind", "number"),)


class PrintJobRow(Base):
    """A receipt waiting for paper; a printer's fault is a retry, never a second payment."""

    __tablename__ = "print_job"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    copy_number: Mapped[Whole] = mapped_column(primary_key=True)
    printed: Mapped[bool]
