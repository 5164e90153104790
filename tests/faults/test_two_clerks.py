"""Two clerks at the same thing at the same moment: one does it, the other is told, on either engine."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_trials.clerks import Station, ask_back, both_decide, both_set_rules, both_take_in
from two_seats import TwoSeats, owing_seats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.books_check import check_books
from collector_desktop.store.queries import balances, policies, takings

ONE = AccountNumber("4100000001")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks as POSIX does")


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """One household that owes 100.00, out with the laptop; the station's books on either engine."""
    seats = owing_seats(tmp_path, ONE, station_url=engine_url)
    yield seats
    seats.close()


@pytest.fixture
def station(seats: TwoSeats, engine_url: str) -> Station:
    return Station(engine_url, seats.folder / "station.db.keys")


def test_one_clerk_takes_the_package_in_and_the_other_is_told_it_is_there(seats: TwoSeats, station: Station) -> None:
    seats.pay(ONE, 10000, stamp(2))
    assert sorted(both_take_in(station, seats.hand_over(stamp(3)), stamp(4))) == [False, True]
    with seats.station.reading() as conn:
        assert takings.books(conn).received == Money(10000)
        assert check_books(conn, seats.station.seat.kind, every=True).agrees


def test_one_clerk_decides_and_the_other_is_told_who_did(seats: TwoSeats, station: Station) -> None:
    seats.pay(ONE, 16000, stamp(2))
    seats.carry_day(stamp(3))
    asked = ask_back(seats.station, ONE, Money(6000), stamp(4))
    assert sorted(both_decide(station, asked, stamp(5))) == [False, True]
    with seats.station.reading() as conn:
        assert balances.held(conn, ONE).prepay == Money.ZERO
        assert check_books(conn, seats.station.seat.kind, every=True).agrees


def test_one_clerk_changes_the_rules_and_the_other_is_told_they_have_changed(seats: TwoSeats, station: Station) -> None:
    assert sorted(both_set_rules(station, 1, stamp(2))) == [False, True]
    with seats.station.reading() as conn:
        assert policies.policy(conn).version == 2
        assert len(policies.history(conn)) == 1
        assert check_books(conn, seats.station.seat.kind, every=True).agrees
