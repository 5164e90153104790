"""No receipt number is given twice, not even by books put back from a backup."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from two_seats import LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId
from collector_desktop.domain.refusals import DayAlreadyClosed
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.journal import Entry
from collector_desktop.store.number_mark import STEP, NumberMark
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import attention, sync

ACCOUNT = "4100000001"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path)
    seats.bill(ACCOUNT, "前柳村", "202610", 100000)
    seats.carry_route(stamp(1))
    yield seats
    seats.close()


def counters(seats: TwoSeats, payments: int) -> list[int]:
    return [seats.pay(ACCOUNT, 100, stamp(2)).number.counter for _ in range(payments)]


def reopened(seats: TwoSeats) -> TwoSeats:
    seats.laptop.close()
    laptop = open_books(str(seats.laptop_file), seats.laptop_keys, stamp(30))
    return TwoSeats(seats.folder, seats.station, seats.station_keys, laptop, seats.laptop_keys)


def test_numbers_run_without_a_gap_past_the_first_promise(seats: TwoSeats) -> None:
    assert counters(seats, STEP + 3) == list(range(1, STEP + 4))
    assert (seats.folder / "laptop.db.mark").read_text() == f"01 {2 * STEP:09d} {STEP + 3:09d}\n"


def test_numbers_go_on_after_the_program_is_opened_again(seats: TwoSeats) -> None:
    counters(seats, 2)
    seats = reopened(seats)
    assert counters(seats, 1) == [3]
    assert seats.laptop.chain == "01.1"
    seats.laptop.close()


def test_a_payment_that_is_refused_gives_its_number_back(seats: TwoSeats) -> None:
    counters(seats, 1)
    seats.close_day({100: 1}, stamp(3))
    with pytest.raises(DayAlreadyClosed):
        seats.pay(ACCOUNT, 100, stamp(4))
    tomorrow = stamp(5, stamp().business_day.replace(day=11))
    assert seats.pay(ACCOUNT, 100, tomorrow).number.counter == 2


def test_a_transaction_rolled_back_gives_its_number_back(seats: TwoSeats) -> None:
    mark = seats.laptop.mark
    assert mark is not None
    with seats.laptop.writing() as conn:
        given = mark.next(conn)
        conn.rollback()
    mark.abandoned()
    assert given == 1
    assert counters(seats, 1) == [1]


def test_books_put_back_from_a_backup_start_a_new_chain_and_skip_what_may_have_been_given(seats: TwoSeats) -> None:
    counters(seats, 1)
    seats.laptop.close()
    backup = seats.folder / "backup.db"
    shutil.copy(seats.laptop_file, backup)
    seats = reopened(seats)
    assert counters(seats, 2) == [2, 3]
    seats.laptop.close()
    shutil.copy(backup, seats.laptop_file)
    seats = reopened(seats)
    assert seats.laptop.chain == "01.2"
    assert counters(seats, 1) == [STEP + 1]
    with seats.laptop.reading() as conn:
        (first, *_rest) = sync.lines(conn, ChainId("01.2"))
        listed = [line.kind for line in attention.lines(conn)]
        old_end = sync.chains(conn, LAPTOP)[0]
    started = Entry.read(first.content).act
    assert isinstance(started, ChainStarted)
    assert (started.numbers_skipped_from, started.numbers_skipped_to) == (2, STEP)
    assert started.follows is not None
    assert (started.follows.chain, started.follows.line) == ("01.1", old_end.last_line)
    assert Attention.NUMBERS_SKIPPED in listed
    seats.laptop.close()


def test_a_lost_or_damaged_mark_stops_nothing(seats: TwoSeats) -> None:
    counters(seats, 2)
    file = seats.folder / "laptop.db.mark"
    file.unlink()
    seats = reopened(seats)
    assert counters(seats, 1) == [3]
    file.write_bytes(b"\0" * 25)
    seats = reopened(seats)
    assert counters(seats, 1) == [4]
    assert seats.laptop.chain == "01.1"
    seats.laptop.close()


def test_a_mark_that_can_not_be_written_gives_no_number_and_takes_no_money(seats: TwoSeats) -> None:
    (seats.folder / "laptop.db.mark.new").mkdir()
    with pytest.raises(OSError, match=r"laptop\.db\.mark\.new"):
        counters(seats, 1)
    (seats.folder / "laptop.db.mark.new").rmdir()
    assert counters(seats, 1) == [1]


def test_another_devices_mark_says_nothing(tmp_path: Path, seats: TwoSeats) -> None:
    (tmp_path / "laptop.db.mark").write_text(f"02 {900:09d} {900:09d}\n")
    mark = NumberMark(tmp_path / "laptop.db", LAPTOP)
    with seats.laptop.reading() as conn:
        assert not mark.runs_ahead(conn)
    assert seats.pay(ACCOUNT, 100, stamp(2)).received == Money(100)
