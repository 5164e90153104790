"""The station's word is sealed where it changes: what a tool alters in between is found, and stays found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_exports import ONE, Filed, Owed, archive, arrears
from sqlalchemy import text
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.seat import SeatKind
from collector_desktop.services.importing import import_exports
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path)
    files = (
        archive(tmp_path, Filed(ONE, prepay="30.00", deposit="50.00")),
        arrears(tmp_path, Owed(ONE, "202610", "27.44")),
    )
    import_exports(seats.station, files, stamp())
    yield seats
    seats.close()


def problems(ledger: Ledger) -> tuple[str, ...]:
    with ledger.reading() as conn:
        return check_books(conn, SeatKind.STATION).problems


def alter(ledger: Ledger, statement: str) -> None:
    with ledger.writing() as conn:
        assert conn.execute(text(statement)).rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE balance SET prepay = prepay + 10000",
        "UPDATE balance SET deposit = deposit + 10000",
        "UPDATE bill SET due_on = '2027-12-31'",
        "UPDATE bill SET amount = amount - 100, open = open - 100",
        "UPDATE bill SET penalty_paid = penalty_paid + 100",
        "UPDATE account SET residential = NOT residential",
        "INSERT INTO policy (version, content) VALUES (7, '{}')",
        "UPDATE settlement SET day = '2026-01-01'",
        "UPDATE settlement SET source = 'elsewhere'",
        "UPDATE prepay_move SET day = '2026-01-01'",
    ],
)
def test_what_exports_told_can_not_be_altered_unseen(seats: TwoSeats, statement: str) -> None:
    assert problems(seats.station) == ()
    alter(seats.station, statement)
    assert problems(seats.station)


def test_the_next_export_does_not_make_an_altered_figure_right(seats: TwoSeats, tmp_path: Path) -> None:
    alter(seats.station, "UPDATE account SET name = '别人'")
    import_exports(seats.station, (arrears(tmp_path, Owed(ONE, "202610", "20.00")),), stamp(1))
    (said,) = problems(seats.station)
    assert "was changed afterwards" in said
    import_exports(seats.station, (arrears(tmp_path, Owed(ONE, "202610", "10.00")),), stamp(2))
    assert problems(seats.station) == (said,)


def test_money_that_moves_by_acts_leaves_the_seal_whole(seats: TwoSeats, tmp_path: Path) -> None:
    seats.carry_route(stamp(1))
    import_exports(seats.station, (arrears(tmp_path, Owed(ONE, "202610", "40.00")),), stamp(2))
    seats.pay(ONE, 500, stamp(3))
    take_in(seats.station, seats.station_keys, seats.hand_over(stamp(4)), stamp(5))
    assert problems(seats.station) == ()
