"""The books as they were first: snapshot, ledger and machinery, one schema for both seats."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What the column types were at this version; it must not change when the program's own types do.
_WHOLE = BigInteger().with_variant(Integer(), "sqlite")
_DAY = String(10)
_MOMENT = String(40)


def upgrade() -> None:
    op.create_table(
        "account",
        Column("number", String(20), nullable=False),
        Column("old_number", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("address", String(), nullable=False),
        Column("hint", String(), nullable=False),
        Column("village", String(), nullable=False),
        Column("village_group", String(), nullable=False),
        Column("section", String(), nullable=False),
        Column("sequence", _WHOLE, nullable=False),
        Column("phones", String(), nullable=False),
        Column("meter_number", String(), nullable=False),
        Column("transformer_area", String(), nullable=False),
        Column("use_category", String(), nullable=False),
        Column("residential", Boolean(), nullable=False),
        Column("status", String(), nullable=False),
        Column("search_keys", String(), nullable=False),
        PrimaryKeyConstraint("number", name=op.f("pk_account")),
    )
    op.create_index(op.f("ix_account_section_sequence"), "account", ["section", "sequence"])
    op.create_index(op.f("ix_account_village"), "account", ["village"])
    op.create_table(
        "attention",
        Column("act", String(36), nullable=False),
        Column("kind", String(32), nullable=False),
        Column("subject", String(60), nullable=False),
        Column("account", String(20), nullable=False),
        Column("device", String(2), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("amount", _WHOLE, nullable=False),
        Column("facts", String(), nullable=False),
        PrimaryKeyConstraint("act", "kind", "subject", name=op.f("pk_attention")),
    )
    op.create_table(
        "chain",
        Column("id", String(8), nullable=False),
        Column("device", String(2), nullable=False),
        Column("signing_key", String(64), nullable=False),
        Column("last_line", _WHOLE, nullable=False),
        Column("last_hash", String(64), nullable=False),
        Column("takings", _WHOLE, nullable=False),
        Column("acknowledged", _WHOLE, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    op.create_table(
        "day_close",
        Column("act", String(36), nullable=False),
        Column("device", String(2), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("expected", _WHOLE, nullable=False),
        Column("counted", _WHOLE, nullable=False),
        Column("over_short", _WHOLE, nullable=False),
        Column("reason", String(), nullable=False),
        Column("content", String(), nullable=False),
        PrimaryKeyConstraint("act", name=op.f("pk_day_close")),
    )
    op.create_index(op.f("ix_day_close_device_day"), "day_close", ["device", "day"], unique=True)
    op.create_table(
        "device",
        Column("code", String(2), nullable=False),
        Column("collector_name", String(), nullable=False),
        Column("badge", String(), nullable=False),
        Column("signing_key", String(64), nullable=False),
        Column("recipient", String(), nullable=False),
        Column("enrolled_on", _DAY, nullable=False),
        Column("revoked_on", _DAY, nullable=True),
        PrimaryKeyConstraint("code", name=op.f("pk_device")),
        UniqueConstraint("signing_key", name=op.f("uq_device_signing_key")),
    )
    op.create_table(
        "journal",
        Column("chain", String(8), nullable=False),
        Column("line", _WHOLE, nullable=False),
        Column("act", String(36), nullable=False),
        Column("kind", String(32), nullable=False),
        Column("content", String(), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("signature", LargeBinary(length=64), nullable=False),
        PrimaryKeyConstraint("chain", "line", name=op.f("pk_journal")),
        UniqueConstraint("act", name=op.f("uq_journal_act")),
    )
    op.create_table(
        "number_mark",
        Column("device", String(2), nullable=False),
        Column("used", _WHOLE, nullable=False),
        PrimaryKeyConstraint("device", name=op.f("pk_number_mark")),
    )
    op.create_table(
        "package",
        Column("sha256", String(64), nullable=False),
        Column("direction", String(3), nullable=False),
        Column("kind", String(8), nullable=False),
        Column("device", String(2), nullable=False),
        Column("number", _WHOLE, nullable=False),
        Column("name", String(), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        PrimaryKeyConstraint("sha256", "direction", name=op.f("pk_package")),
    )
    op.create_index(op.f("ix_package_device_kind_number"), "package", ["device", "kind", "number"])
    op.create_table(
        "policy",
        Column("version", _WHOLE, nullable=False),
        Column("content", String(), nullable=False),
        PrimaryKeyConstraint("version", name=op.f("pk_policy")),
    )
    op.create_table(
        "prepay_move",
        Column("act", String(36), nullable=False),
        Column("account", String(20), nullable=False),
        Column("source", String(12), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("amount", _WHOLE, nullable=False),
        PrimaryKeyConstraint("act", "account", "source", name=op.f("pk_prepay_move")),
    )
    op.create_index(op.f("ix_prepay_move_account"), "prepay_move", ["account"])
    op.create_table(
        "print_job",
        Column("number", String(24), nullable=False),
        Column("copy_number", _WHOLE, nullable=False),
        Column("printed", Boolean(), nullable=False),
        PrimaryKeyConstraint("number", "copy_number", name=op.f("pk_print_job")),
    )
    op.create_table(
        "receipt",
        Column("number", String(24), nullable=False),
        Column("act", String(36), nullable=False),
        Column("device", String(2), nullable=False),
        Column("account", String(20), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("method", String(8), nullable=False),
        Column("received", _WHOLE, nullable=False),
        Column("fees", _WHOLE, nullable=False),
        Column("penalties", _WHOLE, nullable=False),
        Column("prepayment", _WHOLE, nullable=False),
        Column("content", String(), nullable=False),
        CheckConstraint("received = fees + penalties + prepayment", name=op.f("ck_receipt_parts_make_the_whole")),
        CheckConstraint("received > 0", name=op.f("ck_receipt_received_is_positive")),
        PrimaryKeyConstraint("number", name=op.f("pk_receipt")),
        UniqueConstraint("act", name=op.f("uq_receipt_act")),
    )
    op.create_index(op.f("ix_receipt_account"), "receipt", ["account"])
    op.create_index(op.f("ix_receipt_day"), "receipt", ["day"])
    op.create_table(
        "redirect",
        Column("act", String(36), nullable=False),
        Column("bill", String(60), nullable=False),
        Column("account", String(20), nullable=False),
        Column("number", String(), nullable=False),
        Column("fee", _WHOLE, nullable=False),
        Column("penalty", _WHOLE, nullable=False),
        PrimaryKeyConstraint("act", "bill", name=op.f("pk_redirect")),
    )
    op.create_table(
        "remittance",
        Column("act", String(36), nullable=False),
        Column("device", String(2), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("amount", _WHOLE, nullable=False),
        Column("bank_slip", String(), nullable=False),
        Column("witness", String(), nullable=False),
        Column("content", String(), nullable=False),
        PrimaryKeyConstraint("act", name=op.f("pk_remittance")),
    )
    op.create_table(
        "seat",
        Column("id", _WHOLE, nullable=False),
        Column("content", String(), nullable=False),
        Column("station_signing_key", String(), nullable=False),
        Column("station_recipient", String(), nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    op.create_table(
        "visit",
        Column("act", String(36), nullable=False),
        Column("account", String(20), nullable=False),
        Column("device", String(2), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("slot", String(8), nullable=False),
        Column("outcome", String(16), nullable=False),
        Column("promise_on", _DAY, nullable=True),
        Column("promise_slot", String(8), nullable=True),
        Column("note", String(), nullable=False),
        Column("undone_by", String(36), nullable=True),
        PrimaryKeyConstraint("act", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_account_day"), "visit", ["account", "day"])
    op.create_index(op.f("ix_visit_day"), "visit", ["day"])
    op.create_table(
        "balance",
        Column("account", String(20), nullable=False),
        Column("prepay", _WHOLE, nullable=False),
        Column("deposit", _WHOLE, nullable=False),
        Column("export_prepay", _WHOLE, nullable=True),
        ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_balance_account")),
        PrimaryKeyConstraint("account", name=op.f("pk_balance")),
    )
    op.create_table(
        "bill",
        Column("id", String(60), nullable=False),
        Column("account", String(20), nullable=False),
        Column("month", String(6), nullable=False),
        Column("kind", String(), nullable=False),
        Column("residential", Boolean(), nullable=False),
        Column("due_on", _DAY, nullable=False),
        Column("amount", _WHOLE, nullable=False),
        Column("open", _WHOLE, nullable=False),
        Column("penalty_paid", _WHOLE, nullable=False),
        Column("station_penalty", _WHOLE, nullable=True),
        Column("station_penalty_on", _DAY, nullable=True),
        Column("kwh", String(), nullable=True),
        Column("previous_reading", String(), nullable=True),
        Column("present_reading", String(), nullable=True),
        Column("multiplier", String(), nullable=True),
        Column("out_with", String(2), nullable=True),
        Column("export_open", _WHOLE, nullable=False),
        Column("unseen", _WHOLE, nullable=False),
        CheckConstraint("length(month) = 6", name=op.f("ck_bill_month_is_six_digits")),
        ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_bill_account")),
        PrimaryKeyConstraint("id", name=op.f("pk_bill")),
    )
    op.create_index(op.f("ix_bill_account"), "bill", ["account"])
    op.create_index(op.f("ix_bill_out_with"), "bill", ["out_with"])
    op.create_table(
        "cash_count",
        Column("act", String(36), nullable=False),
        Column("denomination", _WHOLE, nullable=False),
        Column("pieces", _WHOLE, nullable=False),
        ForeignKeyConstraint(["act"], ["day_close.act"], name=op.f("fk_cash_count_act")),
        PrimaryKeyConstraint("act", "denomination", name=op.f("pk_cash_count")),
    )
    op.create_table(
        "receipt_line",
        Column("number", String(24), nullable=False),
        Column("bill", String(60), nullable=False),
        Column("fee", _WHOLE, nullable=False),
        Column("penalty", _WHOLE, nullable=False),
        ForeignKeyConstraint(["number"], ["receipt.number"], name=op.f("fk_receipt_line_number")),
        PrimaryKeyConstraint("number", "bill", name=op.f("pk_receipt_line")),
    )
    op.create_table(
        "reprint",
        Column("act", String(36), nullable=False),
        Column("number", String(24), nullable=False),
        Column("copy_number", _WHOLE, nullable=False),
        Column("at", _MOMENT, nullable=False),
        ForeignKeyConstraint(["number"], ["receipt.number"], name=op.f("fk_reprint_number")),
        PrimaryKeyConstraint("act", name=op.f("pk_reprint")),
    )
    op.create_index(op.f("ix_reprint_number"), "reprint", ["number"])
    op.create_table(
        "void",
        Column("number", String(24), nullable=False),
        Column("act", String(36), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("reason", String(), nullable=False),
        ForeignKeyConstraint(["number"], ["receipt.number"], name=op.f("fk_void_number")),
        PrimaryKeyConstraint("number", name=op.f("pk_void")),
        UniqueConstraint("act", name=op.f("uq_void_act")),
    )
    op.create_table(
        "pending_change",
        Column("bill", String(60), nullable=False),
        Column("act", String(36), nullable=False),
        Column("amount", _WHOLE, nullable=False),
        Column("open", _WHOLE, nullable=False),
        Column("due_on", _DAY, nullable=False),
        ForeignKeyConstraint(["bill"], ["bill.id"], name=op.f("fk_pending_change_bill")),
        PrimaryKeyConstraint("bill", name=op.f("pk_pending_change")),
    )
    op.create_table(
        "settlement",
        Column("bill", String(60), nullable=False),
        Column("act", String(36), nullable=False),
        Column("source", String(12), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("principal", _WHOLE, nullable=False),
        Column("penalty", _WHOLE, nullable=False),
        ForeignKeyConstraint(["bill"], ["bill.id"], name=op.f("fk_settlement_bill")),
        PrimaryKeyConstraint("bill", "act", name=op.f("pk_settlement")),
    )
    op.create_index(op.f("ix_settlement_act"), "settlement", ["act"])
