"""`court`: the limitation board listed, and the papers for a court written."""

from pathlib import Path

import pytest
from court_seats import COURT
from ladder_seats import DUNNED, ONE, demand, serve
from station_terminal import StationTerminal
from two_seats import owing_seats, stamp

DAY = "2027-02-01"


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    seats = owing_seats(tmp_path, ONE)
    serve(seats.laptop, demand(seats.laptop, stamp(0, DUNNED)), stamp(5, DUNNED))
    seats.carry_day(stamp(30, DUNNED))
    seats.close()
    return StationTerminal(seats.folder, capsys)


def test_the_board_is_listed_with_what_restarted_it(terminal: StationTerminal) -> None:
    said = terminal.run("court", "list", "--day", DAY)
    assert "2029-12-15" in said.out
    assert "催费重新起算" in said.out
    assert terminal.done("court", "list", "--day", "2029-12-01")["soon"] == 1
    assert not terminal.done("court", "list", "--soon", "--day", DAY)["households"]


def test_the_pack_and_the_application_are_written(terminal: StationTerminal) -> None:
    pack, application = terminal.folder / "证据.pdf", terminal.folder / "申请书.pdf"
    done = terminal.done("court", "pack", ONE, "--out", pack, "--court", COURT, "--day", DAY)
    assert done["pages"] > 5
    assert pack.read_bytes().startswith(b"%PDF")
    done = terminal.done("court", "application", ONE, "--out", application, "--court", COURT, "--day", DAY)
    assert done["total"] == 10530
    assert application.read_bytes().startswith(b"%PDF")


def test_what_can_t_be_claimed_is_refused_in_words(terminal: StationTerminal) -> None:
    paper = terminal.folder / "x.pdf"
    assert "没有填法院" in terminal.refused("court", "application", ONE, "--out", paper, "--day", DAY)
    assert "没有逾期" in terminal.refused("court", "pack", ONE, "--out", paper, "--day", "2026-11-20")
    assert not paper.exists()
