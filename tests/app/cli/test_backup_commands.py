"""Backing the station's books up at the terminal, and putting them back where they can't be asked any more."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cheap_pins import CHEAP
from staffed_seats import BOSS, BOSS_PIN, CLERK, CLERK_PIN
from station_terminal import StationTerminal
from two_seats import STATION_CODE, stamp

from collector_desktop.app.paths import Places
from collector_desktop.app.settings import load_settings, save_settings
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.requests import GradeObjection, Role
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import Founder, found_station, open_station
from collector_desktop.services.recovering import make_recovery_key
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.staffing import NewMember, add_member
from collector_desktop.store.ledger import Ledger


def by(badge: str) -> Stamp:
    return stamp(5).model_copy(update={"by": badge})


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> StationTerminal:
    """A station with a manager, a clerk and a second key; the PINs in files. No place was ever chosen in a window."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    founder = Founder(name="郑所长", pin=BOSS_PIN, cost=CHEAP)
    path, keys = str(tmp_path / "station.db"), tmp_path / "station.db.keys"
    ledger = found_station(path, keys, STATION_CODE, "柳泉供电所", by(BOSS), manager=founder)
    add_member(ledger, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=CLERK_PIN), by(BOSS), CHEAP)
    make_recovery_key(ledger, DeviceKeys.load(keys), keys, tmp_path / "safe.txt", by(BOSS))
    ledger.close()
    for name, pin in (("boss", BOSS_PIN), ("clerk", CLERK_PIN)):
        (tmp_path / name).write_text(f"{pin}\n", encoding="utf-8")
    return StationTerminal(tmp_path, capsys)


def signed(terminal: StationTerminal, badge: str, file: str) -> StationTerminal:
    return replace(terminal, sign_on=("--as", badge, "--pin-file", terminal.folder / file))


def backed_up(terminal: StationTerminal) -> Path:
    return Path(terminal.done("backup")["backup"])


def opened(terminal: StationTerminal) -> Ledger:
    return open_station(str(terminal.books), terminal.folder / "station.db.keys", by(BOSS))[0]


def something_more(terminal: StationTerminal) -> None:
    ledger = opened(terminal)
    ask = Ask(id=new_act_id(), village="前柳村", matter=GradeObjection(grade="B", line="按时缴费"), reason="停电")
    request(ledger, ask, by(CLERK))
    ledger.close()


def damage(terminal: StationTerminal) -> None:
    whole = terminal.books.read_bytes()
    terminal.books.write_bytes(whole[:8192] + bytes(8192) + whole[16384:])


def chains(terminal: StationTerminal) -> dict[str, Any]:
    return terminal.done("verify", terminal.books)


def test_a_backup_has_the_books_and_both_files_of_keys_here_and_only_the_sealed_one_elsewhere(
    terminal: StationTerminal,
) -> None:
    answer = terminal.done("backup", "--to", terminal.folder / "disk")
    sealed = ["books.db", "device.keys.recovery", "manifest"]
    assert sorted(each.name for each in Path(answer["carried"]).iterdir()) == sealed
    assert sorted(each.name for each in Path(answer["backup"]).iterdir()) == sorted([*sealed, "device.keys"])
    assert [end["line"] for end in answer["manifest"]["chains"]] == [5]
    assert terminal.done("backup", "--to", terminal.folder / "disk")["backup"] == answer["backup"], "nothing changed"
    listed = terminal.done("backups", "--from", terminal.folder / "disk")["backups"]
    assert [each["path"] for each in listed] == [answer["backup"]]
    assert "没有第二份" in terminal.run("backup").err


def test_the_manager_puts_a_backup_back_and_is_told_what_is_missing(terminal: StationTerminal) -> None:
    backup = backed_up(terminal)
    something_more(terminal)
    assert "缺后来的 1 行" in terminal.run("restore", backup.name, "--look").out
    assert "由所长决定" in signed(terminal, CLERK, "clerk").refused("restore", backup.name)
    assert "没有写经办人工号" in terminal.refused("restore", backup.name)
    said = signed(terminal, BOSS, "boss").run("restore", backup.name)
    assert said.code == 0, said.err
    assert "全部重交" in said.out
    assert chains(terminal)["chains"] == 2
    assert len(list(terminal.folder.glob("station.db.damaged-*"))) == 1


def test_nothing_missing_goes_on_in_the_same_chain(terminal: StationTerminal) -> None:
    backup = backed_up(terminal)
    damage(terminal)
    assert signed(terminal, BOSS, "boss").done("restore", backup)["goes_on"]
    assert chains(terminal)["chains"] == 1


def test_damaged_books_ask_the_backup_for_the_managers_pin(terminal: StationTerminal) -> None:
    backup = backed_up(terminal)
    damage(terminal)
    assert "没有写经办人工号" in terminal.refused("restore", backup)
    assert "还可以试 9 次" in signed(terminal, BOSS, "clerk").refused("restore", backup)
    assert "还可以试 8 次" in signed(terminal, BOSS, "clerk").refused("restore", backup)
    assert "由所长决定" in signed(terminal, CLERK, "clerk").refused("restore", backup)
    before = {each.name: each.read_bytes() for each in backup.iterdir()}
    assert signed(terminal, BOSS, "boss").run("restore", backup).code == 0
    assert {each.name: each.read_bytes() for each in backup.iterdir()} == before
    assert not list(terminal.folder.glob(".tries-*"))


def test_books_and_keys_that_are_gone_come_back_with_the_key_from_the_safe(terminal: StationTerminal) -> None:
    terminal.done("backup", "--to", terminal.folder / "disk")
    disk = terminal.folder / "disk"
    for each in terminal.folder.glob("station.db*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    (name,) = (Path(each["path"]).name for each in terminal.done("backups", "--from", disk)["backups"])
    wrong = terminal.folder / "wrong.txt"
    wrong.write_text("AGE-SECRET-KEY-1", encoding="utf-8")
    assert terminal.run("restore", name, "--from", disk, "--identity", wrong).code == 1
    terminal.done("restore", name, "--from", disk, "--identity", terminal.folder / "safe.txt")
    assert chains(terminal)["ok"]
    assert (terminal.folder / "station.db.keys.recovery").exists()


def test_a_copy_without_keys_is_restored_with_those_beside_the_books_and_the_managers_pin(
    terminal: StationTerminal,
) -> None:
    carried = terminal.done("backup", "--to", terminal.folder / "disk")["carried"]
    shutil.rmtree(terminal.folder / "station.db.backups")
    damage(terminal)
    keys = (terminal.folder / "station.db.keys").read_bytes()
    assert "还可以试 9 次" in signed(terminal, BOSS, "clerk").refused("restore", carried)
    signed(terminal, BOSS, "boss").done("restore", carried)
    assert chains(terminal)["ok"]
    assert (terminal.folder / "station.db.keys").read_bytes() == keys


def test_a_copy_without_keys_asks_for_the_key_from_the_safe_where_the_stations_are_gone(
    terminal: StationTerminal,
) -> None:
    carried = terminal.done("backup", "--to", terminal.folder / "disk")["carried"]
    keys = terminal.folder / "station.db.keys"
    whole = keys.read_bytes()
    for harm in (lambda: keys.write_bytes(b"{"), keys.unlink):
        harm()
        assert "--identity" in signed(terminal, BOSS, "boss").refused("restore", carried)
    terminal.done("restore", carried, "--identity", terminal.folder / "safe.txt")
    assert keys.read_bytes() == whole
    assert keys.stat().st_mode & 0o077 == 0
    assert chains(terminal)["ok"]


def test_without_a_second_key_books_go_along_alone_and_that_is_said(terminal: StationTerminal) -> None:
    sealed = terminal.folder / "station.db.keys.recovery"
    sealed.unlink()
    said = terminal.run("backup", "--to", terminal.folder / "disk")
    assert "没有密钥" in said.err
    (place,) = (terminal.folder / "disk").iterdir()
    (carried,) = (place / "backups").iterdir()
    assert sorted(each.name for each in carried.iterdir()) == ["books.db", "manifest"]
    (terminal.folder / "station.db.keys").unlink()
    assert "不能接着记" in signed(terminal, BOSS, "boss").refused("restore", carried)


def test_the_second_key_is_not_written_where_backups_are_carried(terminal: StationTerminal) -> None:
    place = terminal.folder / "disk"
    settings = Places.of_user().settings_file
    settings.parent.mkdir(parents=True, exist_ok=True)
    save_settings(settings, load_settings(settings).model_copy(update={"backup_folder": place}))
    refused = signed(terminal, BOSS, "boss").refused("recovery-key", "--out", place / "safe2.txt")
    assert "恢复钥匙不能放在那里" in refused
    assert not place.exists()


def test_books_that_are_open_elsewhere_are_not_replaced(terminal: StationTerminal) -> None:
    backup = backed_up(terminal)
    something_more(terminal)
    ledger = opened(terminal)
    with ledger.reading():
        pass
    assert "另一个窗口" in signed(terminal, BOSS, "boss").refused("restore", backup)
    ledger.close()
    assert signed(terminal, BOSS, "boss").run("restore", backup).code == 0


def test_a_server_sees_to_its_own_backups(terminal: StationTerminal) -> None:
    for command in (("backup",), ("backups",), ("restore", "x")):
        said = terminal.plain("--db", "postgresql://somewhere/books", *command)
        assert said.code == 1
        assert "pg_dump" in said.err


def test_what_is_no_backup_is_named(terminal: StationTerminal) -> None:
    assert "没有这份备份" in signed(terminal, BOSS, "boss").refused("restore", "20261110_00000006_090500")


def test_books_that_a_server_restored_begin_a_new_chain_when_the_manager_says_so(terminal: StationTerminal) -> None:
    assert "由所长决定" in signed(terminal, CLERK, "clerk").refused("came-back")
    assert chains(terminal)["chains"] == 1
    assert signed(terminal, BOSS, "boss").done("came-back") == {"chain": "00.2"}
    assert chains(terminal)["ok"]
