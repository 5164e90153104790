"""`requests` and `decide`: a clerk sees what waits and answers it."""

from pathlib import Path

import pytest
from station_terminal import StationTerminal
from two_seats import TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import GradeObjection, UnmaskedListWanted
from collector_desktop.services.requesting import Ask, request

ONE = AccountNumber("4100000001")


@pytest.fixture
def seats(tmp_path: Path) -> TwoSeats:
    seats = owing_seats(tmp_path, ONE)
    objection = GradeObjection(grade="B", line="按时缴费")
    wanted = UnmaskedListWanted(villages=("前柳村",), purpose="核对迁出户")
    request(seats.laptop, Ask(id=new_act_id(), account=ONE, matter=objection, reason="那天停电"), stamp(2))
    request(seats.laptop, Ask(id=new_act_id(), matter=wanted, reason="村委会要核对"), stamp(3))
    seats.carry_day(stamp(4))
    seats.close()
    return seats


@pytest.fixture
def terminal(seats: TwoSeats, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    return StationTerminal(seats.folder, capsys)


def test_what_waits_is_listed_with_its_reason(terminal: StationTerminal) -> None:
    said = terminal.run("requests")
    for text in (
        "2 件申请",
        "信用评分异议",
        "对 B 级「按时缴费」一项有异议",
        "那天停电",
        "前柳村 的全名名单",
        "待决定",
    ):
        assert text in said.out


def test_a_decision_takes_the_request_off_the_list(terminal: StationTerminal) -> None:
    objection, wanted = terminal.done("requests")["requests"]
    terminal.done("decide", objection["request"]["id"][:8], "--refuse", "--reason", "停电在次日", "--name", "郑主任")
    assert [line["request"]["id"] for line in terminal.done("requests")["requests"]] == [wanted["request"]["id"]]
    decided = terminal.done("requests", "--all")["requests"][0]["decision"]
    assert (decided["approved"], decided["reason"], decided["decided_by"]) == (False, "停电在次日", "郑主任")
    assert "已由 郑主任 决定" in terminal.refused("decide", objection["request"]["id"], "--approve")


def test_what_only_the_manager_decides_is_refused_to_a_clerk(terminal: StationTerminal) -> None:
    wanted = terminal.done("requests")["requests"][1]["request"]["id"]
    assert "所长" in terminal.refused("decide", wanted, "--approve")
    terminal.done("decide", wanted, "--approve", "--manager")


def test_no_request_is_taken_for_another(terminal: StationTerminal) -> None:
    assert "没有这件申请" in terminal.refused("decide", "zzz", "--approve")
    assert "没有这件申请" in terminal.refused("decide", "", "--approve")
