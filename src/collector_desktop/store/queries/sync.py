"""Where the two seats stand with each other."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, select

from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.names import ChainId, DeviceCode, generation_of
from collector_desktop.domain.value import Value
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.tables.machinery import ChainRow, JournalRow, PackageRow


class Direction(StrEnum):
    """Which way a package went."""

    OUT = "out"
    IN = "in"


class PackageEntry(Value):
    """One package in the history."""

    direction: Direction
    kind: str
    device: DeviceCode
    number: int
    name: str
    sha256: str
    day: date
    at: datetime


class ChainState(Value):
    """How long a chain is and up to where the station has acknowledged it."""

    chain: ChainId
    device: DeviceCode
    signing_key: str
    last_line: int
    last_hash: str
    acknowledged: int

    @property
    def unacknowledged(self) -> int:
        """Lines the station has not confirmed."""
        return self.last_line - self.acknowledged


class SyncStatus(Value):
    """What the other seat doesn't have yet. `unsent` counts acts of weight: payments, voids, visits, closes."""

    unacknowledged: int
    unsent: int
    last_out: PackageEntry | None
    last_in: PackageEntry | None


_QUIET = ("chain_started", "route_loaded")


def chains(conn: Connection, device: str) -> tuple[ChainState, ...]:
    """A device's chains, oldest generation first."""
    rows = conn.execute(
        select(
            ChainRow.id,
            ChainRow.device,
            ChainRow.signing_key,
            ChainRow.last_line,
            ChainRow.last_hash,
            ChainRow.acknowledged,
        ).where(ChainRow.device == device)
    ).all()
    return tuple(
        ChainState(
            chain=ChainId(row.id),
            device=DeviceCode(row.device),
            signing_key=row.signing_key,
            last_line=row.last_line,
            last_hash=row.last_hash,
            acknowledged=row.acknowledged,
        )
        for row in sorted(rows, key=lambda row: generation_of(row.id))
    )


def ends(conn: Connection, device: DeviceCode) -> tuple[ChainEnd, ...]:
    """The last line of each of a device's chains."""
    return tuple(
        ChainEnd(chain=chain.chain, line=chain.last_line, hash=chain.last_hash) for chain in chains(conn, device)
    )


def lines(conn: Connection, chain: ChainId, after: int = 0, most: int | None = None) -> tuple[JournalLine, ...]:
    """A chain's lines after a given one, in order; no more than `most` of them."""
    rows = conn.execute(
        select(JournalRow.content, JournalRow.hash, JournalRow.signature)
        .where(JournalRow.chain == chain, JournalRow.line > after)
        .order_by(JournalRow.line)
        .limit(most)
    )
    return tuple(JournalLine(content=row.content, hash=row.hash, signature=bytes(row.signature)) for row in rows)


def last_day(conn: Connection, device: str) -> date | None:
    """The business day of the newest line of a device's newest chain; None if it has none."""
    own = chains(conn, device)
    if not own or not own[-1].last_line:
        return None
    newest = lines(conn, own[-1].chain, after=own[-1].last_line - 1)
    return Entry.read(newest[0].content).act.business_day


def status(conn: Connection, device: str) -> SyncStatus:
    """What a device has done that the station has not confirmed, and the last package each way."""
    unacknowledged = unsent = 0
    for chain in chains(conn, device):
        unacknowledged += chain.unacknowledged
        kinds = conn.execute(
            select(JournalRow.kind).where(JournalRow.chain == chain.chain, JournalRow.line > chain.acknowledged)
        ).scalars()
        unsent += sum(kind not in _QUIET for kind in kinds)
    history = packages(conn)
    return SyncStatus(
        unacknowledged=unacknowledged,
        unsent=unsent,
        last_out=next((entry for entry in history if entry.direction is Direction.OUT), None),
        last_in=next((entry for entry in history if entry.direction is Direction.IN), None),
    )


def package_count(conn: Connection) -> int:
    """How many packages were written or taken in."""
    return conn.scalar(select(func.count()).select_from(PackageRow)) or 0


def packages(conn: Connection) -> tuple[PackageEntry, ...]:
    """Every package written or taken in, newest first."""
    rows = conn.execute(
        select(
            PackageRow.direction,
            PackageRow.kind,
            PackageRow.device,
            PackageRow.number,
            PackageRow.name,
            PackageRow.sha256,
            PackageRow.day,
            PackageRow.at,
        ).order_by(PackageRow.at.desc(), PackageRow.number.desc())
    )
    return tuple(
        PackageEntry(
            direction=Direction(row.direction),
            kind=row.kind,
            device=DeviceCode(row.device),
            number=row.number,
            name=row.name,
            sha256=row.sha256,
            day=row.day,
            at=row.at,
        )
        for row in rows
    )
