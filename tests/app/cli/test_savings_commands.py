"""`bank-debits`, `statement`, `deposits` and money given back at the counter."""

from pathlib import Path

import pytest
from savings_seats import ONE, TWO, holds
from station_terminal import StationTerminal
from two_seats import TwoSeats, owing_seats, stamp


@pytest.fixture
def seats(tmp_path: Path) -> TwoSeats:
    seats = owing_seats(tmp_path, ONE, TWO)
    seats.pay(ONE, 13000, stamp(2))
    holds(seats, TWO, deposit=6000)
    seats.carry_day(stamp(3))
    seats.close()
    return seats


@pytest.fixture
def terminal(seats: TwoSeats, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    return StationTerminal(seats.folder, capsys)


def test_a_banks_file_is_taken_in_once(terminal: StationTerminal) -> None:
    file = terminal.folder / "代扣.csv"
    file.write_text(f"户号,年月,扣款金额,扣款结果,原因\n{TWO},202610,100.00,失败,余额不足\n", encoding="utf-8")
    done = terminal.done("bank-debits", file)
    assert (done["paid"], done["failed"], done["failed_total"]) == (0, 1, 10000)
    assert "没有变化" in terminal.run("bank-debits", file).out


def test_a_banks_file_with_an_error_is_refused_row_by_row(terminal: StationTerminal) -> None:
    file = terminal.folder / "代扣.csv"
    file.write_text(f"户号,年月,扣款金额,扣款结果\n{TWO},202610,100.00,不知道\n", encoding="utf-8")
    said = terminal.run("bank-debits", file)
    assert said.code == 1
    assert "第 2 行:扣款结果看不懂" in said.err
    assert (terminal.folder / "代扣_问题.xlsx").exists()


def test_a_statement_is_shown_and_written_as_a_paper(terminal: StationTerminal) -> None:
    paper = terminal.folder / "对账单.pdf"
    said = terminal.run("statement", ONE, "--out", paper)
    assert "30.00" in said.out
    assert "存入" in said.out
    assert paper.read_bytes().startswith(b"%PDF")
    assert terminal.done("statement", ONE)["prepayment"][2] == 3000


def test_deposits_are_listed_with_what_is_owed(terminal: StationTerminal) -> None:
    done = terminal.done("deposits")
    assert done["total"] == 6000
    assert done["deposits"][0]["account"] == TWO


def test_prepayment_is_refunded_at_the_counter_and_never_more_than_is_held(terminal: StationTerminal) -> None:
    assert "只有 30.00 元" in terminal.refused("refund-prepayment", ONE, "30.01", "--reason", "搬家")
    done = terminal.done("refund-prepayment", ONE, "20", "--reason", "搬家", "--name", "郑会计")
    assert done["prepay"] == 1000
    decided = terminal.done("requests", "--all")["requests"]
    assert [line["decision"]["decided_by"] for line in decided] == ["郑会计"]


def test_a_deposit_is_offset_on_a_written_wish_and_refunded_by_the_manager(terminal: StationTerminal) -> None:
    wish = terminal.folder / "申请.jpg"
    wish.write_bytes(b"\xff\xd8\xff" + bytes(200))
    done = terminal.done("offset-deposit", TWO, "40", "--wish", wish, "--reason", "客户愿意")
    assert done["deposit"] == 2000
    ended = ("refund-deposit", TWO, "20", "--ended", "2026-11-18", "--reason", "销户")
    assert "所长" in terminal.refused(*ended)
    assert "还欠 60.00 元" in terminal.refused(*ended, "--manager")
