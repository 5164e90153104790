"""What the acts about the station's people do to the books; PINs themselves are no part of the journal."""

from typing import Any

from sqlalchemy import Connection, insert, update

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.staff import PinSet, RecoveryKeyMade, StaffAdded, StaffChanged, StaffLeft
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.tables.station import StaffRow


def _record_added(conn: Connection, act: StaffAdded, _device: DeviceCode) -> None:
    conn.execute(
        insert(StaffRow).values(badge=act.badge, name=act.name, role=act.role, since=act.business_day, left_on=None)
    )


def _record_changed(conn: Connection, act: StaffChanged, _device: DeviceCode) -> None:
    conn.execute(update(StaffRow).where(StaffRow.badge == act.badge).values(name=act.name, role=act.role, left_on=None))


def _record_left(conn: Connection, act: StaffLeft, _device: DeviceCode) -> None:
    conn.execute(update(StaffRow).where(StaffRow.badge == act.badge).values(left_on=act.business_day))


_STAFF = Changes(topics=frozenset({Topic.STAFF}))

EFFECTS: dict[type[Act], Effects[Any]] = {
    StaffAdded: Effects(changes=lambda _act: _STAFF, record=_record_added),
    StaffChanged: Effects(changes=lambda _act: _STAFF, record=_record_changed),
    StaffLeft: Effects(changes=lambda _act: _STAFF, record=_record_left),
    PinSet: Effects(changes=lambda _act: _STAFF),
    RecoveryKeyMade: Effects(changes=lambda _act: _STAFF),
}
