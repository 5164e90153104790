"""Who is home when: what other collectors of a route learned, as counts of visits."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WHOLE = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "visit_count",
        Column("account", String(20), nullable=False),
        Column("month", String(6), nullable=False),
        Column("slot", String(8), nullable=False),
        Column("circumstances", String(120), nullable=False),
        Column("met", _WHOLE, nullable=False),
        Column("missed", _WHOLE, nullable=False),
        ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_visit_count_account")),
        PrimaryKeyConstraint("account", "month", "slot", "circumstances", name=op.f("pk_visit_count")),
    )
