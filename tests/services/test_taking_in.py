"""Taking in: each act once, whatever order and however often the files come; nothing half, nothing forged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from two_seats import LAPTOP, TwoSeats, owing_seats, stamp, two_seats

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.domain.seat import SeatKind
from collector_desktop.exchange.package_refusals import (
    PackageChanged,
    PackageForAnotherStation,
    PackageFromUnknownDevice,
    PackageKindWrong,
)
from collector_desktop.services import enrolling, issuing, voiding
from collector_desktop.services.founding import found_station
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.books_check import check_books
from collector_desktop.store.journal import JournalLineWrong
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import attention, balances, receipts, sync, takings

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """Three households that owe 100.00 each, out with the laptop; the station's books on either engine."""
    seats = owing_seats(tmp_path, ONE, TWO, THREE, station_url=engine_url)
    yield seats
    seats.close()


def received(seats: TwoSeats) -> tuple[int, int]:
    """What station and laptop say was received, in fen, once both books have been found in order."""
    both = []
    for ledger in (seats.station, seats.laptop):
        with ledger.reading() as conn:
            assert check_books(conn, ledger.seat.kind, every=True).problems == ()
            both.append(takings.books(conn, LAPTOP).received.fen)
    return both[0], both[1]


def take(seats: TwoSeats, path: Path, minute: int = 50) -> tuple[int, int, int]:
    """New lines, known lines, payments."""
    taken = take_in(seats.station, seats.station_keys, path, stamp(minute))
    return taken.new_lines, taken.known_lines, taken.payments


def test_a_day_package_brings_the_laptops_day(seats: TwoSeats) -> None:
    number = seats.pay(ONE, 10000, stamp(2)).number
    seats.pay(TWO, 4000, stamp(3))
    taken = take_in(seats.station, seats.station_keys, seats.hand_over(stamp(4)), stamp(5))
    assert (taken.payments, taken.received, taken.attention) == (2, Money(14000), ())
    assert received(seats) == (14000, 14000)
    with seats.station.reading() as conn:
        given = receipts.by_number(conn, number)
    assert given is not None
    assert given.receipt.account == ONE


def test_the_same_file_twice_changes_nothing(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    path = seats.hand_over(stamp(3))
    first = take(seats, path)
    again = take_in(seats.station, seats.station_keys, path, stamp(51))
    assert (again.again, again.new_lines, again.known_lines, again.payments) == (True, 0, first[0], 0)
    assert received(seats) == (10000, 10000)


def test_two_files_that_overlap_count_each_payment_once(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    first = seats.hand_over(stamp(3))
    seats.pay(TWO, 10000, stamp(4))
    both = seats.hand_over(stamp(5))
    assert take(seats, both)[2] == 2
    assert take(seats, first)[0] == 0
    assert received(seats) == (20000, 20000)


def test_after_an_overlap_only_what_is_new_is_taken(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    take(seats, seats.hand_over(stamp(3)))
    seats.pay(TWO, 10000, stamp(4))
    new, known, payments = take(seats, seats.hand_over(stamp(5)), minute=51)
    assert (new, payments) == (1, 1)
    assert known > 0


def test_a_package_whose_forerunner_is_missing_is_refused_whole(seats: TwoSeats, tmp_path: Path) -> None:
    seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    seats.carry_route(stamp(4))
    seats.pay(TWO, 10000, stamp(5))
    later = seats.hand_over(stamp(6))
    stranger = two_seats_with_the_same_laptop(seats, tmp_path / "new")
    with pytest.raises(LinesMissing):
        take_in(stranger.station, seats.station_keys, later, stamp(7))
    stranger.station.close()
    assert take(seats, later)[2] == 1


def two_seats_with_the_same_laptop(seats: TwoSeats, folder: Path) -> TwoSeats:
    """The station's books as they would be had the first package never come: founded anew with the same keys."""
    folder.mkdir()
    station = found_station(
        str(folder / "station.db"), seats.folder / "station.db.keys", "41070305", "柳泉供电所", stamp()
    )
    request = enrolling.request_enrolment(seats.folder / "laptop.keys", folder, "笔记本", stamp())
    enrolling.enrol(station, seats.station_keys, request.path, "农电工甲", "a1", folder, stamp())
    return TwoSeats(folder, station, seats.station_keys, seats.laptop, seats.laptop_keys)


def test_a_voided_receipt_comes_in_as_nothing_received_and_is_shown_to_the_manager(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    voiding.void(seats.laptop, receipt.number, "金额看错", stamp(3))
    taken = take_in(seats.station, seats.station_keys, seats.hand_over(stamp(4)), stamp(5))
    assert (taken.payments, taken.voids, taken.received) == (1, 1, Money.ZERO)
    assert [(line.kind, line.facts["reason"]) for line in taken.attention] == [(Attention.RECEIPT_VOIDED, "金额看错")]
    assert received(seats) == (0, 0)


def test_a_bill_paid_elsewhere_meanwhile_becomes_prepayment_on_both_seats(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    seats.settle_at_the_counter(f"{ONE}-202610-正常电费")
    taken = take_in(seats.station, seats.station_keys, seats.hand_over(stamp(3)), stamp(4))
    assert [(line.kind, line.amount.fen) for line in taken.attention] == [(Attention.PAID_TWICE, 10000)]
    seats.carry_route(stamp(5))
    for ledger in (seats.station, seats.laptop):
        with ledger.reading() as conn:
            assert balances.prepayments(conn) == {AccountNumber(ONE): Money(10000)}
            assert [line.kind for line in attention.lines(conn)] == [Attention.PAID_TWICE]
            assert takings.books(conn, LAPTOP).prepayment == Money(10000)
    assert received(seats) == (10000, 10000)


def test_what_a_laptop_collected_for_recalled_bills_is_still_taken_in(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    issuing.recall(seats.station, LAPTOP, "收回", stamp(3))
    assert take(seats, seats.hand_over(stamp(4)))[2] == 1
    assert received(seats) == (10000, 10000)


def test_a_restored_backup_begins_a_new_chain_with_numbers_past_the_mark(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    backup = seats.laptop_file.with_name("backup.db")
    _copy(seats, backup)
    lost = seats.pay(TWO, 10000, stamp(3))
    seats.laptop.close()
    backup.replace(seats.laptop_file)
    for leftover in ("laptop.db-wal", "laptop.db-shm"):
        (seats.folder / leftover).unlink(missing_ok=True)
    restored = open_books(seats.laptop_file, seats.laptop_keys, stamp(4))
    after = TwoSeats(seats.folder, seats.station, seats.station_keys, restored, seats.laptop_keys)
    assert restored.chain == "01.2"
    fresh = after.pay(THREE, 10000, stamp(5))
    assert fresh.number.counter > lost.number.counter
    taken = take_in(seats.station, seats.station_keys, after.hand_over(stamp(6)), stamp(7))
    assert (taken.payments, [line.kind for line in taken.attention]) == (2, [Attention.NUMBERS_SKIPPED])
    assert received(after) == (20000, 20000)
    restored.close()


def _copy(seats: TwoSeats, to: Path) -> None:
    with closing(sqlite3.connect(seats.laptop_file)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_package_of_another_station_is_refused(seats: TwoSeats, tmp_path: Path) -> None:
    other = two_seats(_made(tmp_path / "other"))
    other.bill(ONE, "前柳村", "202610", 10000)
    other.carry_route(stamp(1))
    other.pay(ONE, 10000, stamp(2))
    path = other.hand_over(stamp(3))
    other.close()
    renamed = path.rename(path.with_name(path.name.replace("41070305", "41070399")))
    with pytest.raises(PackageForAnotherStation):
        take(seats, renamed)


def test_a_device_nobody_enrolled_is_refused(seats: TwoSeats, tmp_path: Path) -> None:
    folder = _made(tmp_path / "empty")
    empty = found_station(
        str(folder / "station.db"), seats.folder / "station.db.keys", "41070305", "柳泉供电所", stamp()
    )
    seats.pay(ONE, 10000, stamp(2))
    path = seats.hand_over(stamp(3))
    with pytest.raises(PackageFromUnknownDevice):
        take_in(empty, seats.station_keys, path, stamp(4))
    empty.close()


def test_a_file_with_one_changed_byte_is_refused_whole(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    path = seats.hand_over(stamp(3))
    whole = path.read_bytes()
    path.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
    with pytest.raises(PackageChanged):
        take(seats, path)
    path.write_bytes(whole)
    assert take(seats, path)[2] == 1


def test_a_route_package_is_no_day_package(seats: TwoSeats) -> None:
    issued = issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(2))
    with pytest.raises(PackageKindWrong):
        take(seats, issued.path)


def test_the_books_agree_with_a_part_payment_and_an_overpayment_among_them(seats: TwoSeats) -> None:
    seats.pay(ONE, 3000, stamp(2))
    seats.pay(TWO, 12000, stamp(3))
    seats.pay(ONE, 7000, stamp(4))
    seats.carry_day(stamp(5))
    seats.carry_route(stamp(6))
    assert received(seats) == (22000, 22000)
    with seats.station.reading() as conn:
        books = takings.books(conn)
        assert (books.fees.fen, books.prepayment.fen) == (20000, 2000)
        assert check_books(conn, SeatKind.STATION).problems == ()


def test_who_took_it_in_stands_in_the_stations_journal(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    by_clerk = stamp(4).model_copy(update={"by": Badge("所里")})
    take_in(seats.station, seats.station_keys, seats.hand_over(stamp(3)), by_clerk)
    with seats.station.reading() as conn:
        last = sync.lines(conn, seats.station.chain)[-1].content
    assert '"kind":"package_taken_in"' in last
    assert '"by":"所里"' in last


def test_a_line_whose_own_signature_is_false_is_refused_though_the_last_one_vouches_for_it(seats: TwoSeats) -> None:
    seats.pay(ONE, 100, stamp(2))
    seats.pay(ONE, 200, stamp(3))
    with seats.laptop.writing() as conn:
        conn.execute(text("UPDATE journal SET signature = :none WHERE line = 2"), {"none": bytes(64)})
    package = seats.hand_over(stamp(4))
    with pytest.raises(JournalLineWrong):
        take(seats, package)
