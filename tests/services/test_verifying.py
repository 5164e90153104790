"""Verifying: whatever is altered, swapped, deleted or cut off is found, with the first wrong line."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import LineForked, LinesMissing
from collector_desktop.exchange.package_refusals import PackageChanged
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.security.refusals import ReceiptCodeNotUnderstood
from collector_desktop.services import voiding
from collector_desktop.services.verifying import Finding, Wrong, verify_books, witness
from collector_desktop.services.verifying_evidence import Verdict, verify_package, verify_receipt
from collector_desktop.store.journal import hash_of
from collector_desktop.store.opening import BooksEmpty
from collector_desktop.store.upgrade import NotOurBooks


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """Three payments of one day, handed over and taken in."""
    seats = owing_seats(tmp_path, "4100000001", "4100000002", "4100000003")
    for minute, account in enumerate(("4100000001", "4100000002", "4100000003"), start=2):
        seats.pay(account, 10000, stamp(minute))
    seats.carry_day(stamp(6))
    yield seats
    seats.close()


def tamper(file: Path, *statements: str) -> None:
    """What somebody with a database program can do."""
    with closing(sqlite3.connect(file)) as books:
        books.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            books.execute(statement)
        books.commit()


def first(file: Path) -> Finding:
    return verify_books(file).findings[0]


def test_both_seats_books_are_in_order(seats: TwoSeats) -> None:
    for file in (seats.station_file, seats.laptop_file):
        verified = verify_books(file)
        assert verified.findings == ()
        assert verified.received == Money(30000)
    assert verify_books(seats.station_file).chains == 2


def test_a_stations_books_on_a_server_are_verified_alike(tmp_path: Path, postgres_url: str) -> None:
    seats = owing_seats(tmp_path, "4100000001", station_url=postgres_url)
    receipt = seats.pay("4100000001", 10000, stamp(2))
    seats.carry_day(stamp(3))
    assert verify_books(postgres_url).findings == ()
    assert verify_books(seats.laptop_file, station=witness(postgres_url)).findings == ()
    shown = code(seats, receipt.number, "4100000001", 10000)
    assert verify_receipt(postgres_url, shown).verdict is Verdict.GENUINE
    with seats.station.writing() as conn:
        conn.exec_driver_sql("DELETE FROM journal WHERE chain = '01.1' AND line = 2")
    assert verify_books(postgres_url).findings[0] == Finding(wrong=Wrong.ORDER, chain="01.1", line=2)
    seats.close()


def test_progress_ends_at_the_last_line(seats: TwoSeats) -> None:
    steps: list[tuple[int, int]] = []
    verified = verify_books(seats.station_file, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (verified.lines, verified.lines)


def test_a_changed_line_is_found(seats: TwoSeats) -> None:
    tamper(
        seats.laptop_file, "UPDATE journal SET content = replace(content, '4100000002', '4100000009') WHERE line = 4"
    )
    assert first(seats.laptop_file) == Finding(wrong=Wrong.CONTENT, chain="01.1", line=4)


def test_a_changed_line_with_its_hash_made_to_fit_is_found_by_its_signature(seats: TwoSeats) -> None:
    with closing(sqlite3.connect(seats.laptop_file)) as books:
        (content,) = books.execute("SELECT content FROM journal WHERE chain = '01.1' AND line = 5").fetchone()
        forged = content.replace("4100000003", "4100000009")
        books.execute("UPDATE journal SET content = ?, hash = ? WHERE line = 5", (forged, hash_of(forged)))
        books.execute("UPDATE chain SET last_hash = ? WHERE id = '01.1'", (hash_of(forged),))
        books.commit()
    assert first(seats.laptop_file) == Finding(wrong=Wrong.SIGNATURE, chain="01.1", line=5)


def test_a_deleted_line_is_found(seats: TwoSeats) -> None:
    tamper(seats.station_file, "DELETE FROM journal WHERE chain = '01.1' AND line = 3")
    assert first(seats.station_file) == Finding(wrong=Wrong.ORDER, chain="01.1", line=3)


def test_two_swapped_lines_are_found(seats: TwoSeats) -> None:
    tamper(
        seats.laptop_file,
        "UPDATE journal SET line = 99 WHERE line = 3",
        "UPDATE journal SET line = 3 WHERE line = 4",
        "UPDATE journal SET line = 4 WHERE line = 99",
    )
    assert first(seats.laptop_file) == Finding(wrong=Wrong.ORDER, chain="01.1", line=3)


def test_a_line_that_is_no_json_is_found(seats: TwoSeats) -> None:
    tamper(seats.laptop_file, "UPDATE journal SET content = '{' WHERE line = 2")
    assert first(seats.laptop_file) == Finding(wrong=Wrong.FORMAT, chain="01.1", line=2)


def test_a_tail_deleted_in_the_journal_alone_is_missed_by_its_chain(seats: TwoSeats) -> None:
    tamper(seats.laptop_file, "DELETE FROM journal WHERE line = 5")
    assert first(seats.laptop_file) == Finding(wrong=Wrong.CUT, chain="01.1", line=5)


def cut_the_last_payment(file: Path) -> None:
    """Everything of the newest payment taken out of a laptop's books, so that they agree with themselves again."""
    tamper(
        file,
        "DELETE FROM print_job WHERE number IN (SELECT number FROM receipt WHERE account = '4100000003')",
        "DELETE FROM receipt_line WHERE number IN (SELECT number FROM receipt WHERE account = '4100000003')",
        "DELETE FROM receipt WHERE account = '4100000003'",
        "DELETE FROM visit WHERE account = '4100000003'",
        "DELETE FROM settlement WHERE bill LIKE '4100000003%'",
        "UPDATE bill SET open = amount, unseen = 0 WHERE account = '4100000003'",
        "DELETE FROM journal WHERE chain = '01.1' AND line = 5",
        """UPDATE chain SET last_line = 4, takings = 20000,
           last_hash = (SELECT hash FROM journal WHERE chain = '01.1' AND line = 4) WHERE id = '01.1'""",
    )


def test_a_tail_cut_with_all_its_traces_is_found_only_with_the_station_as_witness(seats: TwoSeats) -> None:
    cut_the_last_payment(seats.laptop_file)
    assert verify_books(seats.laptop_file).findings == ()
    found = verify_books(seats.laptop_file, station=witness(seats.station_file)).findings
    assert found == (Finding(wrong=Wrong.CUT, chain="01.1", line=5),)


def test_a_laptops_tail_cut_in_the_stations_books_is_told_by_the_stations_own_chain(seats: TwoSeats) -> None:
    cut_the_last_payment(seats.station_file)
    assert first(seats.station_file) == Finding(wrong=Wrong.CUT, chain="01.1", line=5)


def test_a_laptop_that_grew_a_second_history_is_found(seats: TwoSeats) -> None:
    known = witness(seats.station_file)
    other = known.model_copy(update={"ends": tuple(end.model_copy(update={"hash": "f" * 64}) for end in known.ends)})
    (found,) = verify_books(seats.laptop_file, station=other).findings
    assert (found.wrong, found.chain) == (Wrong.FORKED, "01.1")


def test_a_chain_signed_with_a_key_nobody_enrolled_is_found(seats: TwoSeats) -> None:
    stranger = DeviceKeys.generate().public.signing
    assert verify_books(seats.station_file, station_key=stranger).findings == (
        Finding(wrong=Wrong.KEY, chain="00.1", line=1),
    )
    known = witness(seats.station_file).model_copy(update={"keys": {LAPTOP: stranger}})
    assert verify_books(seats.laptop_file, station=known).findings == (Finding(wrong=Wrong.KEY, chain="01.1", line=1),)


def test_tables_that_say_other_than_the_journal_are_found(seats: TwoSeats) -> None:
    tamper(seats.laptop_file, "UPDATE bill SET open = 1 WHERE account = '4100000001'")
    found = first(seats.laptop_file)
    assert found.wrong is Wrong.BOOKS
    assert "4100000001-202610" in found.detail


def test_a_strangers_database_and_an_empty_one_are_not_books(tmp_path: Path) -> None:
    tamper(tmp_path / "other.db", "CREATE TABLE guests (name TEXT)")
    with pytest.raises(NotOurBooks):
        verify_books(tmp_path / "other.db")
    tamper(tmp_path / "empty.db", "VACUUM")
    with pytest.raises(BooksEmpty):
        verify_books(tmp_path / "empty.db")


def test_a_day_package_is_verified_before_and_after_it_is_taken_in(seats: TwoSeats) -> None:
    seats.bill("4100000004", "前柳村", "202610", 700)
    seats.carry_route(stamp(10))
    seats.pay("4100000004", 700, stamp(11))
    package = seats.hand_over(stamp(12))
    verified = verify_package(seats.station, seats.station_keys, package)
    assert (verified.device, verified.number, verified.new_lines) == (LAPTOP, 2, verified.lines)
    seats.carry_day(stamp(13))
    again = verify_package(seats.station, seats.station_keys, package)
    assert (again.lines, again.new_lines) == (verified.lines, 0)


def test_a_day_package_after_one_that_never_arrived_is_refused(seats: TwoSeats) -> None:
    seats.carry_route(stamp(10))
    package = seats.hand_over(stamp(11))
    tamper(seats.station_file, "DELETE FROM journal WHERE chain = '01.1' AND line > 3")
    with pytest.raises(LinesMissing) as refused:
        verify_package(seats.station, seats.station_keys, package)
    assert refused.value.facts == {"chain": "01.1", "first": 4, "last": 5}


def test_a_day_package_with_another_history_is_refused(seats: TwoSeats) -> None:
    package = next(seats.folder.glob("*.zsday"))
    tamper(seats.station_file, "UPDATE journal SET hash = 'x' WHERE chain = '01.1' AND line = 4")
    with pytest.raises(LineForked) as refused:
        verify_package(seats.station, seats.station_keys, package)
    assert refused.value.facts == {"chain": "01.1", "line": 4}


def test_a_day_package_with_one_changed_byte_is_refused(seats: TwoSeats) -> None:
    package = next(seats.folder.glob("*.zsday"))
    content = bytearray(package.read_bytes())
    content[-20] ^= 1
    package.write_bytes(content)
    with pytest.raises(PackageChanged):
        verify_package(seats.station, seats.station_keys, package)


def code(seats: TwoSeats, number: ReceiptNumber, account: str = "4100000004", fen: int = 700) -> str:
    return receipt_code(number, account, Money(fen), DAY, seats.laptop_keys)  # type: ignore[arg-type]


def test_a_receipt_is_unknown_then_genuine_then_voided(seats: TwoSeats) -> None:
    seats.bill("4100000004", "前柳村", "202610", 700)
    seats.carry_route(stamp(10))
    receipt = seats.pay("4100000004", 700, stamp(11))
    shown = code(seats, receipt.number)
    assert verify_receipt(seats.station_file, shown).verdict is Verdict.UNKNOWN
    seats.carry_day(stamp(12))
    assert verify_receipt(seats.station_file, f" {shown.lower()} ").verdict is Verdict.GENUINE
    voiding.void(seats.laptop, receipt.number, "收错", stamp(13))
    seats.carry_day(stamp(14))
    voided = verify_receipt(seats.station_file, shown)
    assert (voided.verdict, voided.void_reason, voided.collector_name) == (Verdict.VOIDED, "收错", "农电工甲")


def test_an_altered_or_invented_receipt_is_found(seats: TwoSeats) -> None:
    with seats.laptop.reading() as conn:
        number = ReceiptNumber(conn.exec_driver_sql("SELECT min(number) FROM receipt").scalar_one())
    genuine = code(seats, number, "4100000001", 10000)
    assert verify_receipt(seats.station_file, genuine).verdict is Verdict.GENUINE
    more = genuine.replace(":10000:", ":90000:")
    assert verify_receipt(seats.station_file, more).verdict is Verdict.ALTERED
    signed_anew = code(seats, number, "4100000001", 90000)
    assert verify_receipt(seats.station_file, signed_anew).verdict is Verdict.ALTERED
    for station, device in (("41070305", "07"), ("99999999", "01")):
        invented = ReceiptNumber.make(station, device, 1)  # type: ignore[arg-type]
        assert verify_receipt(seats.station_file, code(seats, invented)).verdict is Verdict.ALTERED
    with pytest.raises(ReceiptCodeNotUnderstood):
        verify_receipt(seats.station_file, "ZS1:what")
