"""Revoking a laptop: up to the cut-off it counts, what came after waits for the manager; on either engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from held_seats import decide, groups, lose, received, take
from two_seats import LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.devices import Cause, ChainCut
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals import DeviceRevoked, DeviceUnknown, ReasonMissing
from collector_desktop.domain.refusals_devices import (
    CutBeforeKnown,
    CutOfAnotherDevice,
    DeviceRevokedAlready,
    HeldAlreadyDecided,
    HeldUnknown,
)
from collector_desktop.services import enrolling, issuing, voiding
from collector_desktop.services.deciding_held import DecideHeld, decide_held
from collector_desktop.services.revoking import Revoke, revoke
from collector_desktop.store import locks
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries import attention, devices

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"
CHAIN = ChainId("01.1")


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """Three households that owe 100.00 each, out with the laptop; the first has paid and the station knows it."""
    seats = owing_seats(tmp_path, ONE, TWO, THREE, station_url=engine_url)
    seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    yield seats
    seats.close()


@pytest.fixture
def late(seats: TwoSeats) -> Path:
    """Lost after the first package; what the other two households paid comes in a second one."""
    seats.pay(TWO, 10000, stamp(4))
    seats.pay(THREE, 4000, stamp(5))
    lose(seats)
    return seats.hand_over(stamp(6))


def test_what_came_after_the_cut_off_is_held_and_shown_with_what_it_contains(seats: TwoSeats, late: Path) -> None:
    taken = take(seats, late)
    assert (taken.payments, taken.received.fen, taken.held_lines, taken.held_received.fen) == (0, 0, 2, 14000)
    assert [(line.kind, line.amount.fen) for line in taken.attention] == [(Attention.LINES_HELD, 14000)]
    (group,) = groups(seats)
    assert (group.why, group.state, group.device) == (Why.REVOKED, HeldState.WAITING, LAPTOP)
    assert (group.first_line, group.last_line, group.content.doors) == (4, 5, 2)
    assert [(each.account, each.amount.fen) for each in group.content.payments] == [(TWO, 10000), (THREE, 4000)]
    assert received(seats) == 10000


def test_released_lines_are_posted_exactly_once(seats: TwoSeats, late: Path) -> None:
    take(seats, late)
    decide(seats, release=True)
    assert received(seats) == 24000
    again = take(seats, late, minute=56)
    assert (again.again, again.new_lines, again.held_lines) == (True, 0, 0)
    with pytest.raises(HeldAlreadyDecided):
        decide(seats, release=True, minute=57)
    assert received(seats) == 24000
    with seats.station.reading() as conn:
        assert not [line for line in attention.lines(conn) if line.kind is Attention.LINES_HELD]


def test_rejected_lines_stay_as_evidence_and_never_count(seats: TwoSeats, late: Path) -> None:
    take(seats, late)
    decide(seats, release=False)
    later = seats.hand_over(stamp(58))
    assert take(seats, later, minute=59).held_lines == 0
    (group,) = groups(seats)
    assert (group.state, len(group.lines), group.content.received.fen) == (HeldState.REJECTED, 2, 14000)
    assert received(seats) == 10000


def test_lines_are_released_up_to_one_of_them_and_the_rest_is_rejected(seats: TwoSeats, late: Path) -> None:
    take(seats, late)
    decide(seats, release=True, up_to=4)
    assert {(group.state, group.first_line, group.last_line) for group in groups(seats)} == {
        (HeldState.RELEASED, 4, 4),
        (HeldState.REJECTED, 5, 5),
    }
    assert received(seats) == 20000


def test_a_second_package_of_a_lost_laptop_adds_only_what_is_new_to_what_is_held(seats: TwoSeats, late: Path) -> None:
    take(seats, late)
    voiding.void(seats.laptop, seats.pay(ONE, 500, stamp(7)).number, "收错", stamp(8))
    taken = take(seats, seats.hand_over(stamp(9)), minute=51)
    assert (taken.held_lines, taken.held_received.fen) == (2, 0)
    (group,) = groups(seats)
    assert (group.first_line, group.last_line, group.packages) == (4, 7, (2, 3))
    assert group.content.received.fen == 14000
    decide(seats, release=True)
    assert received(seats) == 24000


def test_up_to_a_cut_off_named_by_the_manager_lines_count(seats: TwoSeats) -> None:
    seats.pay(TWO, 10000, stamp(4))
    seats.pay(THREE, 10000, stamp(5))
    wanted = Revoke(
        device=LAPTOP, cause=Cause.LEFT, reason="离职,交回前只认到第 4 行", cuts=(ChainCut(chain=CHAIN, line=4),)
    )
    revoke(seats.station, wanted, stamp(6))
    taken = take(seats, seats.hand_over(stamp(7)))
    assert (taken.payments, taken.held_lines) == (1, 1)
    assert received(seats) == 20000


def test_bills_come_back_and_no_route_goes_out_to_a_revoked_laptop(seats: TwoSeats) -> None:
    lose(seats)
    with seats.station.reading() as conn:
        assert locks.out_with(conn, LAPTOP).bills == 0
        device = devices.device(conn, LAPTOP)
    assert device is not None
    assert device.revoked_why == "lost:集上丢了"
    with pytest.raises(DeviceRevoked):
        issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(41))


def test_who_revokes_says_why_and_cuts_off_nothing_that_was_taken_in(seats: TwoSeats) -> None:
    def wanted(**changes: object) -> Revoke:
        return Revoke.model_validate({"device": LAPTOP, "cause": Cause.STOLEN, "reason": "被偷", **changes})

    for refusal, revoked in (
        (ReasonMissing, wanted(reason=" ")),
        (DeviceUnknown, wanted(device=DeviceCode("07"))),
        (CutBeforeKnown, wanted(cuts=(ChainCut(chain=CHAIN, line=2),))),
        (CutOfAnotherDevice, wanted(cuts=(ChainCut(chain=ChainId("02.1"), line=9),))),
    ):
        with pytest.raises(refusal):
            revoke(seats.station, revoked, stamp(7))
    revoke(seats.station, wanted(), stamp(8))
    with pytest.raises(DeviceRevokedAlready):
        revoke(seats.station, wanted(), stamp(9))


def test_only_what_is_held_is_decided_and_with_a_reason(seats: TwoSeats, late: Path) -> None:
    take(seats, late)
    with pytest.raises(HeldUnknown):
        decide_held(seats.station, DecideHeld(first="0" * 64, release=True, reason="查过"), stamp(56))
    with pytest.raises(ReasonMissing):
        decide_held(seats.station, DecideHeld(first=groups(seats)[0].first, release=True, reason=" "), stamp(56))


def test_a_laptop_enrolled_anew_takes_the_bills_of_the_code_it_had_whose_lines_count_as_far_as_they_are_known(
    seats: TwoSeats,
) -> None:
    seats.pay(TWO, 10000, stamp(4))
    folder = seats.folder / "anew"
    folder.mkdir()
    request = enrolling.request_enrolment(folder / "laptop.keys", folder, "笔记本", stamp(41))
    anew = enrolling.enrol(
        seats.station, seats.station_keys, request.path, "农电工甲", "a1", folder, stamp(42), replaces=LAPTOP
    )
    with seats.station.reading() as conn:
        old, new = devices.device(conn, LAPTOP), devices.device(conn, anew.device)
        assert locks.out_with(conn, anew.device).bills == 2
    assert old is not None
    assert new is not None
    assert (old.revoked_on is not None, new.replaces) == (True, LAPTOP)
    assert take(seats, seats.hand_over(stamp(43))).held_lines == 1


def test_a_code_that_is_revoked_already_is_not_replaced(seats: TwoSeats) -> None:
    lose(seats)
    request = enrolling.request_enrolment(seats.folder / "new.keys", seats.folder, "笔记本", stamp(41))
    with pytest.raises(DeviceRevokedAlready):
        enrolling.enrol(
            seats.station, seats.station_keys, request.path, "农电工甲", "a1", seats.folder, stamp(42), replaces=LAPTOP
        )
