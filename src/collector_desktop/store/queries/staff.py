"""Who works at the station, and whether somebody may do an act."""

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.staff import StaffAdded
from collector_desktop.domain.refusals import ManagerNeeded
from collector_desktop.domain.refusals_staff import FirstIsManager, StaffGone, StaffUnknown
from collector_desktop.domain.requests import Role
from collector_desktop.domain.staff import Member, needs_manager
from collector_desktop.store.tables.station import StaffRow


def members(conn: Connection) -> tuple[Member, ...]:
    """Everybody who ever worked here, those who do first, managers before clerks."""
    rows = conn.execute(select(*StaffRow.__table__.c).order_by(StaffRow.badge))
    found = [Member.model_validate(dict(row._mapping)) for row in rows]
    return tuple(sorted(found, key=lambda each: (not each.works_here, each.role is not Role.MANAGER)))


def member(conn: Connection, badge: str) -> Member | None:
    """One person; None if nobody has this badge."""
    row = conn.execute(select(*StaffRow.__table__.c).where(StaffRow.badge == badge)).one_or_none()
    return None if row is None else Member.model_validate(dict(row._mapping))


def has_staff(conn: Connection) -> bool:
    """Whether these books know who works here; those of earlier programs don't, until a manager is named."""
    return conn.execute(select(StaffRow.badge).limit(1)).first() is not None


def check_may(conn: Connection, act: Act) -> None:
    """Nothing, if whoever acts works here and may do this, or nobody is named yet.

    Raises FirstIsManager, StaffUnknown, StaffGone, ManagerNeeded.
    """
    who = member(conn, act.by)
    if who is None:
        if has_staff(conn):
            raise StaffUnknown(badge=act.by)
        if isinstance(act, StaffAdded) and act.role is not Role.MANAGER:
            raise FirstIsManager
        return
    if who.left_on is not None:
        raise StaffGone(badge=who.badge, on=who.left_on)
    if needs_manager(act) and who.role is not Role.MANAGER:
        raise ManagerNeeded(what=type(act).__name__)
