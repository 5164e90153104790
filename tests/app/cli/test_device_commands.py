"""`revoke`, `held`, `decide-held`, `ask-keys`, `check-receipt`: laptops and receipts at the terminal."""

from pathlib import Path

import pytest
from station_terminal import StationTerminal
from two_seats import DAY, TwoSeats, owing_seats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.security.receipt_code import receipt_code

ONE, TWO = "4100000001", "4100000002"


@pytest.fixture
def seats(tmp_path: Path) -> TwoSeats:
    """Two households that owe 100.00 each; the first one's payment was taken in, the station is closed."""
    seats = owing_seats(tmp_path, ONE, TWO)
    seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    seats.station.close()
    return seats


@pytest.fixture
def terminal(seats: TwoSeats, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    return StationTerminal(seats.folder, capsys)


def test_a_lost_laptop_is_revoked_and_its_later_package_is_held_and_released(
    seats: TwoSeats, terminal: StationTerminal
) -> None:
    assert terminal.done("revoke", "--device", "01", "--cause", "lost", "--reason", "集上丢了")["cuts"] == {"01.1": 3}
    assert "已经停用" in terminal.refused("revoke", "--device", "01", "--reason", "再来")
    seats.pay(TWO, 4000, stamp(4))
    package = seats.hand_over(stamp(5))
    seats.laptop.close()
    said = terminal.run("take-in", package)
    assert "压下 1 行,收款 40.00 元" in said.out
    (group,) = terminal.done("held")["held"]
    assert group["content"]["received"] == 4000
    listed = terminal.run("held").out
    assert "停用以后的内容" in listed
    inside = terminal.run("held", group["first"][:8]).out
    assert "40.00" in inside
    assert "没有压下" in terminal.refused("decide-held", "zz", "--release", "--reason", "查过")
    assert "已放行" in terminal.run("decide-held", group["first"][:8], "--release", "--reason", "查过").out
    assert terminal.done("held")["held"] == []
    assert terminal.done("held", "--all")["held"][0]["state"] == "released"
    assert terminal.run("verify", terminal.books).code == 0


def test_a_cut_off_is_a_chain_and_a_line(seats: TwoSeats, terminal: StationTerminal) -> None:
    seats.laptop.close()
    assert terminal.run("revoke", "--device", "01", "--reason", "离岗", "--up-to", "01.1").code == 2
    assert "不能截到第 1 行" in terminal.refused("revoke", "--device", "01", "--reason", "离岗", "--up-to", "01.1:1")
    answer = terminal.done("revoke", "--device", "01", "--cause", "left", "--reason", "离岗", "--up-to", "01.1:9")
    assert answer["cuts"] == {"01.1": 9}


def test_a_laptop_is_asked_for_new_keys_once(seats: TwoSeats, terminal: StationTerminal) -> None:
    seats.laptop.close()
    terminal.done("ask-keys", "--device", "01", "--reason", "用了一年")
    assert "还没有换好" in terminal.refused("ask-keys", "--device", "01", "--reason", "再请")


def test_a_receipt_is_checked_by_its_code_and_by_number_and_amount(seats: TwoSeats, terminal: StationTerminal) -> None:
    with seats.laptop.reading() as conn:
        number = conn.exec_driver_sql("SELECT number FROM receipt").scalar_one()
    code = receipt_code(ReceiptNumber(number), AccountNumber(ONE), Money(10000), DAY, seats.laptop_keys)
    seats.laptop.close()
    said = terminal.run("check-receipt", code)
    assert said.code == 0
    assert "真实" in said.out
    assert "****0001" in said.out
    assert ONE not in said.out
    again = terminal.run("check-receipt", number, "--amount", "900")
    assert again.code == 1
    assert "不真实" in again.out
    assert "账上记的是 100.00 元" in again.out
    assert "以前查过 1 次" in again.out
    assert "只凭号码" in terminal.refused("check-receipt", number)
