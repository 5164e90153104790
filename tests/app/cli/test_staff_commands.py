"""Signing on at the terminal, people, and the second key: no PIN is ever an argument."""

import contextlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from staffed_seats import BOSS, BOSS_PIN, CLERK, CLERK_PIN
from station_terminal import StationTerminal
from two_seats import STATION_CODE, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.requests import GradeObjection, Role
from collector_desktop.services.founding import Founder, found_station
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.staffing import NewMember, add_member


def by(badge: str) -> Stamp:
    return stamp(5).model_copy(update={"by": badge})


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    """A station with a manager, a clerk and a request; their PINs in files."""
    founder = Founder(name="郑所长", pin=BOSS_PIN, cost=CHEAP)
    path, keys = str(tmp_path / "station.db"), tmp_path / "station.db.keys"
    ledger = found_station(path, keys, STATION_CODE, "柳泉供电所", by(BOSS), manager=founder)
    add_member(ledger, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=CLERK_PIN), by(BOSS), CHEAP)
    ask = Ask(id=new_act_id(), village="前柳村", matter=GradeObjection(grade="B", line="按时缴费"), reason="停电")
    request(ledger, ask, by(CLERK))
    ledger.close()
    for name, pin in (("boss", BOSS_PIN), ("clerk", CLERK_PIN), ("new", "905172")):
        (tmp_path / name).write_text(f"{pin}\n", encoding="utf-8")
    return StationTerminal(tmp_path, capsys)


def signed(terminal: StationTerminal, badge: str, file: str) -> StationTerminal:
    return replace(terminal, sign_on=("--as", badge, "--pin-file", terminal.folder / file))


def test_nobody_looks_into_the_books_without_badge_and_pin(terminal: StationTerminal) -> None:
    assert "没有写经办人工号" in terminal.refused("devices")
    assert "没有密码" in terminal.refused("devices", "--as", BOSS)
    assert "密码不对" in signed(terminal, BOSS, "clerk").refused("devices")
    assert "没有工号 7" in signed(terminal, "7", "boss").refused("devices")
    assert signed(terminal, CLERK, "clerk").run("devices").code == 0


def test_a_pin_comes_from_a_file_descriptor_too(terminal: StationTerminal) -> None:
    read, write = os.pipe()
    os.write(write, f"{CLERK_PIN}\n".encode())
    os.close(write)
    assert terminal.run("devices", "--as", CLERK, "--pin-fd", read).code == 0
    os.close(read)


def test_a_pin_typed_at_the_terminal_is_not_shown(terminal: StationTerminal) -> None:
    termios = pytest.importorskip("termios", reason="a terminal of its own is made the POSIX way")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "collector_desktop.app.cli", "--db", str(terminal.books), "--as", CLERK, "devices"]
    said = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    while "密码".encode() not in shown:
        shown += os.read(ours, 1024)
    while termios.tcgetattr(ours)[3] & termios.ECHO and said.poll() is None:
        pass  # what is typed before the terminal stops showing it is thrown away
    os.write(ours, f"{CLERK_PIN}\n".encode())
    out, _ = said.communicate(timeout=120)
    with contextlib.suppress(OSError):  # the terminal is gone with the program
        shown += os.read(ours, 1024)
    os.close(ours)
    assert said.returncode == 0
    assert "登记的笔记本" in out.decode()
    assert CLERK_PIN.encode() not in shown


def test_a_clerk_decides_nothing_and_the_manager_does_in_the_own_name(terminal: StationTerminal) -> None:
    clerk, boss = signed(terminal, CLERK, "clerk"), signed(terminal, BOSS, "boss")
    (line,) = clerk.done("requests")["requests"]
    assert "所长" in clerk.refused("decide", line["request"]["id"], "--approve", "--manager", "--name", "冒名")
    boss.done("decide", line["request"]["id"], "--approve")
    (decided,) = boss.done("requests", "--all")["requests"]
    assert (decided["decision"]["decided_by"], decided["decision"]["by"]) == ("郑所长", BOSS)


def test_the_manager_adds_changes_and_retires_people(terminal: StationTerminal) -> None:
    clerk, boss = signed(terminal, CLERK, "clerk"), signed(terminal, BOSS, "boss")
    new = ("--new-pin-file", terminal.folder / "new")
    assert "所长" in clerk.refused("add-staff", "1003", "--name", "李营业", *new)
    boss.done("add-staff", "1003", "--name", "李营业", *new)
    assert "李营业" in signed(terminal, "1003", "new").run("staff").out
    boss.done("change-staff", "1003", "--name", "李副所长", "--role", "manager")
    boss.done("retire-staff", CLERK, "--reason", "调走")
    assert "已离岗" in clerk.refused("devices")
    assert "是郑所长" not in boss.refused("retire-staff", CLERK, "--reason", "再来")
    listed = {each["badge"]: (each["role"], each["left_on"] is None) for each in boss.done("staff")["staff"]}
    assert listed == {BOSS: ("manager", True), "1003": ("manager", True), CLERK: ("clerk", False)}


def test_everybody_sets_the_own_pin_and_the_manager_any(terminal: StationTerminal) -> None:
    clerk, boss = signed(terminal, CLERK, "clerk"), signed(terminal, BOSS, "boss")
    new = ("--new-pin-file", terminal.folder / "new")
    assert "所长" in clerk.refused("set-pin", BOSS, *new)
    clerk.done("set-pin", CLERK, *new)
    assert "密码不对" in clerk.refused("devices")
    assert signed(terminal, CLERK, "new").run("devices").code == 0
    boss.done("set-pin", CLERK, "--new-pin-file", terminal.folder / "clerk")
    assert clerk.run("devices").code == 0


def test_older_books_warn_until_their_manager_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = tmp_path / "station.db.keys"
    found_station(str(tmp_path / "station.db"), keys, STATION_CODE, "柳泉供电所", stamp()).close()
    (tmp_path / "boss").write_text(BOSS_PIN, encoding="utf-8")
    terminal = StationTerminal(tmp_path, capsys)
    assert "还没有登记所长" in terminal.run("devices").err
    boss = signed(terminal, BOSS, "boss")
    boss.done("name-manager", "--name", "郑所长")
    assert "已经有所长" in boss.refused("name-manager", "--name", "钱所长")
    assert "没有写经办人工号" in terminal.refused("devices")
    assert boss.run("devices").err == ""


def test_a_second_key_is_made_recovers_lost_keys_and_sets_the_managers_pin(terminal: StationTerminal) -> None:
    boss, safe = signed(terminal, BOSS, "boss"), terminal.folder / "safe.txt"
    paper = terminal.folder / "paper.pdf"
    boss.done("recovery-key", "--out", safe, "--paper", paper)
    assert paper.read_bytes().startswith(b"%PDF")
    keys = terminal.folder / "station.db.keys"
    before = keys.read_bytes()
    keys.unlink()
    assert terminal.run("recover-keys", "--identity", safe).code == 0
    assert keys.read_bytes() == before
    terminal.done("reset-pin", BOSS, "--identity", safe, "--new-pin-file", terminal.folder / "new")
    assert "密码不对" in boss.refused("devices")
    assert signed(terminal, BOSS, "new").run("devices").code == 0
