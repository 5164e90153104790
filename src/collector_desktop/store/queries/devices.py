"""Enrolled laptops."""

from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.acts.station import DeviceEnrolled
from collector_desktop.domain.names import Badge, ChainId, DeviceCode, generation_of
from collector_desktop.domain.value import Value
from collector_desktop.store.journal import Entry
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import DeviceRow


class Device(Value):
    """One enrolled laptop, its collector and its public keys."""

    code: DeviceCode
    collector_name: str
    badge: Badge
    signing_key: str
    recipient: str
    enrolled_on: date
    revoked_on: date | None
    revoked_why: str = ""
    """The cause and the reason, with a colon between."""
    replaces: DeviceCode | None = None
    keys_wanted_on: date | None = None

    @property
    def revoked_for(self) -> tuple[Cause | None, str]:
        """The cause and the reason of a revoked laptop; what an older program kept has no cause."""
        cause, _, reason = self.revoked_why.partition(":")
        return Cause(cause) if cause in set(Cause) else None, reason


def devices(conn: Connection) -> tuple[Device, ...]:
    """Every laptop ever enrolled, by code."""
    rows = conn.execute(select(*DeviceRow.__table__.c).order_by(DeviceRow.code))
    return tuple(Device.model_validate(dict(row._mapping)) for row in rows)


def enrolled_before(conn: Connection, chain: ChainId) -> tuple[DeviceCode, ...]:
    """The codes given on the station's chains before this one."""
    rows = conn.execute(select(JournalRow.chain, JournalRow.content).where(JournalRow.kind == "device_enrolled"))
    acts = (Entry.read(row.content).act for row in rows if generation_of(row.chain) < generation_of(chain))
    return tuple(act.device for act in acts if isinstance(act, DeviceEnrolled))


def carrier(conn: Connection, code: str) -> tuple[str, date | None]:
    """Whose laptop it is and when it was revoked, from columns that books of every schema have."""
    row = conn.execute(select(DeviceRow.collector_name, DeviceRow.revoked_on).where(DeviceRow.code == code)).one()
    return row.collector_name, row.revoked_on


def device(conn: Connection, code: str) -> Device | None:
    """One laptop; None if no such code was given."""
    return next((found for found in devices(conn) if found.code == code), None)
