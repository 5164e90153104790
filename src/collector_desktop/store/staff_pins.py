"""PINs of the station's people: verifiers and wrong tries, beside the journal and never in it."""

from sqlalchemy import Connection, delete, insert, select, update

from collector_desktop.domain.names import Badge
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.station import StaffPinRow


class KeptPin(Value):
    """What a PIN is checked against. `tried` is in seconds since the computer started."""

    verifier: str
    wrong: int
    tried: float


def pin_of(conn: Connection, badge: Badge) -> KeptPin | None:
    """The PIN of somebody; None if they have none."""
    row = conn.execute(
        select(StaffPinRow.verifier, StaffPinRow.wrong, StaffPinRow.tried).where(StaffPinRow.badge == badge)
    ).one_or_none()
    return None if row is None else KeptPin(verifier=row.verifier, wrong=row.wrong, tried=row.tried / 1000)


def keep_pin(conn: Connection, badge: Badge, verifier: str) -> None:
    """Another PIN, with no wrong try."""
    conn.execute(delete(StaffPinRow).where(StaffPinRow.badge == badge))
    conn.execute(insert(StaffPinRow).values(badge=badge, verifier=verifier, wrong=0, tried=0))


def count_wrong(conn: Connection, badge: Badge, wrong: int, tried: float) -> None:
    """So many wrong tries in a row, the last at this time."""
    conn.execute(update(StaffPinRow).where(StaffPinRow.badge == badge).values(wrong=wrong, tried=round(tried * 1000)))


def tried_now(conn: Connection, badge: Badge, tried: float) -> None:
    """The last try ended at this time; how many were wrong others may have counted on meanwhile."""
    conn.execute(update(StaffPinRow).where(StaffPinRow.badge == badge).values(tried=round(tried * 1000)))
