"""A damaged database leads the program to the restore window, and from there back to the desk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from two_seats import LAPTOP, stamp, two_seats

from collector_desktop.app.begin import Begin
from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.app.sessions import application, local_now
from collector_desktop.store.queries import sync
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.restore.page import RestoreWindow


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    begin = Begin(Places.below(tmp_path / "program"), local_now)
    begin.places.books.mkdir(parents=True)
    seats = two_seats(tmp_path)
    seats.bill("4100000001", "前柳村", "202610", 100000)
    seats.carry_route(stamp(1))
    seats.pay("4100000001", 500, stamp(2))
    seats.close()
    for suffix in ("", ".mark", ".tail"):
        shutil.copy(tmp_path / f"laptop.db{suffix}", begin.database.with_name(begin.database.name + suffix))
    shutil.copy(tmp_path / "laptop.keys", begin.keys_file)
    return begin


@pytest.fixture
def program(begin: Begin, qtbot: QtBot) -> Iterator[Program]:
    _app, look = application()
    program = Program(begin.places, look)
    yield program
    assert program.window is not None
    program.window.close()
    qtbot.addWidget(program.window)


def wait_for(program: Program, kind: type, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: isinstance(program.window, kind))


def test_the_backup_made_at_the_end_brings_a_damaged_database_back(
    program: Program, begin: Begin, qtbot: QtBot
) -> None:
    program.start(demo=False)
    assert isinstance(program.window, Desk)
    program.window.close()
    assert len(list((begin.places.books / "backups").iterdir())) == 1
    whole = begin.database.read_bytes()
    begin.database.write_bytes(whole[:8192] + bytes(8192) + whole[16384:])
    program.start(demo=False)
    window = program.window
    assert isinstance(window, RestoreWindow)
    qtbot.waitUntil(window.restore_button.isEnabled)
    window.restore_button.click()
    wait_for(program, Desk, qtbot)
    desk = program.window
    assert isinstance(desk, Desk)
    with desk.session.ledger.reading() as conn:
        assert [chain.last_line for chain in sync.chains(conn, LAPTOP)] == [3]
    assert list(begin.places.books.glob("books.db.damaged-*"))


def test_whoever_does_not_restore_is_led_back(program: Program, begin: Begin, qtbot: QtBot) -> None:
    program.start(demo=False)
    desk = program.window
    assert isinstance(desk, Desk)
    desk.restore_wanted.emit()
    window = program.window
    assert isinstance(window, RestoreWindow)
    window.leave_button.click()
    assert isinstance(program.window, Desk)
    program.window.close()
    begin.database.unlink()
    program.start(demo=False)
    assert isinstance(program.window, FirstRun)
    program.window.restore_wanted.emit()
    assert isinstance(program.window, RestoreWindow)
    program.window.leave_button.click()
    assert isinstance(program.window, FirstRun)


def test_damage_met_at_work_is_no_unexpected_error(program: Program, begin: Begin, qtbot: QtBot) -> None:
    program.start(demo=False)
    desk = program.window
    assert isinstance(desk, Desk)
    ledger = desk.session.ledger
    ledger.close()
    whole = begin.database.read_bytes()
    begin.database.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    try:
        with ledger.reading() as conn:
            conn.execute(text("SELECT content FROM journal")).all()
    except Exception as error:  # noqa: BLE001 - whatever the driver says is what the program is told
        program.unexpected(type(error), error, error.__traceback__)
    assert isinstance(program.window, RestoreWindow)
    program.window.close()
