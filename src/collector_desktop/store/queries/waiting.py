"""How long customers waited between two days."""

from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.waiting import Waiting
from collector_desktop.domain.waiting import waiting as waiting_of
from collector_desktop.store.tables.ledger import ReceiptRow, VoidRow


def waiting(conn: Connection, first: date, last: date, device: DeviceCode | None = None) -> Waiting:
    """The waits behind the valid receipts of some days, both ends included; of one device or of all."""
    statement = (
        select(ReceiptRow.waited)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .where(ReceiptRow.day.between(first, last), ReceiptRow.waited.is_not(None), VoidRow.number.is_(None))
    )
    if device is not None:
        statement = statement.where(ReceiptRow.device == device)
    return waiting_of(seconds for seconds in conn.scalars(statement) if seconds is not None)
