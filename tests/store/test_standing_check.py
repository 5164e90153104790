"""Books edited with a tool to let somebody decide, or to let a key or a laptop count, are found by the daily check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from staffed_seats import BOSS, BOSS_PIN, CLERK, CLERK_PIN
from two_seats import LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.requests import Role
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.revoking import Revoke, revoke
from collector_desktop.services.staffing import NewMember, add_member, let_go, name_first_manager
from collector_desktop.store.books_check import check_books


def by(badge: str) -> Stamp:
    return stamp(6).model_copy(update={"by": badge})


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """A laptop that changed its keys twice; a manager, a clerk, and one who left."""
    seats = two_seats(tmp_path)
    keys = change_keys(seats.laptop, seats.laptop_keys, seats.folder / "laptop.keys", stamp(1))
    change_keys(seats.laptop, keys, seats.folder / "laptop.keys", stamp(2))
    seats.carry_day(stamp(3))
    name_first_manager(seats.station, BOSS, "郑所长", BOSS_PIN, stamp(4), CHEAP)
    for badge in (CLERK, "1003"):
        add_member(seats.station, NewMember(badge=badge, name="王", role=Role.CLERK, pin=CLERK_PIN), by(BOSS), CHEAP)
    let_go(seats.station, "1003", "调走", by(BOSS))
    yield seats
    seats.close()


def problems(seats: TwoSeats, edit: str = "") -> tuple[str, ...]:
    with seats.station.writing() as conn:
        if edit:
            conn.exec_driver_sql(edit)
        return check_books(conn, seats.station.seat.kind).problems


def test_what_the_acts_made_of_people_and_laptops_is_in_order(seats: TwoSeats) -> None:
    assert problems(seats) == ()
    revoke(seats.station, Revoke(device=LAPTOP, cause=Cause.LOST, reason="丢了"), by(BOSS))
    assert problems(seats) == ()


@pytest.mark.parametrize(
    "edit",
    [
        f"UPDATE staff SET role = 'manager' WHERE badge = '{CLERK}'",
        "UPDATE staff SET left_on = NULL WHERE badge = '1003'",
        "INSERT INTO staff VALUES ('7', '某人', 'manager', '2026-11-10', NULL)",
    ],
)
def test_somebody_who_let_themselves_in_is_found(seats: TwoSeats, edit: str) -> None:
    (found,) = problems(seats, edit)
    assert found.startswith("staff ")


@pytest.mark.parametrize(
    "edit", [f"UPDATE device SET signing_key = '{'0' * 64}'", "UPDATE device SET revoked_on = '2026-11-10'"]
)
def test_a_key_or_a_standing_nobody_decided_is_found(seats: TwoSeats, edit: str) -> None:
    standing = f"device {LAPTOP}: its key or its standing is not what the journal says"
    assert standing in problems(seats, edit)
