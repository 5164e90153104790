"""The restore window: which backups there are, what is in each, and the books back in place."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from backup_seats import ACCOUNTS, PIN, SafeSeats, safe_seats
from held_seats import take
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from two_seats import DAY, stamp
from ui_hand import focused, press, show, type_text, unnamed_or_small

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber
from collector_desktop.security.refusals import PinLocked, PinWaits, PinWrong
from collector_desktop.security.vault import Vault
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.restoring import Restored, Source
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.mirror import FILES
from collector_desktop.store.soundness import BooksDamaged
from collector_desktop.ui.look import Look
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.restore.presenter import Restoring
from collector_desktop.ui.widgets.label import Label


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    safe = safe_seats(tmp_path)
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(5))
    safe.mirror()
    safe.seats.laptop.close()
    yield safe
    safe.seats.close()


def opened(safe: SafeSeats, look: Look, qtbot: QtBot, **others: object) -> RestoreWindow:
    restoring = Restoring(safe.files, lambda: stamp(20), safe.place.chosen, safe.key)
    for name, value in others.items():
        setattr(restoring, name, value)
    window = RestoreWindow(restoring, look, BooksDamaged(path=safe.files.database))
    show(window, qtbot)
    return window


def texts(window: RestoreWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label) if label.isVisible())


def wait_until_told(window: RestoreWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.restore_button.isEnabled)


def test_a_backup_says_whose_it_is_how_much_is_in_it_and_what_the_mirror_adds(
    safe: SafeSeats, look: Look, qtbot: QtBot
) -> None:
    window = opened(safe, look, qtbot)
    wait_until_told(window, qtbot)
    said = texts(window)
    for word in ("账本文件损坏了", "农电工甲", "01 号机", "¥12.00", "还有 1 行更晚的", "¥50.00", "一行不缺"):
        assert word in said, word
    window.close()


def test_photos_that_will_not_come_back_are_told_before_and_after(safe: SafeSeats, look: Look, qtbot: QtBot) -> None:
    safe = safe.reopened()
    with safe.seats.laptop.writing() as conn:
        photo = keep_attachment(conn, b"\xff\xd8\xff\xe0 a meter box", MediaType.JPEG, "表箱")
        act = CheckDone(
            **dict(stamp(6)), id=new_act_id(), account=AccountNumber(ACCOUNTS[0]), items=(), attachments=(photo,)
        )
        safe.seats.laptop.post(conn, act)
    safe.mirror()
    for each in (safe.place.mirror / FILES).iterdir():
        each.unlink()
    safe.lose()
    window = opened(safe, look, qtbot)
    wait_until_told(window, qtbot)
    assert "有 1 个附件在备份盘上丢失或损坏,找不回来:****0001 11月10日 周二 的「表箱」" in texts(window)
    with qtbot.waitSignal(window.restored) as told:
        window.restore_button.click()
    assert told.args[0].files_lost == 1
    window.close()


def test_what_restoring_would_refuse_is_told_before_the_button_can_be_pressed(
    safe: SafeSeats, look: Look, qtbot: QtBot
) -> None:
    safe = safe.reopened()
    change_keys(safe.seats.laptop, safe.seats.laptop_keys, safe.files.keys, stamp(7), safe.key)
    safe.mirror()
    safe.lose()
    safe.files.keys.unlink()
    window = opened(safe, look, qtbot)
    qtbot.waitUntil(lambda: "这一份恢复不了" in texts(window))
    assert "新密钥找不到了" in texts(window)
    assert "重新登记" in texts(window)
    assert "农电工甲" in texts(window)
    assert not window.restore_button.isVisible()
    window.hand_over_to(safe.seats.folder)
    qtbot.waitUntil(window.notice.isVisible)
    assert "6 行流水写好了" in texts(window)
    package = next(safe.seats.folder.glob("日包_*"))
    assert take(safe.seats, package).received.fen == 1200 + 5000
    window.close()


def test_what_a_backup_from_before_new_keys_holds_is_written_for_the_station_where_no_mirror_leads_on(
    safe: SafeSeats, look: Look, qtbot: QtBot
) -> None:
    safe = safe.reopened()
    change_keys(safe.seats.laptop, safe.seats.laptop_keys, safe.files.keys, stamp(7), safe.key)
    shutil.rmtree(safe.place.mirror)
    safe.place.mirror.mkdir()
    safe.lose()
    window = opened(safe, look, qtbot)
    qtbot.waitUntil(lambda: "这一份恢复不了" in texts(window))
    assert window.station_button.isVisible()
    assert not window.restore_button.isVisible()
    window.hand_over_to(safe.seats.folder)
    qtbot.waitUntil(window.notice.isVisible)
    assert take(safe.seats, next(safe.seats.folder.glob("日包_*"))).received.fen == 1200
    window.close()


def test_two_keys_restore_the_newest_backup_and_what_the_mirror_holds(
    safe: SafeSeats, look: Look, qtbot: QtBot
) -> None:
    safe.files.database.write_bytes(b"damaged")
    window = opened(safe, look, qtbot)
    wait_until_told(window, qtbot)
    with qtbot.waitSignal(window.restored) as told:
        press(qtbot, Qt.Key.Key_Return)
    (restored,) = told.args
    assert isinstance(restored, Restored)
    assert (restored.lines_back, restored.goes_on) == (1, True)
    window.close()
    assert safe.reopened().check().problems == ()


def test_on_another_laptop_the_pin_of_the_backup_opens_it(
    safe: SafeSeats, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    home = tmp_path / "other" / "home"
    files = BooksFiles(home / "books.db", home / "device.keys", home / "books.vault")
    window = opened(safe, look, qtbot, key=None, files=files)
    assert "农电工甲" not in texts(window)
    assert not window.restore_button.isEnabled()
    window.pin.setFocus()
    type_text(qtbot, "112358")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(window.notice.isVisible)
    assert focused() is window.pin
    type_text(qtbot, PIN)
    press(qtbot, Qt.Key.Key_Return)
    wait_until_told(window, qtbot)
    assert "不知道后来还记过多少" in texts(window)
    with qtbot.waitSignal(window.restored):
        window.restore_button.click()
    assert files.database.exists()
    assert files.vault is not None
    assert files.vault.exists()
    window.close()


def test_a_backup_that_is_not_whole_is_told_and_can_not_be_chosen(safe: SafeSeats, look: Look, qtbot: QtBot) -> None:
    for folder in (safe.files.backups, safe.place.backups):
        for manifest in folder.glob("*/manifest"):
            manifest.write_bytes(b"changed")
    window = opened(safe, look, qtbot)
    assert "现在的密码打不开它" in texts(window)
    window.pin.setFocus()
    type_text(qtbot, PIN)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "不完整" in texts(window))
    assert not window.restore_button.isEnabled()
    window.close()


def test_two_collectors_may_share_one_stick(safe: SafeSeats, look: Look, qtbot: QtBot) -> None:
    theirs = BackupPlace(safe.place.chosen, "41070305", "02")
    theirs.make()
    shutil.copytree(safe.place.backups, theirs.backups, dirs_exist_ok=True)
    (hidden,) = theirs.backups.iterdir()
    hidden.rename(hidden.with_name("20261109_00000009_210000"))
    window = opened(safe, look, qtbot)
    wait_until_told(window, qtbot)
    assert "还有 1 行更晚的" in texts(window)
    assert window.list.count() == 2
    window.list.take(1)
    assert window.chosen() != window._sources[0]
    assert window._sources[1].device == "02"
    window.close()


def test_where_there_is_no_backup_a_folder_can_be_pointed_at(
    safe: SafeSeats, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    home = tmp_path / "other"
    files = BooksFiles(home / "books.db", home / "device.keys", home / "books.vault")
    window = opened(safe, look, qtbot, files=files, folder=None)
    assert window.chosen() is None
    window.look_in(safe.place.backups)
    wait_until_told(window, qtbot)
    assert "还有 1 行更晚的" in texts(window)
    assert f"{DAY.month}月{DAY.day}日" in window.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    window.close()


def test_every_control_has_a_name_and_room_for_a_finger(safe: SafeSeats, look: Look, qtbot: QtBot) -> None:
    window = opened(safe, look, qtbot)
    wait_until_told(window, qtbot)
    assert unnamed_or_small(window) == []
    window.close()


def elsewhere(safe: SafeSeats, folder: Path, *vaults: Path) -> tuple[Restoring, Source]:
    """As a laptop without these books begins to restore them."""
    files = BooksFiles(folder / "books.db", folder / "device.keys", folder / "books.vault")
    restoring = Restoring(files, lambda: stamp(20), safe.place.chosen, None, vaults)
    return restoring, restoring.sources()[0]


def test_wrong_pins_of_a_backup_are_counted_however_often_the_window_is_opened(safe: SafeSeats, tmp_path: Path) -> None:
    for left in (9, 8, 7):
        restoring, source = elsewhere(safe, tmp_path / "other")
        with pytest.raises(PinWrong) as refused:
            restoring.open(source, f"11235{left}")
        assert refused.value.facts["left"] == left
    restoring, source = elsewhere(safe, tmp_path / "other")
    with pytest.raises(PinWaits):
        restoring.open(source, PIN)


def test_a_vault_that_is_locked_at_the_door_is_locked_in_its_backups_too(safe: SafeSeats, tmp_path: Path) -> None:
    assert safe.files.vault is not None
    minutes = itertools.count(step=3600)
    vault = Vault.load(safe.files.vault, clock=lambda: float(next(minutes)))
    while not vault.locked:
        with pytest.raises(PinWrong):
            vault.open("112358")
    restoring, source = elsewhere(safe, tmp_path / "other", safe.files.vault)
    with pytest.raises(PinLocked):
        restoring.open(source, PIN)
