"""A laptop at the doors of three households that owe 100.00 each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
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
