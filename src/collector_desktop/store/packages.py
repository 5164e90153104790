"""The history of packages."""

from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select

from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.queries.sync import Direction
from collector_desktop.store.tables.machinery import PackageRow


def note_package(
    conn: Connection,
    direction: Direction,
    *,
    kind: str,
    device: DeviceCode,
    number: int,
    name: str,
    sha256: str,
    day: date,
    at: datetime,
) -> None:
    """Put a package into the history."""
    conn.execute(
        insert(PackageRow).values(
            direction=direction, kind=kind, device=device, number=number, name=name, sha256=sha256, day=day, at=at
        )
    )


def highest_number(conn: Connection, direction: Direction, kind: str, device: str) -> int:
    """The highest number of a kind of package that went this way for a device; 0 if none did."""
    number: int | None = conn.execute(
        select(func.max(PackageRow.number)).where(
            PackageRow.direction == direction, PackageRow.kind == kind, PackageRow.device == device
        )
    ).scalar_one()
    return number or 0


def is_known(conn: Connection, direction: Direction, sha256: str) -> bool:
    """Whether this very file went this way before."""
    return (
        conn.execute(
            select(PackageRow.number).where(PackageRow.direction == direction, PackageRow.sha256 == sha256)
        ).first()
        is not None
    )
