"""A laptop at the doors of three households that owe 100.00 each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ladder_seats import APPLIED, CUT, DUNNED, NOTICED, announce, apply, approve, call, check, cut, demand, serve
from two_seats import TwoSeats, stamp, two_seats

HOUSEHOLDS = ("4100000001", "4100000002", "4100000003")


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[TwoSeats]:
    """Both seats with the route taken; bills are due after the day, so that no penalty comes in."""
    seats = two_seats(tmp_path)
    for account in HOUSEHOLDS:
        seats.bill(account, "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    yield seats
    seats.close()


@pytest.fixture
def dunned(doors: TwoSeats) -> TwoSeats:
    """On 15 December the first household was demanded from, and signed."""
    serve(doors.laptop, demand(doors.laptop, stamp(0, DUNNED)), stamp(5, DUNNED))
    return doors


@pytest.fixture
def approved(dunned: TwoSeats) -> TwoSeats:
    """The station approved and the route brought it back on 11 January."""
    request = apply(dunned.laptop, stamp(0, APPLIED))
    dunned.carry_day(stamp(5, APPLIED))
    approve(dunned.station, request, stamp(10, APPLIED))
    dunned.carry_route(stamp(15, APPLIED))
    return dunned


@pytest.fixture
def noticed(approved: TwoSeats) -> TwoSeats:
    """A notice for 19 January, served seven days before."""
    serve(approved.laptop, announce(approved.laptop, stamp(0, NOTICED)), stamp(5, NOTICED))
    return approved


@pytest.fixture
def supply_cut(noticed: TwoSeats) -> TwoSeats:
    """Cut on the 19th at 9:40."""
    call(noticed.laptop, stamp(0, CUT))
    check(noticed.laptop, stamp(20, CUT))
    cut(noticed.laptop, stamp(40, CUT))
    return noticed
