"""A damaged database leads the program to the restore window, and from there back through the door."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from door_laptop import PIN, Laptop
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from two_seats import LAPTOP, stamp, two_seats
from ui_seats import Clock

from collector_desktop.app.homes import Home
from collector_desktop.app.keeper import Keeper
from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.app.sessions import application
from collector_desktop.domain.names import ChainId
from collector_desktop.security.refusals import VaultDamaged
from collector_desktop.services.restoring import Restored
from collector_desktop.store.queries import sync
from collector_desktop.ui.collector.door.actions import Shut
from collector_desktop.ui.collector.door.page import Door
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label


@pytest.fixture
def laptop(tmp_path: Path, qtbot: QtBot) -> Iterator[Laptop]:
    """A payment in books that have just got their PIN; the desk is open."""
    places = Places.below(tmp_path / "program")
    places.books.mkdir(parents=True)
    seats = two_seats(tmp_path)
    seats.bill("4100000001", "前柳村", "202610", 100000)
    seats.carry_route(stamp(1))
    seats.pay("4100000001", 500, stamp(2))
    seats.close()
    home = Home(places.books)
    for suffix in ("", ".mark", ".tail"):
        shutil.copy(tmp_path / f"laptop.db{suffix}", home.database.with_name(home.database.name + suffix))
    shutil.copy(tmp_path / "laptop.keys", home.keys_file)
    _app, look = application()
    clock = Clock(stamp(30).at)
    laptop = Laptop(places, look, clock, qtbot, Program(places, look, clock=clock, cost=CHEAP))
    laptop.program.start(demo=False)
    laptop.set_first_pin(PIN)
    assert laptop.desk.isVisible()
    yield laptop
    laptop.stop()


def books(laptop: Laptop) -> Path:
    return Home(laptop.places.books).database


def last_lines(desk: Desk) -> list[int]:
    with desk.session.ledger.reading() as conn:
        return [chain.last_line for chain in sync.chains(conn, LAPTOP)]


def restore(laptop: Laptop) -> None:
    """Back through the door from the restore window, to books with everything in them."""
    window = laptop.restoring
    laptop.qtbot.waitUntil(window.restore_button.isEnabled)
    window.restore_button.click()
    laptop.qtbot.waitUntil(lambda: isinstance(laptop.program.window, Door))
    laptop.try_pin(PIN)
    assert last_lines(laptop.desk) == [3]


def test_the_backup_made_at_the_end_brings_a_damaged_database_back(laptop: Laptop) -> None:
    laptop.stop()
    assert len(list((laptop.places.books / "backups").iterdir())) == 1
    whole = books(laptop).read_bytes()
    books(laptop).write_bytes(whole[:8192] + bytes(8192) + whole[16384:])
    laptop.start()
    laptop.try_pin(PIN)
    restore(laptop)
    assert list(laptop.places.books.glob("books.db.damaged-*"))


def test_whoever_does_not_restore_is_led_back(laptop: Laptop) -> None:
    laptop.desk.restore_wanted.emit()
    laptop.restoring.leave_button.click()
    laptop.try_pin(PIN)
    assert last_lines(laptop.desk) == [3]
    laptop.stop()
    books(laptop).unlink()
    laptop.start()
    laptop.try_pin(PIN)
    first_run = laptop.program.window
    assert isinstance(first_run, FirstRun)
    first_run.restore_wanted.emit()
    restore(laptop)


def test_the_door_says_how_many_files_did_not_come_back(laptop: Laptop) -> None:
    laptop.desk.restore_wanted.emit()
    window = laptop.program.window
    assert isinstance(window, RestoreWindow)
    window.restored.emit(Restored(chain=ChainId("01.1"), lines_back=3, goes_on=True, aside=None, files_lost=2))
    door = laptop.program.window
    assert isinstance(door, Door)
    assert "账本恢复了;有 2 个附件找不回来" in [label.text() for label in door.notice.findChildren(Label)]


def test_damage_met_at_work_is_no_unexpected_error(laptop: Laptop) -> None:
    ledger = laptop.desk.session.ledger
    ledger.close()
    whole = books(laptop).read_bytes()
    books(laptop).write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    try:
        with ledger.reading() as conn:
            conn.execute(text("SELECT content FROM journal")).all()
    except Exception as error:  # noqa: BLE001 - whatever the driver says is what the program is told
        laptop.program.unexpected(type(error), error, error.__traceback__)
    assert isinstance(laptop.program.window, RestoreWindow)


@pytest.mark.parametrize("harm", ["vault cut short", "vault gone"])
def test_a_vault_that_opens_nothing_leads_to_the_backups_whose_pin_opens_them(laptop: Laptop, harm: str) -> None:
    laptop.stop()
    vault = Home(laptop.places.books).vault_file
    if harm == "vault gone":
        vault.unlink()
    else:
        vault.write_bytes(vault.read_bytes()[:50])
    laptop.start()
    assert laptop.door.collector.shut is Shut.DAMAGED
    laptop.door.notice.findChildren(KeyButton)[0].click()
    window = laptop.restoring
    laptop.qtbot.waitUntil(lambda: window.list.count() == 1)
    window.pin.setText(PIN)
    window.give_pin()
    restore(laptop)


@pytest.mark.parametrize("harm", ["keys cut short", "keys gone"])
def test_keys_that_are_damaged_or_gone_lead_to_the_backups_too(laptop: Laptop, harm: str) -> None:
    laptop.stop()
    keys = Home(laptop.places.books).keys_file
    if harm == "keys gone":
        keys.unlink()
    else:
        keys.write_bytes(keys.read_bytes()[:40])
    laptop.start()
    laptop.try_pin(PIN)
    restore(laptop)


def test_no_vault_is_made_over_encrypted_books(laptop: Laptop) -> None:
    laptop.stop()
    home = Home(laptop.places.books)
    home.vault_file.unlink()
    with pytest.raises(VaultDamaged):
        Keeper(laptop.places.books, laptop.clock, cost=CHEAP).protect(home.name, PIN)
    assert not home.vault_file.exists()


def second_home(laptop: Laptop) -> Home:
    """Another collector on the same laptop, with books and a backup of their own."""
    laptop.stop()
    first = Home(laptop.places.books)
    second = Home(first.folder / "collector-2")
    second.folder.mkdir()
    for path in first.folder.iterdir():
        if path.name.startswith(("books.db", "device.keys", "vault")):
            shutil.copy(path, second.folder)
    shutil.copytree(first.folder / "backups", second.folder / "backups")
    return second


def change(vault: Path, **fields: object) -> None:
    content = json.loads(vault.read_bytes())
    vault.write_text(json.dumps(content | fields))


def test_a_vault_of_a_newer_program_shuts_out_only_its_own_collector(laptop: Laptop) -> None:
    second = second_home(laptop)
    change(Home(laptop.places.books).vault_file, version=2, surprise="new")
    laptop.start()
    door = laptop.door
    newer, other = door._people
    assert (newer.shut, other.shut) == (Shut.NEWER_PROGRAM, None)
    assert newer.label == other.label != ""
    assert door.collector.id == second.name, "who can go in is offered first"
    door.who.changed.emit(0)
    assert door.notice.text == "密码文件由更新的程序写成 请先更新本程序"
    assert door.notice.findChildren(KeyButton) == []
    door.who.changed.emit(1)
    laptop.try_pin(PIN)
    assert last_lines(laptop.desk) == [3]


@pytest.mark.parametrize("harm", ["cut short", "gone"])
def test_a_collector_whose_vault_is_damaged_is_named_by_a_backup(laptop: Laptop, harm: str) -> None:
    laptop.stop()
    vault = Home(laptop.places.books).vault_file
    named = json.loads(vault.read_bytes())["label"]
    assert named
    if harm == "gone":
        vault.unlink()
    else:
        vault.write_bytes(vault.read_bytes()[:50])
    laptop.start()
    assert (laptop.door.collector.label, laptop.door._name.text()) == (named, named)


def test_a_collector_nobody_names_is_told_by_the_place_on_this_laptop(laptop: Laptop) -> None:
    second = second_home(laptop)
    second.vault_file.write_bytes(b"")
    shutil.rmtree(second.folder / "backups")
    laptop.start()
    laptop.door.who.changed.emit(1)
    assert laptop.door.collector.label == ""
    assert laptop.door._name.text() == "第 2 位收费员"


def test_hidden_keys_without_books_get_no_second_vault_and_are_asked_for_anew(laptop: Laptop) -> None:
    laptop.stop()
    home = Home(laptop.places.books)
    for path in (*home.folder.glob("books.db*"), home.vault_file):
        path.unlink()
    laptop.start()
    assert laptop.door.collector.shut is Shut.DAMAGED_REQUEST
    with pytest.raises(VaultDamaged):
        Keeper(laptop.places.books, laptop.clock, cost=CHEAP).protect(home.name, PIN)
    assert not home.vault_file.exists()
    (anew,) = laptop.door.notice.findChildren(KeyButton)
    anew.click()
    assert isinstance(laptop.program.window, FirstRun)


def test_damaged_keys_met_by_the_first_pin_lead_to_the_backups(laptop: Laptop) -> None:
    laptop.stop()
    home = Home(laptop.places.books)
    keeper = Keeper(laptop.places.books, laptop.clock, cost=CHEAP)
    keeper.open(home.name, PIN)
    home.vault_file.unlink()
    for path in home.folder.glob("books.db*"):
        path.unlink()
    home.database.write_bytes(b"SQLite format 3\0" + bytes(84))
    home.keys_file.write_bytes(b"{}")
    home.keys_file.chmod(0o600)
    laptop.start()
    laptop.set_first_pin(PIN)
    assert isinstance(laptop.program.window, RestoreWindow)
