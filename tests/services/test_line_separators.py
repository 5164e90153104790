"""What a person pastes into a reason or an address never ends a line of a package."""

from pathlib import Path

import pytest
from held_seats import received, take
from sqlalchemy import update
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.names import AccountNumber
from collector_desktop.services import voiding
from collector_desktop.store.queries import cards
from collector_desktop.store.tables.snapshot import AccountRow

ONE = "4100000001"
SEPARATORS = "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\r\n"


@pytest.mark.parametrize("separator", SEPARATORS)
def test_separators_go_both_ways_as_they_are(tmp_path: Path, separator: str) -> None:
    seats: TwoSeats = two_seats(tmp_path)
    seats.bill(ONE, "前柳村", "202610", 10000)
    address = f"前柳村{separator}1组"
    with seats.station.writing() as conn:
        conn.execute(update(AccountRow).values(address=address))
    seats.carry_route(stamp(1))
    with seats.laptop.reading() as conn:
        known = cards.account_info(conn, AccountNumber(ONE))
    assert known is not None
    assert known.address == address
    given = seats.pay(ONE, 500, stamp(2))
    voiding.void(seats.laptop, given.number, f"写错{separator}了", stamp(3))
    assert take(seats, seats.hand_over(stamp(4))).voids == 1
    assert received(seats) == 0
    seats.close()
