"""Lines that were held, as the manager decides them: what one laptop wrote in one go."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, inspect, select

from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.acts.devices import HeldLines
from collector_desktop.domain.acts.savings import HeldCredited
from collector_desktop.domain.held import HeldState, HeldSum, Why, sum_up
from collector_desktop.domain.names import ActId, ChainId, DeviceCode, generation_of
from collector_desktop.domain.value import Value
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.station import HeldLineRow


class HeldGroup(Value):
    """Held lines that follow one another, decided together or up to one of them."""

    first: str
    """The hash of the first line: it names the group."""
    why: Why
    state: HeldState
    device: DeviceCode
    chain: ChainId
    first_line: int
    last_line: int
    packages: tuple[int, ...]
    came_on: date
    content: HeldSum
    lines: tuple[JournalLine, ...]
    held_acts: tuple[ActId, ...]
    decided: ActId | None

    @property
    def named(self) -> HeldLines:
        """As an act names them."""
        return HeldLines(
            chain=self.chain, first_line=self.first_line, last_line=self.last_line, last_hash=self.lines[-1].hash
        )


def groups(conn: Connection) -> tuple[HeldGroup, ...]:
    """Everything that was ever held: what waits first, then by device, chain and line."""
    rows = conn.execute(
        select(*HeldLineRow.__table__.c).order_by(HeldLineRow.chain, HeldLineRow.line, HeldLineRow.hash)
    ).all()
    made = [_group(run) for run in _runs(rows)]
    return tuple(sorted(made, key=lambda group: group.state is not HeldState.WAITING))


def group(conn: Connection, first: str) -> HeldGroup | None:
    """One group by the hash of its first line."""
    return next((each for each in groups(conn) if each.first == first), None)


def waiting(conn: Connection) -> int:
    """How many groups wait for the manager."""
    rows = conn.execute(
        select(HeldLineRow.hash, HeldLineRow.content, HeldLineRow.state, HeldLineRow.decided)
        .where(HeldLineRow.state == HeldState.WAITING)
        .order_by(HeldLineRow.chain, HeldLineRow.line, HeldLineRow.hash)
    ).all()
    return len(_runs(rows))


def holds_receipt(conn: Connection, number: str) -> bool:
    """Whether a payment with this number is held and not decided; books of an older schema hold none."""
    if not inspect(conn).has_table(HeldLineRow.__tablename__):
        return False
    held = select(HeldLineRow.hash).where(HeldLineRow.number == number, HeldLineRow.state == HeldState.WAITING)
    return conn.execute(held).first() is not None


def whys(conn: Connection, chain: ChainId) -> dict[str, Why]:
    """Every line of a chain that was ever held, by its hash: why."""
    rows = conn.execute(select(HeldLineRow.hash, HeldLineRow.why).where(HeldLineRow.chain == chain))
    return {row.hash: Why(row.why) for row in rows}


def state_of(conn: Connection, line: str) -> HeldState | None:
    """What became of a held line, by its hash; None if it was never held."""
    state: str | None = conn.scalar(select(HeldLineRow.state).where(HeldLineRow.hash == line))
    return None if state is None else HeldState(state)


def entries_of_number(conn: Connection, number: str) -> tuple[tuple[Entry, HeldState], ...]:
    """The held payments and voids of a receipt number, and what became of each; books of an older schema hold none."""
    if not inspect(conn).has_table(HeldLineRow.__tablename__):
        return ()
    rows = conn.execute(
        select(HeldLineRow.content, HeldLineRow.state)
        .where(HeldLineRow.number == number)
        .order_by(HeldLineRow.chain, HeldLineRow.line, HeldLineRow.hash)
    )
    return tuple((Entry.read(row.content), HeldState(row.state)) for row in rows)


def is_credited(conn: Connection, payment: ActId) -> bool:
    """Whether the money of a held payment became its household's prepayment."""
    return bool(facts(conn, HeldCredited, about=payment))


def key_changes(conn: Connection, device: DeviceCode) -> tuple[KeysChanged, ...]:
    """The changes of keys among a device's held lines, in their order; books of an older schema hold none."""
    if not inspect(conn).has_table(HeldLineRow.__tablename__):
        return ()
    rows = conn.scalars(select(HeldLineRow.content).where(HeldLineRow.device == device, HeldLineRow.number == ""))
    entries = sorted(map(Entry.read, rows), key=lambda entry: (generation_of(entry.chain), entry.line))
    return tuple(entry.act for entry in entries if isinstance(entry.act, KeysChanged))


def _runs(rows: Iterable[Any]) -> list[list[tuple[Any, Entry]]]:
    """Rows put together where each holds the hash of the one before and shares its fate."""
    by_end: dict[tuple[str, str, str | None], list[tuple[Any, Entry]]] = {}
    found: list[list[tuple[Any, Entry]]] = []
    for row in rows:
        entry = Entry.read(row.content)
        run = by_end.pop((entry.previous, row.state, row.decided), None)
        if run is None:
            run = []
            found.append(run)
        run.append((row, entry))
        by_end[(row.hash, row.state, row.decided)] = run
    return found


def _group(run: list[tuple[Any, Entry]]) -> HeldGroup:
    first, last = run[0][0], run[-1][0]
    return HeldGroup(
        first=first.hash,
        why=Why(first.why),
        state=HeldState(first.state),
        device=DeviceCode(first.device),
        chain=ChainId(first.chain),
        first_line=first.line,
        last_line=last.line,
        packages=tuple(sorted({row.package for row, _entry in run})),
        came_on=min(row.day for row, _entry in run),
        content=sum_up([entry.act for _row, entry in run]),
        lines=tuple(
            JournalLine(content=row.content, hash=row.hash, signature=bytes(row.signature)) for row, _entry in run
        ),
        held_acts=tuple(dict.fromkeys(ActId(row.held_act) for row, _entry in run)),
        decided=None if first.decided is None else ActId(first.decided),
    )
