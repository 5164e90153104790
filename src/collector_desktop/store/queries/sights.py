"""The times a receipt was shown at the station."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from collector_desktop.domain.names import Badge
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.station import ReceiptSightRow


class Sight(Value):
    """One time a number was shown, and the hash of what was."""

    claim: str
    verdict: str
    by: Badge
    day: date
    at: datetime


def of_number(conn: Connection, number: str) -> tuple[Sight, ...]:
    """Every time a receipt's number was shown, oldest first."""
    rows = conn.execute(
        select(
            ReceiptSightRow.claim,
            ReceiptSightRow.verdict,
            ReceiptSightRow.by,
            ReceiptSightRow.day,
            ReceiptSightRow.at,
        )
        .where(ReceiptSightRow.number == number)
        .order_by(ReceiptSightRow.at)
    )
    return tuple(Sight.model_validate(dict(row._mapping)) for row in rows)
