"""What the disk under the books refuses is a fault that says what it is, and nothing of the act is in the books."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_disk import files_of_at_most
from sqlalchemy import Connection, event, text
from two_seats import DAY, TwoSeats, owing_seats, stamp, two_seats

from collector_desktop.store.books_check import check_books
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.engine import open_engine
from collector_desktop.store.queries import takings

ONE = "4100000001"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """A household that owes 100.00, out with the laptop."""
    seats = owing_seats(tmp_path, ONE)
    yield seats
    seats.close()


def received(seats: TwoSeats) -> int:
    with seats.laptop.reading() as conn:
        assert check_books(conn, seats.laptop.seat.kind, every=True).agrees
        return takings.books(conn).received.fen


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files as POSIX does")
def test_a_disk_that_fails_refuses_the_payment_and_takes_it_afterwards(seats: TwoSeats) -> None:
    with files_of_at_most(512), pytest.raises(BooksFault) as fault:
        seats.pay(ONE, 10000, stamp(2))
    assert (fault.value.errno, fault.value.writing) == (errno.EIO, True)
    assert received(seats) == 0
    seats.pay(ONE, 10000, stamp(3))
    assert received(seats) == 10000


def test_a_full_disk_is_called_full(seats: TwoSeats) -> None:
    seats.laptop.close()
    event.listen(seats.laptop._engine, "connect", lambda raw, _record: raw.execute("PRAGMA max_page_count = 1"))
    many = text("INSERT INTO attachment SELECT hex(randomblob(32)), 'x', 1, zeroblob(900000)")
    with pytest.raises(BooksFault) as fault, seats.laptop.writing() as conn:
        conn.execute(many)
    assert (fault.value.errno, fault.value.filename) == (errno.ENOSPC, str(seats.laptop_file))
    assert received(seats) == 0


def test_a_mark_that_fails_after_the_commit_does_not_call_the_payment_refused(seats: TwoSeats) -> None:
    seats.pay(ONE, 1000, stamp(2))
    mark = seats.laptop_file.with_name("laptop.db.mark")
    away = mark.rename(mark.with_name("away"))
    counter = seats.laptop.mark
    assert counter is not None
    with seats.laptop.writing():
        counter._given = 2
        mark.mkdir()
    mark.rmdir()
    away.rename(mark)
    seats.pay(ONE, 1000, stamp(3))
    assert received(seats) == 2000


def test_books_another_program_writes_to_are_called_busy_and_damaged_ones_damaged(seats: TwoSeats) -> None:
    event.listen(seats.laptop._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout = 0"))
    with seats.laptop.writing(), pytest.raises(BooksFault) as busy, seats.laptop.writing():
        pass
    assert (busy.value.errno, busy.value.writing) == (errno.EBUSY, True)
    seats.laptop.close()
    seats.laptop_file.write_bytes(b"x" * 8192)
    with pytest.raises(BooksFault) as damaged, seats.laptop.reading() as conn:
        takings.books(conn)
    assert (damaged.value.errno, damaged.value.writing) == (errno.EBADMSG, False)


def test_a_rule_of_the_tables_that_is_broken_is_a_bug_and_no_fault(seats: TwoSeats) -> None:
    with pytest.raises(Exception, match=r"CHECK|NOT NULL|FOREIGN") as bug, seats.laptop.writing() as conn:
        conn.execute(text("INSERT INTO balance (account, prepay, deposit) VALUES ('nobody', -1, -1)"))
    assert not isinstance(bug.value, OSError)
    assert takings_of_day(seats) == 0


def takings_of_day(seats: TwoSeats) -> int:
    with seats.laptop.reading() as conn:
        return takings.of_day(conn, DAY, seats.laptop.seat.device).cash_expected.fen


def test_a_server_that_goes_away_is_a_fault_and_works_again_once_it_is_back(tmp_path: Path, postgres_url: str) -> None:
    seats = two_seats(tmp_path, postgres_url)
    with pytest.raises(BooksFault) as fault, seats.station.writing() as conn:
        _ended_by_the_server(conn, postgres_url)
    assert (fault.value.errno, fault.value.writing) == (errno.ECONNRESET, True)
    seats.bill(ONE, "前柳村", "202610", 10000)
    seats.close()


def _ended_by_the_server(conn: Connection, url: str) -> None:
    own = conn.execute(text("SELECT pg_backend_pid()")).scalar_one()
    engine = open_engine(url)
    with engine.begin() as other:
        other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
    engine.dispose()
    conn.execute(text("UPDATE account SET name = name"))
