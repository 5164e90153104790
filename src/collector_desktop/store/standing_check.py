"""Whether the tables say of people and laptops what the journal says: who may decide, and which keys count."""

from sqlalchemy import Connection, inspect, select

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.acts.devices import DeviceRevoked
from collector_desktop.domain.acts.staff import StaffAdded, StaffChanged, StaffLeft
from collector_desktop.domain.acts.station import DeviceEnrolled
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.tables.snapshot import DeviceRow
from collector_desktop.store.tables.station import StaffRow


class Standings:
    """What the acts of the journal make of people and laptops, one act after the other."""

    def __init__(self) -> None:
        self._staff: dict[str, tuple[str, bool]] = {}
        """Badge → role, and whether they work here."""
        self._keys: dict[str, str] = {}
        self._changes: dict[str, dict[str, str]] = {}
        """Device → the key each of its keys was changed to: chains may come in any order."""
        self._revoked: set[str] = set()

    def hear(self, device: DeviceCode, act: AnyAct) -> None:
        """One act of a device's chain."""
        match act:
            case StaffAdded() | StaffChanged():
                self._staff[act.badge] = (act.role, True)
            case StaffLeft():
                self._staff[act.badge] = (self._staff.get(act.badge, ("", False))[0], False)
            case DeviceEnrolled():
                self._keys[act.device] = act.signing_key
            case KeysChanged():
                self._changes.setdefault(device, {})[act.replaces] = act.signing_key
            case DeviceRevoked():
                self._revoked.add(act.device)

    def contradictions(self, conn: Connection) -> list[str]:
        """What the station's tables say otherwise; books of an older schema know no people."""
        found = []
        if inspect(conn).has_table(StaffRow.__tablename__):
            rows = conn.execute(select(StaffRow.badge, StaffRow.role, StaffRow.left_on))
            table = {row.badge: (row.role, row.left_on is None) for row in rows}
            found += [
                f"staff {badge}: {table.get(badge)} in the books, {self._staff.get(badge)} in the journal"
                for badge in sorted(table.keys() | self._staff.keys())
                if table.get(badge) != self._staff.get(badge)
            ]
        rows = conn.execute(select(DeviceRow.code, DeviceRow.signing_key, DeviceRow.revoked_on))
        devices = {row.code: (row.signing_key, row.revoked_on is not None) for row in rows}
        told = {code: (self._present(code), code in self._revoked) for code in self._keys}
        found += [
            f"device {code}: its key or its standing is not what the journal says"
            for code in sorted(devices.keys() | told.keys())
            if devices.get(code) != told.get(code)
        ]
        return found

    def _present(self, device: str) -> str:
        key, changes = self._keys[device], self._changes.get(device, {})
        for _ in changes:
            key = changes.get(key, key)
        return key
