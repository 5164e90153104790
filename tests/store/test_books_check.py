"""Books that don't agree with themselves are told so, table by table."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.money import Money
from collector_desktop.services import voiding
from collector_desktop.store.books_check import BooksCheck, check_books
from collector_desktop.store.ledger import Ledger


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """One bill paid with something ahead, one paid and voided; both seats know it."""
    seats = two_seats(tmp_path)
    seats.bill("4100000001", "前柳村", "202610", 10000)
    seats.bill("4100000002", "前柳村", "202610", 5000)
    seats.carry_route(stamp(1))
    seats.pay("4100000001", 12000, stamp(2))
    wrong = seats.pay("4100000002", 5000, stamp(3))
    voiding.void(seats.laptop, wrong.number, "收错", stamp(4))
    seats.carry_day(stamp(5))
    yield seats
    seats.close()


def checked(ledger: Ledger) -> BooksCheck:
    with ledger.reading() as conn:
        return check_books(conn, ledger.seat.kind, every=True)


def tampered(seats: TwoSeats, statement: str) -> tuple[str, ...]:
    with closing(sqlite3.connect(seats.station_file)) as books:
        books.execute(statement)
        books.commit()
    return checked(seats.station).problems


def test_both_seats_agree_with_themselves_and_with_each_other(seats: TwoSeats) -> None:
    station, laptop = checked(seats.station), checked(seats.laptop)
    assert station.agrees
    assert laptop.agrees
    assert station.received_by_journal == laptop.received_by_journal == Money(12000)
    assert (station.chains, laptop.chains) == (2, 1)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE journal SET signature = zeroblob(64) WHERE chain = '01.1' AND line = 2", "chain 01.1 line 2"),
        ("DELETE FROM void", "received 170.00 in the books, 120.00 in the journal"),
        (
            "UPDATE receipt SET received = 12001, fees = 10001 WHERE account = '4100000001'",
            "120.01 in the books, 120.00 in the journal",
        ),
        ("UPDATE bill SET open = 4000 WHERE account = '4100000002'", "bill 4100000002-202610-正常电费: 40.00 open"),
        ("UPDATE visit SET outcome = 'refused'", "outcome"),
        ("DELETE FROM visit WHERE account = '4100000001'", "not in the books"),
        (
            "INSERT INTO reprint VALUES ('x', '41070305-01-000001-1', 1, '2026-11-10T01:00:00.0Z+08:00')",
            "not in the jou",
        ),
        ("UPDATE receipt SET method = 'wechat' WHERE account = '4100000001'", "method"),
        ("UPDATE void SET reason = '客户要求'", "reason"),
        ("DELETE FROM attention", "attention"),
        ("UPDATE journal SET act = 'other' WHERE chain = '01.1' AND line = 3", "beside its content"),
        ("UPDATE chain SET last_line = last_line + 1 WHERE id = '01.1'", "chain 01.1"),
        ("UPDATE device SET collector_name = '农电工乙'", "collector_name"),
        ("UPDATE settlement SET day = '2026-11-01'", "settled otherwise than receipt"),
        ("UPDATE prepay_move SET account = '4100000002'", "paid ahead otherwise than receipt"),
        ("DELETE FROM prepay_move", "120.00 received, 100.00 settled, 0 paid ahead"),
    ],
)
def test_what_does_not_agree_is_named(statement: str, told: str, seats: TwoSeats) -> None:
    problems = tampered(seats, statement)
    assert any(told in problem for problem in problems), problems
