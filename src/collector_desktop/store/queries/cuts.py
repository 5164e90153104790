"""Up to where each chain of a device counts: the cut-offs of a revoked one, and the lines that changed its keys."""

from sqlalchemy import Connection, inspect, select

from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.store.tables.snapshot import DeviceRow
from collector_desktop.store.tables.station import ChainCutRow, ReplacedKeyRow


def cut_of(conn: Connection, chain: ChainId) -> int:
    """The last line that counts of a revoked device's chain; 0 if none does."""
    line: int | None = conn.execute(select(ChainCutRow.line).where(ChainCutRow.chain == chain)).scalar_one_or_none()
    return line or 0


def cuts(conn: Connection, device: DeviceCode) -> dict[ChainId, int]:
    """The cut-offs of a revoked device by chain."""
    rows = conn.execute(select(ChainCutRow.chain, ChainCutRow.line).where(ChainCutRow.device == device))
    return {ChainId(row.chain): row.line for row in rows}


def key_end(conn: Connection, chain: ChainId) -> int | None:
    """The line with which a chain's device changed its keys; None if this chain has none."""
    line: int | None = conn.execute(
        select(ReplacedKeyRow.line).where(ReplacedKeyRow.chain == chain)
    ).scalar_one_or_none()
    return line


def changed_on(conn: Connection, signing_key: str) -> ChainId | None:
    """The chain on which a device changed this key for another; None while it signs with it."""
    chain = conn.scalar(select(ReplacedKeyRow.chain).where(ReplacedKeyRow.signing_key == signing_key))
    return None if chain is None else ChainId(chain)


def codes(conn: Connection) -> tuple[DeviceCode, ...]:
    """Every device code ever given."""
    return tuple(DeviceCode(code) for code in conn.execute(select(DeviceRow.code).order_by(DeviceRow.code)).scalars())


def device_of(conn: Connection, signing_key: str) -> DeviceCode | None:
    """Which device signs with a key, or did before it changed its keys; None if none did."""
    present = select(DeviceRow.code).where(DeviceRow.signing_key == signing_key)
    earlier = select(ReplacedKeyRow.device).where(ReplacedKeyRow.signing_key == signing_key)
    code = conn.scalar(present) or conn.scalar(earlier)
    return None if code is None else DeviceCode(code)


def signing_keys(conn: Connection, device: DeviceCode) -> tuple[str, ...]:
    """Every key a device ever signed with, the present one first; none if it is not enrolled.

    Books of an older schema, looked at without being upgraded, know only the present one.
    """
    present = conn.execute(select(DeviceRow.signing_key).where(DeviceRow.code == device)).scalars().all()
    if not inspect(conn).has_table(ReplacedKeyRow.__tablename__):
        return tuple(present)
    earlier = conn.execute(
        select(ReplacedKeyRow.signing_key).where(ReplacedKeyRow.device == device).order_by(ReplacedKeyRow.line.desc())
    ).scalars()
    return (*present, *earlier)
