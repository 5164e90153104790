"""The station's people: the manager lets them in, changes them, lets them go and sets their PINs."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.staff import PinSet, StaffAdded, StaffChanged, StaffLeft
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals import OnlyTheStationDecides, ReasonMissing
from collector_desktop.domain.refusals_staff import (
    LastManager,
    ManagerNamedAlready,
    StaffBadgeTaken,
    StaffGone,
    StaffNameMissing,
    StaffUnknown,
)
from collector_desktop.domain.requests import Role
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.staff import Member
from collector_desktop.domain.value import Value
from collector_desktop.security.staff_pin import pin_verifier
from collector_desktop.security.vault import PinCost
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import staff
from collector_desktop.store.staff_pins import keep_pin


class NewMember(Value):
    """Somebody who is to work here, with the first PIN."""

    badge: str
    name: str
    role: Role
    pin: str


def name_first_manager(
    ledger: Ledger, badge: str, name: str, pin: str, stamp: Stamp, cost: PinCost | None = None
) -> Changes:
    """Name the manager of books that know nobody yet: whoever founded them, or signs on first.

    Raises ManagerNamedAlready, StaffNameMissing, PinTooShort, PinTooSimple.
    """
    with ledger.reading() as conn:
        if staff.has_staff(conn):
            raise ManagerNamedAlready
    new = NewMember(badge=badge, name=name, role=Role.MANAGER, pin=pin)
    return add_member(ledger, new, stamp.model_copy(update={"by": Badge(badge.strip())}), cost)


def add_member(ledger: Ledger, new: NewMember, stamp: Stamp, cost: PinCost | None = None) -> Changes:
    """Let somebody in.

    Raises StaffNameMissing, StaffBadgeTaken, FirstIsManager, ManagerNeeded, PinTooShort, PinTooSimple.
    """
    badge, name = Badge(new.badge.strip()), new.name.strip()
    if not badge or not name:
        raise StaffNameMissing
    verifier = pin_verifier(new.pin, cost)
    with _deciding(ledger).writing() as conn:
        known = staff.member(conn, badge)
        if known is not None:
            raise StaffBadgeTaken(badge=badge, name=known.name)
        act = StaffAdded(**dict(stamp), id=new_act_id(), badge=badge, name=name, role=new.role)
        changes = ledger.post(conn, act).changes
        keep_pin(conn, badge, verifier)
    return changes


def change_member(ledger: Ledger, badge: Badge, name: str, role: Role, stamp: Stamp) -> Changes:
    """Change a name or a role; who had left works here again.

    Raises StaffUnknown, StaffNameMissing, LastManager, ManagerNeeded.
    """
    if not name.strip():
        raise StaffNameMissing
    with _deciding(ledger).writing() as conn:
        known = _known(conn, badge)
        if role is not Role.MANAGER:
            _not_the_last_manager(conn, known)
        act = StaffChanged(**dict(stamp), id=new_act_id(), badge=badge, name=name.strip(), role=role)
        return ledger.post(conn, act).changes


def let_go(ledger: Ledger, badge: Badge, reason: str, stamp: Stamp) -> Changes:
    """Somebody works here no longer. Raises ReasonMissing, StaffUnknown, StaffGone, LastManager, ManagerNeeded."""
    if not reason.strip():
        raise ReasonMissing
    with _deciding(ledger).writing() as conn:
        known = _known(conn, badge)
        if known.left_on is not None:
            raise StaffGone(badge=badge, on=known.left_on)
        _not_the_last_manager(conn, known)
        act = StaffLeft(**dict(stamp), id=new_act_id(), badge=badge, reason=reason.strip())
        return ledger.post(conn, act).changes


def set_pin(ledger: Ledger, badge: Badge, pin: str, stamp: Stamp, cost: PinCost | None = None) -> Changes:
    """Another PIN: one's own, or anybody's by the manager; wrong tries are forgotten.

    Raises StaffUnknown, ManagerNeeded, PinTooShort, PinTooSimple.
    """
    verifier = pin_verifier(pin, cost)
    with _deciding(ledger).writing() as conn:
        _known(conn, badge)
        changes = ledger.post(conn, PinSet(**dict(stamp), id=new_act_id(), badge=badge)).changes
        keep_pin(conn, badge, verifier)
    return changes


def _deciding(ledger: Ledger) -> Ledger:
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="staff")
    return ledger


def _known(conn: Connection, badge: Badge) -> Member:
    known = staff.member(conn, badge)
    if known is None:
        raise StaffUnknown(badge=badge)
    return known


def _not_the_last_manager(conn: Connection, who: Member) -> None:
    if who.decides and not any(each.decides and each.badge != who.badge for each in staff.members(conn)):
        raise LastManager(name=who.name)
