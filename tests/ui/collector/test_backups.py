"""Backups and the mirror in the desk: chosen once, kept by themselves, and said in the top bar where they are not."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from backup_seats import ACCOUNTS, SafeSeats, safe_seats
from pytestqt.qtbot import QtBot
from two_seats import stamp
from ui_hand import unnamed_or_small

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.store.backup import backups_in
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.mirror import FILE, read_mirror
from collector_desktop.store.mirror_keeper import MirrorHealth, MirrorStatus
from collector_desktop.ui.desk import SYNC, Desk
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.keeping import Keeping
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    safe = safe_seats(tmp_path)
    yield safe
    safe.seats.close()


@pytest.fixture
def session(safe: SafeSeats, look: Look) -> Session:
    return Session(
        ledger=safe.seats.laptop,
        keys=safe.seats.laptop_keys,
        business_day=stamp().business_day,
        clock=lambda: stamp(20).at,
        look=look,
        printer=Printer(output_file=str(safe.seats.folder / "printed.pdf")),
        drafts=Drafts(safe.seats.folder / "drafts"),
        exchange_folder=safe.seats.folder,
    )


Open = Callable[..., Desk]


@pytest.fixture
def open_desk(safe: SafeSeats, session: Session, qtbot: QtBot) -> Open:
    def opened(folder: Path | None = None, *, has_pin: bool = True) -> Desk:
        key = safe.key if has_pin else None
        remember = (safe.seats.folder / "remembered").write_text
        keeping = Keeping(
            session.ledger,
            safe.files,
            key,
            session.lane,
            session.stamp,
            folder,
            lambda to: remember(str(to)),
        )
        desk = Desk(replace(session, keeping=keeping))
        qtbot.addWidget(desk)
        with qtbot.waitExposed(desk):
            desk.show()
        desk.go(SYNC)
        return desk

    return opened


def kept(desk: Desk) -> Keeping:
    keeping = desk.session.keeping
    assert keeping is not None
    return keeping


def follows(desk: Desk, qtbot: QtBot) -> None:
    up_to_date = MirrorStatus(health=MirrorHealth.UP_TO_DATE)
    qtbot.waitUntil(lambda: kept(desk).kept.mirror == up_to_date)


def test_a_stick_chosen_holds_the_journal_and_a_backup_and_is_remembered(
    safe: SafeSeats, open_desk: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    assert desk.top._kept.text() == "没设备份盘"
    usb = tmp_path / "usb"
    usb.mkdir()
    with qtbot.waitSignal(kept(desk).changed):
        desk.sync.keep_in(usb)
    place = BackupPlace.of(usb, safe.seats.laptop.seat)
    qtbot.waitUntil(lambda: len(backups_in(place.backups)) == 1)
    follows(desk, qtbot)
    assert not desk.top._kept.isVisible()
    assert (safe.seats.folder / "remembered").read_text() == str(usb)
    assert "同一块硬盘" in desk.sync.notice.text
    desk.close()


def test_a_payment_is_in_the_mirror_when_it_is_shown_as_taken(safe: SafeSeats, open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk(safe.place.chosen)
    follows(desk, qtbot)
    safe.seats.pay(ACCOUNTS[1], 500, stamp(5))
    desk.close()
    lines = read_mirror(safe.place.mirror, safe.key, safe.seats.laptop.seat.device).runs
    assert sum(len(run) for _chain, run in lines) == 4


def test_a_stick_pulled_out_is_said_with_what_is_missing_and_caught_up_with_when_it_is_back(
    safe: SafeSeats, open_desk: Open, qtbot: QtBot
) -> None:
    desk = open_desk(safe.place.chosen)
    follows(desk, qtbot)
    away = safe.place.folder.rename(safe.place.folder.with_name("in the pocket"))
    safe.seats.pay(ACCOUNTS[1], 500, stamp(5))
    qtbot.waitUntil(desk.top._kept.isVisible)
    assert desk.top._kept.text() == "备份盘没插 · 1 行未抄"
    assert "有 1 行流水只在本机" in desk.sync.backup._mirror.text()
    away.rename(safe.place.folder)
    desk._tick()
    qtbot.waitUntil(lambda: not desk.top._kept.isVisible())
    desk.close()


def test_a_closed_day_and_the_end_of_the_program_are_backed_up(safe: SafeSeats, open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk(safe.place.chosen)
    safe.seats.close_day({100: 12}, stamp(6))
    with qtbot.waitSignal(kept(desk).changed):
        desk.apply(Changes(topics=frozenset({Topic.CLOSE})))
    qtbot.waitUntil(lambda: bool(backups_in(safe.place.backups)))
    assert backups_in(safe.place.backups)[0].name.lines == 4
    safe.knock("late", stamp(7))
    desk.close()
    for folder in (safe.files.backups, safe.place.backups):
        assert [each.name.lines for each in backups_in(folder)] == [5]


def test_a_backup_that_fails_is_said_and_the_older_one_stays(safe: SafeSeats, open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk(safe.place.chosen)
    follows(desk, qtbot)
    with qtbot.waitSignal(kept(desk).changed):
        desk.sync.back_up_now()
    shutil.rmtree(safe.place.backups)
    safe.place.backups.write_bytes(b"a file where the folder was")
    safe.knock("more", stamp(5))
    desk.sync.back_up_now()
    qtbot.waitUntil(lambda: kept(desk).kept.failed is not None)
    assert desk.top._kept.text() == "备份没做成"
    assert "原有的备份都在" in desk.sync.backup._backup.text()
    assert backups_in(safe.files.backups)
    safe.place.backups.unlink()
    desk.close()


def test_books_without_a_pin_are_backed_up_here_only(safe: SafeSeats, open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk(has_pin=False)
    assert not desk.sync.backup.choose.isEnabled()
    assert "设了密码" in desk.sync.backup._mirror.text()
    assert not desk.top._kept.isVisible()
    desk.close()
    assert not (safe.place.mirror / FILE).exists()


def test_every_control_has_a_name_and_room_for_a_finger(safe: SafeSeats, open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk(safe.place.chosen)
    assert unnamed_or_small(desk.sync) == []
    with qtbot.waitSignal(desk.restore_wanted):
        desk.sync.backup.restore.click()
    desk.close()
