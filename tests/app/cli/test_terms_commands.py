"""`contracts` and `waivers`: the register imported and listed, waivers listed, and the list that is always empty."""

import csv
from datetime import date
from pathlib import Path

import pytest
from savings_seats import decide
from station_terminal import StationTerminal
from two_seats import stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.services.waiving import AskWaiver, ask

ONE = AccountNumber("4100000001")
BILL = BillId("4100000001-202610-正常电费")
LATE = date(2027, 1, 11)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    seats = two_seats(tmp_path)
    for account in (ONE, "4100000002"):
        seats.bill(account, "前柳村", "202610", 10000)
    wanted = AskWaiver(id=new_act_id(), account=ONE, bill=BILL, amount=Money(200), reason="遭灾")
    ask(seats.station, wanted, stamp(1, LATE))
    decide(seats, wanted.id, stamp(2, LATE))
    seats.close()
    return StationTerminal(seats.folder, capsys, day=LATE.isoformat())


def register_file(folder: Path, rate: str) -> Path:
    path = folder / "台账.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((("户号", "合同编号", "签订日期", "违约金比例"), (ONE, "GYD-1", "2020-05-06", rate)))
    return path


def test_the_register_is_imported_and_listed_with_its_doubts(terminal: StationTerminal) -> None:
    done = terminal.done("contracts", "import", register_file(terminal.folder, "5‰"))
    assert done["registered"] == 1
    said = terminal.run("contracts", "list")
    assert "GYD-1" in said.out
    assert "比例超过规定" in said.out
    listed = terminal.done("contracts", "list", "--doubtful")
    assert (listed["registered"], listed["doubtful"], len(listed["contracts"])) == (1, 2, 2)


def test_a_bad_register_is_refused_with_its_rows(terminal: StationTerminal) -> None:
    said = terminal.run("contracts", "import", register_file(terminal.folder, "很多"))
    assert said.code == 1
    assert "违约金比例看不懂" in said.out + said.err
    assert terminal.done("contracts", "list")["registered"] == 0


def test_waivers_are_listed_and_none_is_unapproved(terminal: StationTerminal) -> None:
    listed = terminal.done("waivers", "list")
    assert [(each["bill"], each["amount"]) for each in listed["waivers"]] == [(BILL, 200)]
    assert listed["unapproved"] == []
    assert "20270111-" in terminal.run("waivers", "list").out
