"""`plans`: every household's repayment plan with what is due of it, and its paper."""

from pathlib import Path

import pytest
from plan_seats import ASKED, FIRST, ONE, agree
from station_terminal import StationTerminal
from two_seats import owing_seats, stamp


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    seats = owing_seats(tmp_path, ONE, "4100000002")
    agree(seats)
    seats.pay(ONE, 3400, stamp(20, ASKED))
    seats.carry_day(stamp(30, ASKED))
    seats.close()
    return StationTerminal(seats.folder, capsys, day=FIRST.isoformat())


def test_a_plan_is_listed_with_what_is_paid_and_when_the_next_part_is_due(terminal: StationTerminal) -> None:
    said = terminal.run("plans", "list")
    for text in (ONE, "103.20", "34.00", "1/3", "2027-02-25", "按期"):
        assert text in said.out
    listed = terminal.done("plans", "list")
    assert (len(listed["plans"]), listed["waiting"], listed["kept"]) == (1, 0, 1)
    assert terminal.done("plans", "list", "--due")["plans"] == []
    assert len(terminal.done("plans", "list", "--due", "--day", "2027-02-25")["plans"]) == 1
    assert "已失效" in terminal.run("plans", "list", "--day", "2027-03-20").out


def test_the_agreement_is_written_and_a_household_without_one_is_refused(terminal: StationTerminal) -> None:
    paper = terminal.folder / "协议.pdf"
    terminal.done("plans", "paper", ONE, "--out", paper)
    assert paper.read_bytes().startswith(b"%PDF")
    assert "没有还款协议" in terminal.refused("plans", "paper", "4100000002", "--out", terminal.folder / "x.pdf")
