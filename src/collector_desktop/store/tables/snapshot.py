"""Snapshot tables: the station's word, replaced on a laptop by each route, moved by acts in between."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from collector_desktop.domain.money import Money
from collector_desktop.store.tables.columns import AccountKey, ActKey, Amount, Base, BillKey, Day, Fen, IsoDay, Whole


class AccountRow(Base):
    """One account: who, where, which meter."""

    __tablename__ = "account"

    number: Mapped[AccountKey] = mapped_column(primary_key=True)
    old_number: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    address: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    village: Mapped[str]
    village_group: Mapped[str] = mapped_column(default="")
    section: Mapped[str] = mapped_column(default="")
    sequence: Mapped[Whole] = mapped_column(default=0)
    phones: Mapped[str] = mapped_column(default="")
    meter_number: Mapped[str] = mapped_column(default="")
    transformer_area: Mapped[str] = mapped_column(default="")
    use_category: Mapped[str] = mapped_column(default="")
    residential: Mapped[bool]
    status: Mapped[str] = mapped_column(default="")
    search_keys: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index(None, "section", "sequence"), Index(None, "village"))


class BalanceRow(Base):
    """Money held for one account: prepayment and legacy deposit."""

    __tablename__ = "balance"

    account: Mapped[AccountKey] = mapped_column(ForeignKey("account.number"), primary_key=True)
    prepay: Mapped[Amount]
    deposit: Mapped[Amount]
    export_prepay: Mapped[Money | None] = mapped_column(Fen)
    """What the newest export says of the prepayment; None if none has told it."""


class ContractRow(Base):
    """The supply contract in force for one account: its penalty terms are what the account agreed to."""

    __tablename__ = "contract"

    account: Mapped[AccountKey] = mapped_column(ForeignKey("account.number"), primary_key=True)
    act: Mapped[ActKey]
    number: Mapped[str]
    signed_on: Mapped[Day]
    permille: Mapped[str | None]
    """The agreed daily rate as a decimal text; None if the contract leaves it to the rules."""
    cap_percent: Mapped[int | None] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"))
    instalment_terms: Mapped[str] = mapped_column(default="")


class BillRow(Base):
    """One bill with what is open of it; refunds are bills below zero."""

    __tablename__ = "bill"

    id: Mapped[BillKey] = mapped_column(primary_key=True)
    account: Mapped[AccountKey] = mapped_column(ForeignKey("account.number"))
    month: Mapped[str] = mapped_column(String(6))
    kind: Mapped[str]
    residential: Mapped[bool]
    due_on: Mapped[Day]
    amount: Mapped[Amount]
    open: Mapped[Amount]
    penalty_paid: Mapped[Amount]
    station_penalty: Mapped[Money | None] = mapped_column(Fen)
    station_penalty_on: Mapped[date | None] = mapped_column(IsoDay)
    kwh: Mapped[str | None]
    previous_reading: Mapped[str | None]
    present_reading: Mapped[str | None]
    multiplier: Mapped[str | None]
    out_with: Mapped[str | None] = mapped_column(String(2))
    export_open: Mapped[Amount]
    """What the newest export says is open."""
    unseen: Mapped[Amount]
    """Principal settled by these books that no export has shown yet."""

    __table_args__ = (
        Index(None, "account"),
        Index(None, "out_with"),
        CheckConstraint("length(month) = 6", "month_is_six_digits"),
    )


class SettlementRow(Base):
    """A part of one bill settled by one act, as it stands after any conflict."""

    __tablename__ = "settlement"

    bill: Mapped[BillKey] = mapped_column(ForeignKey("bill.id"), primary_key=True)
    act: Mapped[ActKey] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(12))
    day: Mapped[Day]
    principal: Mapped[Amount]
    penalty: Mapped[Amount]

    __table_args__ = (Index(None, "act"),)


class PrepayMoveRow(Base):
    """One change of an account's prepayment by one act."""

    __tablename__ = "prepay_move"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    account: Mapped[AccountKey] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(12), primary_key=True)
    day: Mapped[Day]
    amount: Mapped[Amount]

    __table_args__ = (Index(None, "account"),)


class RedirectRow(Base):
    """Money printed on a receipt for a bill that turned out settled: it went to prepayment instead."""

    __tablename__ = "redirect"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    bill: Mapped[BillKey] = mapped_column(primary_key=True)
    account: Mapped[AccountKey]
    number: Mapped[str]
    fee: Mapped[Amount]
    penalty: Mapped[Amount]


class VisitCountRow(Base):
    """How often other collectors met and missed a household in one month's slots of one kind."""

    __tablename__ = "visit_count"

    account: Mapped[AccountKey] = mapped_column(ForeignKey("account.number"), primary_key=True)
    month: Mapped[str] = mapped_column(String(6), primary_key=True)
    slot: Mapped[str] = mapped_column(String(8), primary_key=True)
    circumstances: Mapped[str] = mapped_column(String(120), primary_key=True)
    met: Mapped[Whole]
    missed: Mapped[Whole]


class PendingChangeRow(Base):
    """What a newer export says of a bill that is out; applied when the bill returns."""

    __tablename__ = "pending_change"

    bill: Mapped[BillKey] = mapped_column(ForeignKey("bill.id"), primary_key=True)
    act: Mapped[ActKey]
    amount: Mapped[Amount]
    open: Mapped[Amount]
    due_on: Mapped[Day]


class DeviceRow(Base):
    """An enrolled laptop and its public keys."""

    __tablename__ = "device"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    collector_name: Mapped[str]
    badge: Mapped[str]
    signing_key: Mapped[str] = mapped_column(String(64), unique=True)
    recipient: Mapped[str]
    enrolled_on: Mapped[Day]
    revoked_on: Mapped[date | None] = mapped_column(IsoDay)
    revoked_why: Mapped[str] = mapped_column(default="", server_default="")
    replaces: Mapped[str | None] = mapped_column(String(2))
    """The code this very laptop had before it was enrolled anew."""
    keys_wanted_on: Mapped[date | None] = mapped_column(IsoDay)
    """Since when the station waits for new keys of it."""


class PolicyRow(Base):
    """The policy in force, as canonical JSON."""

    __tablename__ = "policy"

    version: Mapped[Whole] = mapped_column(primary_key=True)
    content: Mapped[str]
