"""What deciding about laptops does to the books, and a laptop's change of keys."""

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.acts.devices import (
    DeviceRevoked,
    HeldRejected,
    HeldReleased,
    KeysAsked,
    ReceiptShown,
)
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.held import HeldState
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.holding import decide_held
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import DeviceRow
from collector_desktop.store.tables.station import ChainCutRow, ReceiptSightRow, ReplacedKeyRow


def _record_revoked(conn: Connection, act: DeviceRevoked, _device: DeviceCode) -> None:
    why = f"{act.cause}:{act.reason}"
    conn.execute(
        update(DeviceRow)
        .where(DeviceRow.code == act.device)
        .values(revoked_on=act.business_day, revoked_why=why, keys_wanted_on=None)
    )
    conn.execute(delete(ChainCutRow).where(ChainCutRow.device == act.device))
    for cut in act.cuts:
        conn.execute(insert(ChainCutRow).values(chain=cut.chain, device=act.device, line=cut.line))


def _record_keys_asked(conn: Connection, act: KeysAsked, _device: DeviceCode) -> None:
    conn.execute(update(DeviceRow).where(DeviceRow.code == act.device).values(keys_wanted_on=act.business_day))


def _record_keys_changed(conn: Connection, act: KeysChanged, device: DeviceCode) -> None:
    """The key is replaced where this device is enrolled; at the laptop itself only the journal tells of it."""
    moved = conn.execute(
        update(DeviceRow)
        .where(DeviceRow.code == device, DeviceRow.signing_key == act.replaces)
        .values(signing_key=act.signing_key, recipient=act.recipient, keys_wanted_on=None)
    ).rowcount
    if moved:
        line = _next_line(conn, act.chain)
        conn.execute(
            insert(ReplacedKeyRow).values(
                signing_key=act.replaces, device=device, chain=act.chain, line=line, day=act.business_day
            )
        )


def _next_line(conn: Connection, chain: str) -> int:
    """The line that is about to be written: the one that changes the keys."""
    last: int | None = conn.execute(select(func.max(JournalRow.line)).where(JournalRow.chain == chain)).scalar_one()
    return (last or 0) + 1


def _record_released(conn: Connection, act: HeldReleased, _device: DeviceCode) -> None:
    decide_held(conn, act.lines, HeldState.RELEASED, act.id)


def _record_rejected(conn: Connection, act: HeldRejected, _device: DeviceCode) -> None:
    decide_held(conn, act.lines, HeldState.REJECTED, act.id)


def _record_shown(conn: Connection, act: ReceiptShown, _device: DeviceCode) -> None:
    conn.execute(
        insert(ReceiptSightRow).values(
            act=act.id,
            number=act.number,
            claim=act.claim,
            verdict=act.verdict,
            by=act.by,
            day=act.business_day,
            at=act.at,
        )
    )


_DEVICES = Changes(topics=frozenset({Topic.DEVICES, Topic.SYNC, Topic.BILLS}))
_ALL = Changes(topics=frozenset(Topic))

EFFECTS: dict[type[Act], Effects[Any]] = {
    DeviceRevoked: Effects(changes=lambda _act: _DEVICES, record=_record_revoked),
    KeysAsked: Effects(changes=lambda _act: _DEVICES, record=_record_keys_asked),
    KeysChanged: Effects(changes=lambda _act: _DEVICES, record=_record_keys_changed),
    HeldReleased: Effects(changes=lambda _act: _ALL, record=_record_released),
    HeldRejected: Effects(changes=lambda _act: _ALL, record=_record_rejected),
    ReceiptShown: Effects(changes=lambda _act: Changes(), record=_record_shown),
}
