"""Who may do what: staff with PINs, cut-offs of revoked devices, held lines, changed keys, receipts shown."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WHOLE = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("device", Column("revoked_why", String(), nullable=False, server_default=""))
    op.add_column("device", Column("replaces", String(2), nullable=True))
    op.add_column("device", Column("keys_wanted_on", String(10), nullable=True))
    op.add_column("seat", Column("keys_wanted", _WHOLE, nullable=False, server_default="0"))
    op.create_table(
        "staff",
        Column("badge", String(60), nullable=False),
        Column("name", String(), nullable=False),
        Column("role", String(8), nullable=False),
        Column("since", String(10), nullable=False),
        Column("left_on", String(10), nullable=True),
        PrimaryKeyConstraint("badge", name=op.f("pk_staff")),
    )
    op.create_table(
        "staff_pin",
        Column("badge", String(60), nullable=False),
        Column("verifier", String(), nullable=False),
        Column("wrong", _WHOLE, nullable=False),
        Column("tried", _WHOLE, nullable=False),
        ForeignKeyConstraint(["badge"], ["staff.badge"], name=op.f("fk_staff_pin_badge")),
        PrimaryKeyConstraint("badge", name=op.f("pk_staff_pin")),
    )
    op.create_table(
        "replaced_key",
        Column("signing_key", String(64), nullable=False),
        Column("device", String(2), nullable=False),
        Column("chain", String(8), nullable=False),
        Column("line", _WHOLE, nullable=False),
        Column("day", String(10), nullable=False),
        PrimaryKeyConstraint("signing_key", name=op.f("pk_replaced_key")),
    )
    op.create_index(op.f("ix_replaced_key_device"), "replaced_key", ["device"])
    op.create_table(
        "chain_cut",
        Column("chain", String(8), nullable=False),
        Column("device", String(2), nullable=False),
        Column("line", _WHOLE, nullable=False),
        PrimaryKeyConstraint("chain", name=op.f("pk_chain_cut")),
    )
    op.create_index(op.f("ix_chain_cut_device"), "chain_cut", ["device"])
    op.create_table(
        "held_line",
        Column("hash", String(64), nullable=False),
        Column("held_act", String(36), nullable=False),
        Column("why", String(12), nullable=False),
        Column("device", String(2), nullable=False),
        Column("chain", String(8), nullable=False),
        Column("line", _WHOLE, nullable=False),
        Column("act", String(36), nullable=False),
        Column("number", String(24), nullable=False),
        Column("content", String(), nullable=False),
        Column("signature", LargeBinary(64), nullable=False),
        Column("package", _WHOLE, nullable=False),
        Column("day", String(10), nullable=False),
        Column("state", String(8), nullable=False),
        Column("decided", String(36), nullable=True),
        PrimaryKeyConstraint("hash", name=op.f("pk_held_line")),
    )
    op.create_index(op.f("ix_held_line_chain_line"), "held_line", ["chain", "line"])
    op.create_index(op.f("ix_held_line_state"), "held_line", ["state"])
    op.create_index(op.f("ix_held_line_number"), "held_line", ["number"])
    op.create_table(
        "receipt_sight",
        Column("act", String(36), nullable=False),
        Column("number", String(24), nullable=False),
        Column("claim", String(64), nullable=False),
        Column("verdict", String(12), nullable=False),
        Column("by", String(60), nullable=False),
        Column("day", String(10), nullable=False),
        Column("at", String(40), nullable=False),
        PrimaryKeyConstraint("act", name=op.f("pk_receipt_sight")),
    )
    op.create_index(op.f("ix_receipt_sight_number"), "receipt_sight", ["number"])
