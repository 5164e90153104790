"""Everything books hold, to be compared before and after."""

from sqlalchemy import select

from collector_desktop.store.ledger import Ledger
from collector_desktop.store.tables.columns import Base


def dump(ledger: Ledger) -> list[tuple[str, list[str]]]:
    """Every row of every table."""
    with ledger.reading() as conn:
        return [(table.name, sorted(map(repr, conn.execute(select(table))))) for table in Base.metadata.sorted_tables]
