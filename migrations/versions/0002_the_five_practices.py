"""The five practices: facts with their attachments, contracts, and how long a customer waited."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHOLE = BigInteger().with_variant(Integer(), "sqlite")
_DAY = String(10)
_MOMENT = String(40)


def upgrade() -> None:
    op.create_table(
        "fact",
        Column("act", String(36), nullable=False),
        Column("kind", String(32), nullable=False),
        Column("device", String(2), nullable=False),
        Column("day", _DAY, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("account", String(20), nullable=False),
        Column("village", String(), nullable=False),
        Column("about", String(36), nullable=False),
        Column("withdrawn_by", String(36), nullable=True),
        Column("content", String(), nullable=False),
        PrimaryKeyConstraint("act", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_kind_day"), "fact", ["kind", "day"])
    op.create_index(op.f("ix_fact_account_kind"), "fact", ["account", "kind"])
    op.create_index(op.f("ix_fact_village_kind"), "fact", ["village", "kind"])
    op.create_index(op.f("ix_fact_about"), "fact", ["about"])
    op.create_table(
        "attachment",
        Column("sha256", String(64), nullable=False),
        Column("media", String(16), nullable=False),
        Column("size", _WHOLE, nullable=False),
        Column("content", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("sha256", name=op.f("pk_attachment")),
    )
    op.create_table(
        "contract",
        Column("account", String(20), nullable=False),
        Column("act", String(36), nullable=False),
        Column("number", String(), nullable=False),
        Column("signed_on", _DAY, nullable=False),
        Column("permille", String(), nullable=True),
        Column("cap_percent", _WHOLE, nullable=True),
        Column("instalment_terms", String(), nullable=False),
        ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_contract_account")),
        PrimaryKeyConstraint("account", name=op.f("pk_contract")),
    )
    op.add_column("receipt", Column("waited", _WHOLE, nullable=True))
