"""`verify` on a terminal: exit code 1 and the first wrong line, for books and for receipts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from station_terminal import StationTerminal
from two_seats import DAY, TwoSeats, owing_seats, stamp

from collector_desktop.domain.receipt import Receipt
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.services import voiding


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """One payment that the station has taken in."""
    seats = owing_seats(tmp_path, "4100000001")
    yield seats
    seats.close()


@pytest.fixture
def receipt(seats: TwoSeats) -> Receipt:
    receipt = seats.pay("4100000001", 10000, stamp(2))
    seats.carry_day(stamp(3))
    return receipt


@pytest.fixture
def station(seats: TwoSeats, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    return StationTerminal(seats.folder, capsys)


def code(seats: TwoSeats, receipt: Receipt) -> str:
    return receipt_code(receipt.number, receipt.account, receipt.received, DAY, seats.laptop_keys)


def test_the_first_wrong_line_is_named(seats: TwoSeats, receipt: Receipt, station: StationTerminal) -> None:
    with closing(sqlite3.connect(seats.laptop_file)) as books:
        books.execute("UPDATE journal SET content = replace(content, 'cash', 'post') WHERE line = 3")
        books.commit()
    assert "01.1 第 3 行" in station.refused("verify", seats.laptop_file)
    said = station.run("verify", seats.laptop_file, "--json")
    assert (said.code, said.answer["ok"], said.answer["findings"][0]["line"]) == (1, False, 3)


def test_a_tail_cut_on_the_laptop_is_found_beside_the_stations_books(
    seats: TwoSeats, receipt: Receipt, station: StationTerminal
) -> None:
    with closing(sqlite3.connect(seats.laptop_file)) as books:
        for table in ("print_job", "receipt_line", "receipt", "visit"):
            books.execute(f"DELETE FROM {table}")
        books.execute("DELETE FROM settlement")
        books.execute("UPDATE bill SET open = amount")
        books.execute("DELETE FROM journal WHERE line = 3")
        books.execute(
            "UPDATE chain SET last_line = 2, takings = 0, last_hash = (SELECT max(hash) FROM journal WHERE line = 2)"
        )
        books.commit()
    alone = station.plain("verify", seats.laptop_file, "--db", seats.folder / "elsewhere.db")
    assert alone.code == 0
    assert "01.1 第 3 行" in station.refused("verify", seats.laptop_file)


def test_a_receipt_is_genuine_until_it_is_voided_or_altered(
    seats: TwoSeats, receipt: Receipt, station: StationTerminal
) -> None:
    shown = code(seats, receipt)
    assert station.done("verify", shown)["verdict"] == "genuine"
    assert "被改动过" in station.refused("verify", shown.replace(":10000:", ":10001:"))
    voiding.void(seats.laptop, receipt.number, "收错", stamp(4))
    seats.carry_day(stamp(5))
    said = station.run("verify", shown, "--json")
    assert (said.code, said.answer["verdict"], said.answer["void_reason"]) == (1, "voided", "收错")


def test_a_receipt_not_handed_over_yet_is_unknown(seats: TwoSeats, station: StationTerminal) -> None:
    shown = code(seats, seats.pay("4100000001", 10000, stamp(2)))
    assert "还没有收到" in station.refused("verify", shown)


def test_a_package_with_a_changed_byte_is_refused(seats: TwoSeats, receipt: Receipt, station: StationTerminal) -> None:
    package = next(seats.folder.glob("*.zsday"))
    assert station.run("verify", package).code == 0
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    assert "改动" in station.refused("verify", package)
