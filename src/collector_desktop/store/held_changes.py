"""Changes an export brought for bills that are out: held, and applied when the bill returns."""

from datetime import date

from sqlalchemy import Connection, delete, select, update

from collector_desktop.domain.names import ActId, BillId
from collector_desktop.store.corrections import correct_bill
from collector_desktop.store.tables.snapshot import BillRow, PendingChangeRow


def has_held_changes(conn: Connection, device: str) -> bool:
    """Whether anything is held for bills out with a device."""
    held = select(PendingChangeRow.bill).join(BillRow, BillRow.id == PendingChangeRow.bill)
    return conn.execute(held.where(BillRow.out_with == device).limit(1)).first() is not None


def apply_held_changes(conn: Connection, device: str, on: date) -> None:
    """Apply what was held for bills out with a device."""
    held = conn.execute(
        select(
            PendingChangeRow.bill,
            PendingChangeRow.act,
            PendingChangeRow.amount,
            PendingChangeRow.open,
            PendingChangeRow.due_on,
        )
        .join(BillRow, BillRow.id == PendingChangeRow.bill)
        .where(BillRow.out_with == device)
    ).all()
    for change in held:
        conn.execute(update(BillRow).where(BillRow.id == change.bill).values(due_on=change.due_on))
        correct_bill(conn, BillId(change.bill), ActId(change.act), on, amount=change.amount, export_open=change.open)
        conn.execute(delete(PendingChangeRow).where(PendingChangeRow.bill == change.bill))
