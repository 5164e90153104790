"""The windows' seats with people at the station."""

from dataclasses import replace

from cheap_pins import CHEAP
from ui_seats import Seats

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.domain.requests import Role
from collector_desktop.domain.staff import Member
from collector_desktop.services.staffing import NewMember, add_member, name_first_manager
from collector_desktop.store.queries import staff
from collector_desktop.ui.look import Look
from collector_desktop.ui.session import Session

BOSS, CLERK = Badge("1001"), Badge("1002")
BOSS_PIN, CLERK_PIN = "730418", "481902"


def name_people(seats: Seats) -> None:
    """A manager and a clerk."""
    stamp = seats.stamp().model_copy(update={"by": BOSS})
    name_first_manager(seats.station, BOSS, "郑所长", BOSS_PIN, stamp, CHEAP)
    new = NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=CLERK_PIN)
    add_member(seats.station, new, stamp, CHEAP)


def member(seats: Seats, badge: Badge) -> Member:
    """One of them."""
    with seats.station.reading() as conn:
        found = staff.member(conn, badge)
    assert found is not None
    return found


def session_of(seats: Seats, look: Look, badge: Badge) -> Session:
    """The station's session with somebody signed on."""
    return replace(seats.station_session(look), signed_on=member(seats, badge))


def acting(seats: Seats, badge: Badge = BOSS) -> Stamp:
    """Somebody at the station, now."""
    return seats.stamp().model_copy(update={"by": badge})
