"""Backups at the station's window: made by themselves, said in the bar where they are not as they should be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, CLERK, acting, name_people, session_of
from ui_hand import unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.backing_up import back_up
from collector_desktop.services.recovering import make_recovery_key
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.backup import backups_in
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import DEVICES, StationDesk
from collector_desktop.ui.station.devices.page import BACKUPS
from collector_desktop.ui.station_backups import StationBackups, StationKept


@pytest.fixture
def files(seats: Seats) -> BooksFiles:
    name_people(seats)
    assert seats.station.file is not None
    keys = next(each for each in seats.station.file.parent.glob("*.keys") if "laptop" not in each.name)
    return BooksFiles.of_station(seats.station.file, keys)


Open = Callable[..., StationDesk]


@pytest.fixture
def open_desk(seats: Seats, look: Look, qtbot: QtBot, files: BooksFiles) -> Iterator[Open]:
    made: list[StationDesk] = []

    def opened(folder: Path | None = None, *, who: str = BOSS) -> StationDesk:
        session = session_of(seats, look, BOSS if who == BOSS else CLERK)
        remember = (files.database.parent / "remembered").write_text
        kept = StationBackups(
            session.ledger, files, session.lane, session.stamp, folder, lambda to: remember(str(to)) and None
        )
        desk = StationDesk(replace(session, backups=kept))
        made.append(desk)
        with qtbot.waitExposed(desk):
            desk.show()
        desk.go(DEVICES)
        desk.devices.go(BACKUPS)
        return desk

    yield opened
    for desk in made:
        desk.hand_on()
        desk.close()


def kept_of(desk: StationDesk) -> StationBackups:
    assert desk.session.backups is not None
    return desk.session.backups


def chip(desk: StationDesk) -> str:
    return desk.bar._kept.text() if desk.bar._kept.isVisible() else ""


def make_second_key(seats: Seats, files: BooksFiles, to: Path) -> None:
    make_recovery_key(seats.station, DeviceKeys.load(files.keys), files.keys, to, acting(seats))


def something_more(seats: Seats) -> None:
    ask = Ask(id=new_act_id(), village="前柳村", matter=GradeObjection(grade="B", line="按时缴费"), reason="停电")
    request(seats.station, ask, acting(seats))


def test_a_second_place_is_chosen_once_and_kept_beside_the_window(
    open_desk: Open, seats: Seats, files: BooksFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    make_second_key(seats, files, tmp_path / "safe.txt")
    desk = open_desk()
    assert chip(desk) == "还没有备份"
    disk = tmp_path / "disk"
    disk.mkdir()
    with qtbot.waitSignal(kept_of(desk).changed):
        desk.devices.backups.keep_in(disk)
    place = BackupPlace.of(disk, seats.station.seat)
    qtbot.waitUntil(lambda: len(backups_in(place.backups)) == 1)
    qtbot.waitUntil(lambda: chip(desk) == "")
    assert (files.database.parent / "remembered").read_text() == str(disk)
    qtbot.waitUntil(lambda: len(desk.devices.backups.model.rows) == 1)
    (row,) = desk.devices.backups.model.rows
    assert row.told is not None
    assert [each.device for each in row.told.laptops] == ["01"]
    assert "同一块硬盘" in desk.devices.backups.notice.text


def test_a_second_place_without_a_second_key_has_books_alone_until_one_is_made(
    open_desk: Open, seats: Seats, files: BooksFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    tab = desk.devices.backups
    tab.keep_in(tmp_path / "disk")
    assert "不能接着记" in tab.notice.text
    place = BackupPlace.of(tmp_path / "disk", seats.station.seat)
    qtbot.waitUntil(lambda: chip(desk) == "第二份没有密钥")
    assert [each.name for each in place.backups.glob("*/device.keys*")] == []
    assert tab.second_key.isVisible()
    assert unnamed_or_small(tab) == []
    tab.make_second_key(place.chosen / "safe.txt")
    assert "不能放在那里" in tab.notice.text
    with qtbot.waitSignal(kept_of(desk).changed):
        tab.make_second_key(tmp_path / "safe.txt")
    qtbot.waitUntil(lambda: chip(desk) == "")
    assert [each.name for each in place.backups.glob("*/device.keys*")] == ["device.keys.recovery"]
    assert "收进保险柜" in tab.notice.text
    qtbot.waitUntil(lambda: not tab.second_key.isVisible())


def test_packages_are_backed_up_at_once_and_decisions_when_it_is_quiet(
    open_desk: Open, seats: Seats, files: BooksFiles, qtbot: QtBot
) -> None:
    desk = open_desk()
    assert kept_of(desk).is_due, "whatever was done outside the window"
    something_more(seats)
    desk.apply(Changes(topics=frozenset({Topic.REQUESTS})))
    assert kept_of(desk).is_due
    assert not backups_in(files.backups)
    desk.apply(Changes(topics=frozenset({Topic.SYNC})))
    qtbot.waitUntil(lambda: len(backups_in(files.backups)) == 1)
    assert not kept_of(desk).is_due


def test_a_station_that_is_never_quiet_is_backed_up_all_the_same(
    seats: Seats, look: Look, qtbot: QtBot, files: BooksFiles
) -> None:
    session = session_of(seats, look, BOSS)
    kept = StationBackups(session.ledger, files, session.lane, session.stamp, None)
    kept._latest.setInterval(50)
    work = QTimer()
    work.timeout.connect(kept.now_due)
    work.start(1)
    something_more(seats)
    with qtbot.waitSignal(kept.changed):
        kept.now_due()
    work.stop()
    assert len(backups_in(files.backups)) == 1


def test_a_second_place_that_is_gone_is_said_and_caught_up_with(
    open_desk: Open, seats: Seats, files: BooksFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    place = BackupPlace.of(tmp_path / "disk", seats.station.seat)
    place.make()
    make_second_key(seats, files, tmp_path / "safe.txt")
    away = place.folder.rename(place.folder.with_name("away"))
    desk = open_desk(place.chosen)
    desk.devices.backups.back_up_now()
    qtbot.waitUntil(lambda: chip(desk) == "第二处不在")
    away.rename(place.folder)
    desk.devices.backups.back_up_now()
    qtbot.waitUntil(lambda: chip(desk) == "")
    assert len(backups_in(place.backups)) == len(backups_in(files.backups)) == 1


def test_the_last_backup_is_made_when_the_window_closes(
    seats: Seats, look: Look, qtbot: QtBot, files: BooksFiles
) -> None:
    session = session_of(seats, look, BOSS)
    kept = StationBackups(session.ledger, files, session.lane, session.stamp, None)
    desk = StationDesk(replace(session, backups=kept))
    qtbot.addWidget(desk)
    desk.show()
    something_more(seats)
    desk.close()
    assert len(backups_in(files.backups)) == 1


def test_only_the_manager_chooses_the_place_and_restores(open_desk: Open, qtbot: QtBot) -> None:
    tab = open_desk(who=CLERK).devices.backups
    assert (tab.choose.isEnabled(), tab.restore.isEnabled(), tab.back_up.isEnabled()) == (False, False, True)
    assert unnamed_or_small(tab) == []


def test_books_on_a_server_are_told_what_backs_them_up(seats: Seats, look: Look, qtbot: QtBot) -> None:
    name_people(seats)
    session = session_of(seats, look, BOSS)
    desk = StationDesk(session)
    desk.show()
    desk.go(DEVICES)
    desk.devices.go(BACKUPS)
    tab = desk.devices.backups
    said = tab._state.text()
    assert ("pg_dump" in said) is not seats.station.seat.demo
    assert not tab.back_up.isEnabled()
    assert not tab.table.isVisible()
    desk.hand_on()
    desk.close()


def test_a_backup_of_yesterday_evening_is_not_old_and_one_of_the_day_before_is(files: BooksFiles, seats: Seats) -> None:
    stamp = seats.stamp()
    newest = back_up(files, None, None, stamp).backup
    made = stamp.at
    kept = StationKept(newest=newest)
    assert not kept.is_old(made + timedelta(hours=23))
    assert kept.is_old(made + timedelta(hours=25))
    assert StationKept().is_old(made)
