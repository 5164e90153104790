"""`cash` and `decide-cash`: the manager sees which drawers did not agree and decides them."""

from pathlib import Path

import pytest
from station_terminal import StationTerminal
from two_seats import owing_seats, stamp

ONE = "4100000001"


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    """100.00 taken, 105.00 in the drawer, and the day lies at the station."""
    seats = owing_seats(tmp_path, ONE)
    seats.pay(ONE, 10000, stamp(2))
    seats.close_day({10000: 1, 500: 1}, stamp(3), reason="多出五元")
    seats.carry_day(stamp(4))
    seats.close()
    return StationTerminal(seats.folder, capsys)


def test_a_difference_is_listed_until_it_is_decided_for_good(terminal: StationTerminal) -> None:
    (found,) = terminal.done("cash")["cash"]
    assert (found["device"], found["day"], found["decided"]) == ("01", "2026-11-10", "waiting")
    terminal.done("decide-cash", "01", "2026-11-10", "kept", "--reason", "等人来找")
    assert "挂账待查" in terminal.run("cash").out
    terminal.done("decide-cash", "01", "2026-11-10", "returned", "--account", ONE, "--paper", "领 7")
    assert terminal.done("cash")["cash"] == []
    (decided,) = terminal.done("cash", "--all")["cash"]
    assert (decided["decision"]["outcome"], decided["decision"]["account"]) == ("returned", ONE)


def test_what_can_not_be_decided_is_said_in_words(terminal: StationTerminal) -> None:
    assert "没有长短款" in terminal.refused("decide-cash", "01", "2026-11-11", "kept", "--reason", "等")
    assert "不能这样定" in terminal.refused("decide-cash", "01", "2026-11-10", "made_good", "--paper", "1")
    assert "没有写凭证号" in terminal.refused("decide-cash", "01", "2026-11-10", "paid_in")
