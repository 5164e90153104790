"""The station's whole way on a terminal, with a station's real exports and real laptops."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from openpyxl import load_workbook
from station_terminal import StationTerminal

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.receipt import PaymentMethod, Receipt
from collector_desktop.domain.visit import Slot
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import collecting, enrolling, handing_over, taking_route
from collector_desktop.services.founding import open_station
from collector_desktop.services.staffing import set_pin
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, doors, policies

EXPORTS = Path(__file__).parents[2] / "data" / "exports"
DAY = date(2026, 11, 20)
STAMP = Stamp(by=Badge("a1"), business_day=DAY, at=datetime(2026, 11, 20, 18, tzinfo=timezone(timedelta(hours=8))))


@pytest.fixture
def station(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    """Books just founded."""
    station = StationTerminal(tmp_path, capsys)
    pin = tmp_path / "pin"
    pin.write_text("730418\n")
    station = replace(station, sign_on=("--as", "1001", "--pin-file", pin))
    station.done(
        "init",
        "--code",
        "41070305",
        "--name",
        "柳泉供电所",
        "--manager",
        "郑所长",
        "--recovery-to",
        tmp_path / "safe.txt",
    )
    ledger, _keys = open_station(str(station.books), station.folder / "station.db.keys", STAMP)
    set_pin(ledger, Badge("1001"), "730418", STAMP.model_copy(update={"by": Badge("1001")}), CHEAP)
    ledger.close()
    return station


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    folder = Path(shutil.copytree(EXPORTS, tmp_path / "exports"))
    return sorted(file for file in folder.iterdir() if file.suffix in (".xls", ".xlsx", ".csv"))


def enrol(station: StationTerminal, badge: str = "a1") -> tuple[str, Ledger, DeviceKeys]:
    """A laptop enrolled through the command line: its code, books and keys."""
    home = station.folder / badge
    home.mkdir()
    keys_file = home / "device.keys"
    request = enrolling.request_enrolment(keys_file, home, "笔记本", STAMP)
    enrolled = station.done("enrol", request.path, "--collector", "农电工甲", "--badge", badge, "--out", home)
    assert enrolled["laptop_fingerprint"] == request.fingerprint
    answer = enrolling.read_station_answer(Path(enrolled["path"]), keys_file)
    laptop = enrolling.accept_answer(answer, keys_file, home / "books.db", STAMP)
    return enrolled["device"], laptop, DeviceKeys.load(keys_file)


def collect_at_the_first_door(laptop: Ledger) -> Receipt:
    device = laptop.seat.device
    with laptop.reading() as conn:
        door = doors.doors(conn, DAY, policies.policy(conn), device)[0]
        card = cards.card(conn, AccountNumber(door.account), DAY, device)
    assert card is not None
    payment = collecting.TakePayment(
        id=new_act_id(),
        account=door.account,
        received=door.due,
        tendered=door.due,
        method=PaymentMethod.CASH,
        slot=Slot.EVENING,
        token=card.token,
    )
    return collecting.collect(laptop, payment, STAMP).receipt


def test_the_stations_files_import_to_the_fen_and_importing_again_changes_nothing(
    station: StationTerminal, exports: list[Path]
) -> None:
    truth = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
    first = station.done("import", *exports)
    assert {key: first[key] for key in truth} == truth
    assert isinstance(first["problems"], list)
    assert first["bills_added"] > 0
    again = station.done("import", *exports)
    assert {key: again[key] for key in truth} == truth
    did = ("accounts_added", "accounts_changed", "bills_added", "bills_changed", "bills_settled", "bills_reopened")
    assert {name: again[name] for name in did} == dict.fromkeys(did, 0)
    assert (again["refunds_applied"], again["offset_fen"]) == (0, 0)
    assert station.done("verify", station.books)["ok"]


def test_a_file_with_a_hopeless_row_is_refused_whole_or_taken_without_it(
    station: StationTerminal, tmp_path: Path
) -> None:
    file = tmp_path / "欠费.csv"
    file.write_text(
        "户号,户名,用电地址,电费年月,应收电费,实收电费,欠费金额\n"
        "4100000001,阎超,前柳村1组,202610,10.00,0,10.00\n"
        "4100000002,阎越,前柳村1组,202610,十元,0,十元\n",
        encoding="utf-8",
    )
    said = station.run("import", file)
    assert said.code == 1
    assert "没有导入" in said.err
    assert station.done("report", "recovery")["villages"] == []
    taken = station.done("import", file, "--accept-problems")
    assert (taken["bills_added"], taken["open_fen"]) == (1, 1000)
    assert any(problem["severity"] == "error" for problem in taken["problems"])
    assert Path(taken["report"]).exists()


def test_a_day_from_issue_to_take_in(station: StationTerminal, exports: list[Path], tmp_path: Path) -> None:
    station.done("import", *exports)
    device, laptop, keys = enrol(station)
    other, second, _keys = enrol(station, "a2")
    assert [each["device"] for each in station.done("devices")["devices"]] == [device, other] == ["01", "02"]

    stick = tmp_path / "stick"
    issued = station.done("issue", "--device", device, "--village", "前柳村", "--out", stick)
    assert issued["villages"] == ["前柳村"]
    assert issued["bills"] > 0
    locked = station.refused("issue", "--device", other, "--village", "前柳村", "--out", stick)
    assert "走收在途" in locked
    assert len(list(stick.iterdir())) == 1

    taking_route.take_route(laptop, keys, Path(issued["path"]), STAMP)
    receipt = collect_at_the_first_door(laptop)
    handed = handing_over.hand_over(laptop, stick, STAMP)

    checked = station.done("verify", handed.path)
    assert (checked["target"], checked["new_lines"]) == ("package", handed.lines)
    station.done("take-in", handed.path)
    assert station.run("take-in", handed.path).code == 0, "a package taken twice is taken once"
    takings = station.done("report", "takings")
    assert takings["received"] == receipt.received.fen
    assert [line["device"] for line in takings["lines"]] == [device]
    for books in (station.books, tmp_path / "a1" / "books.db"):
        verified = station.done("verify", books)
        assert (verified["ok"], verified["received_fen"]) == (True, receipt.received.fen)

    assert station.done("recall", "--device", device, "--reason", "换人")["bills"] > 0
    assert station.done("issue", "--device", other, "--village", "前柳村", "--out", stick)["bills"] > 0
    laptop.close()
    second.close()


def test_reports_are_written_as_paper_and_as_spreadsheets(
    station: StationTerminal, exports: list[Path], tmp_path: Path
) -> None:
    station.done("import", *exports)
    device, laptop, _keys = enrol(station)
    laptop.close()
    station.done("issue", "--device", device, "--out", tmp_path)
    for kind in ("recovery", "takings", "attention", "route"):
        pdf, xlsx = tmp_path / f"{kind}.pdf", tmp_path / f"{kind}.xlsx"
        only = ("--device", device) if kind == "route" else ()
        assert station.run("report", kind, *only, "--pdf", pdf, "--xlsx", xlsx).code == 0
        assert pdf.read_bytes().startswith(b"%PDF-")
        assert load_workbook(xlsx).active is not None
    names = {line["name"] for line in station.done("report", "route", "--device", device)["lines"]}
    assert names
    assert not any("阎超" in name for name in names)
    assert all("*" in name or len(name) > 3 for name in names), "only institutions keep their names"


def test_recovery_of_the_stations_files_is_what_its_columns_add_up_to(
    station: StationTerminal, exports: list[Path]
) -> None:
    station.done("import", *exports)
    report = station.done("report", "recovery")
    assert [line["village"] for line in report["villages"]] == ["前柳村", "河湾村", "石磨坡村"]
    for part in ("month", "earlier_months", "prior_years"):
        total = report["total"][part]
        assert total["receivable"] == sum(line[part]["receivable"] for line in report["villages"])
        assert total["received"] == sum(line[part]["received"] for line in report["villages"])
        if total["receivable"]:
            assert abs(float(total["rate"]) - 100 * total["received"] / total["receivable"]) <= 0.05


def test_shared_options_may_stand_before_or_after_the_command(station: StationTerminal) -> None:
    who = station.sign_on
    before = station.plain("--db", station.books, *who, "--json", "devices")
    after = station.plain("devices", "--json", "--db", f"sqlite:///{station.books.as_posix()}", *who)
    assert before.answer == after.answer == {"devices": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ("devices", "--day", "yesterday"),
        ("issue", "--out", "."),
        ("report", "weather"),
        ("no-such-command",),
        ("devices", "--db", "nosuch://server/books"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...], station: StationTerminal) -> None:
    assert station.run(*arguments).code == 2


def test_what_is_not_there_is_said_and_nothing_is_made(station: StationTerminal, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.db"
    said = station.plain("devices", "--db", missing)
    assert (said.code, missing.exists()) == (1, False)
    assert "nowhere.db" in said.err
    assert "Traceback" not in said.err
    for arguments in (("take-in", tmp_path / "no.zsday"), ("verify", tmp_path / "no.zsday")):
        assert "no.zsday" in station.refused(*arguments)


def test_a_refusal_is_json_too_for_a_machine(station: StationTerminal) -> None:
    said = station.run("issue", "--device", "09", "--out", station.folder, "--json")
    assert (said.code, said.answer["refused"]) == (1, "DeviceUnknown")
    assert "09" in said.err


def test_a_laptops_books_and_a_strangers_file_are_refused(station: StationTerminal, tmp_path: Path) -> None:
    _device, laptop, _keys = enrol(station)
    laptop.close()
    home = tmp_path / "a1"
    said = station.plain("devices", "--db", home / "books.db", "--keys", home / "device.keys")
    assert said.code == 1
    text = tmp_path / "letter.db"
    text.write_text("这是一封信" * 100, encoding="utf-8")
    assert station.plain("devices", "--db", text, "--keys", home / "device.keys").code == 1
    assert text.read_text(encoding="utf-8").startswith("这是一封信")


def test_books_are_not_founded_twice(station: StationTerminal) -> None:
    safe = ("--manager", "钱所长", "--recovery-to", station.folder / "other.txt")
    station.refused("init", "--code", "41070306", "--name", "别的所", *safe)
    station.refused("init", "--code", "4107", "--name", "短码", *safe)
    assert not (station.folder / "other.txt").exists()


def test_the_module_runs_as_a_program_of_its_own(station: StationTerminal) -> None:
    command = [
        sys.executable,
        "-m",
        "collector_desktop.app.cli",
        "--db",
        str(station.books),
        *map(str, station.sign_on),
        "devices",
        "--json",
    ]
    ended = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (ended.returncode, json.loads(ended.stdout), ended.stderr) == (0, {"devices": []}, "")
    refused = subprocess.run([*command[:4], "no.db", "devices"], capture_output=True, check=False)
    assert refused.returncode == 1
