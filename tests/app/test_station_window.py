"""The station's window: who sits at it signs on, changes with another, and the books stay open meanwhile."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, BOSS_PIN, CLERK, CLERK_PIN
from two_seats import DAY, STATION_CODE, stamp

from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application
from collector_desktop.app.station import StationBooks, StationProgram
from collector_desktop.domain.names import Badge
from collector_desktop.domain.requests import Role
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.backing_up import back_up
from collector_desktop.services.founding import Founder, found_station, open_station
from collector_desktop.services.recovering import make_recovery_key
from collector_desktop.services.staffing import NewMember, add_member
from collector_desktop.store.backup import backups_in
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import staff
from collector_desktop.store.soundness import BooksDamaged
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.station.devices.page import STAFF
from collector_desktop.ui.station.sign_on.page import NameManagerForm, SignOn, SignOnForm
from collector_desktop.ui.widgets.label import Label


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Ledger]:
    """Books of an earlier program: they know nobody."""
    ledger = found_station(str(tmp_path / "s.db"), tmp_path / "s.keys", STATION_CODE, "柳泉供电所", stamp())
    yield ledger
    ledger.close()


@pytest.fixture
def staffed(tmp_path: Path) -> Iterator[Ledger]:
    """A manager and a clerk."""
    by = stamp().model_copy(update={"by": BOSS})
    founder = Founder(name="郑所长", pin=BOSS_PIN, cost=CHEAP)
    path, keys = str(tmp_path / "s.db"), tmp_path / "s.keys"
    ledger = found_station(path, keys, STATION_CODE, "柳泉供电所", by, manager=founder)
    add_member(ledger, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=CLERK_PIN), by, CHEAP)
    yield ledger
    ledger.close()


def started(folder: Path, files: BooksFiles | None = None) -> StationProgram:
    _app, look = application()
    places = Places.below(folder / "places")
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    keys = folder / "s.keys"

    def opened() -> tuple[Ledger, DeviceKeys]:
        return open_station(str(folder / "s.db"), keys, stamp())

    program = StationProgram(StationBooks(opened, stamp(), folder / "stick", places, files), look)
    program.start()
    return program


def asking(program: StationProgram) -> SignOn:
    assert isinstance(program.window, SignOn)
    return program.window


def sign(program: StationProgram, badge: str, pin: str) -> None:
    form = asking(program).form
    assert isinstance(form, SignOnForm)
    form.badge.setText(badge)
    form.pin.setText(pin)
    asking(program).submit()


def desk_of(program: StationProgram, qtbot: QtBot) -> StationDesk:
    assert isinstance(program.window, StationDesk)
    qtbot.addWidget(program.window)
    return program.window


def test_the_window_opens_for_badge_and_pin_and_for_nothing_else(staffed: Ledger, tmp_path: Path, qtbot: QtBot) -> None:
    program = started(tmp_path)
    sign(program, CLERK, "999999")
    assert "密码不对" in asking(program).notice.text
    sign(program, "7", CLERK_PIN)
    assert "没有工号 7" in asking(program).notice.text
    sign(program, CLERK, CLERK_PIN)
    desk = desk_of(program, qtbot)
    assert desk.session.stamp().by == CLERK
    assert not desk.session.decides()
    assert "王会计 营业员" in desk.bar.change.text()


def test_another_signs_on_without_closing_the_books(staffed: Ledger, tmp_path: Path, qtbot: QtBot) -> None:
    program = started(tmp_path)
    sign(program, CLERK, CLERK_PIN)
    desk_of(program, qtbot).bar.change.click()
    assert asking(program).form.badge.text() == CLERK
    sign(program, BOSS, BOSS_PIN)
    desk = desk_of(program, qtbot)
    assert desk.session.decides()
    assert desk.session.stamp().by == BOSS


def test_whoever_signs_on_first_at_older_books_names_the_manager(bare: Ledger, tmp_path: Path, qtbot: QtBot) -> None:
    program = started(tmp_path)
    form = asking(program).form
    assert isinstance(form, NameManagerForm)
    form.badge.setText(BOSS)
    form.name.setText("郑所长")
    form.pin.setText("123456")
    form.again.setText("123456")
    asking(program).submit()
    assert "太容易猜" in form.errors()["pin"]
    form.pin.setText(BOSS_PIN)
    asking(program).submit()
    assert "两次不一样" in form.errors()["again"]
    form.again.setText(BOSS_PIN)
    asking(program).submit()
    assert desk_of(program, qtbot).session.decides()
    with bare.reading() as conn:
        assert [(each.badge, each.role) for each in staff.members(conn)] == [(BOSS, Role.MANAGER)]


def test_the_demo_asks_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    by = stamp().model_copy(update={"by": BOSS})
    founder = Founder(name="郑所长", pin=BOSS_PIN, cost=CHEAP)
    path, keys = str(tmp_path / "s.db"), tmp_path / "s.keys"
    found_station(path, keys, STATION_CODE, "柳泉供电所", by, manager=founder, demo=True).close()
    desk = desk_of(started(tmp_path), qtbot)
    assert desk.session.decides()
    assert desk.session.stamp().by == BOSS
    desk.close()


@pytest.fixture
def kept(staffed: Ledger, tmp_path: Path) -> BooksFiles:
    """Books with a backup on this disk, and nobody at them."""
    files = BooksFiles.of_station(tmp_path / "s.db", tmp_path / "s.keys")
    staffed.close()
    back_up(files, None, None, stamp(0, DAY - timedelta(days=1)))
    return files


def restoring(program: StationProgram, qtbot: QtBot) -> RestoreWindow:
    window = program.window
    assert isinstance(window, RestoreWindow)
    qtbot.waitUntil(lambda: "供电所账本" in texts(window))
    return window


def sitting(program: StationProgram) -> StationDesk:
    """The desk, which the program itself takes away."""
    assert isinstance(program.window, StationDesk)
    return program.window


def texts(window: QMainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label) if label.isVisible())


def damage(files: BooksFiles) -> None:
    whole = files.database.read_bytes()
    files.database.write_bytes(whole[:8192] + bytes(8192) + whole[16384:])


def test_damaged_books_lead_to_their_backups_and_from_there_to_the_door(
    kept: BooksFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    damage(kept)
    program = started(tmp_path, kept)
    window = restoring(program, qtbot)
    assert "账本文件损坏了" in texts(window)
    assert not window.restore_button.isEnabled(), "nobody has said yet who they are"
    window.badge.setText(BOSS)
    window.pin.setText(CLERK_PIN)
    window.give_pin()
    qtbot.waitUntil(lambda: "密码不对" in window.notice.text)
    window.pin.setText(BOSS_PIN)
    window.give_pin()
    qtbot.waitUntil(window.restore_button.isEnabled)
    window.restore_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, SignOn))
    assert "一行不缺" in asking(program).notice.text
    sign(program, BOSS, BOSS_PIN)
    assert sitting(program).session.ledger.chain == "00.1"
    sitting(program).close()


def test_the_key_from_the_safe_restores_what_nobody_has_a_pin_for(
    staffed: Ledger, tmp_path: Path, qtbot: QtBot
) -> None:
    files = BooksFiles.of_station(tmp_path / "s.db", tmp_path / "s.keys")
    by = stamp().model_copy(update={"by": BOSS})
    make_recovery_key(staffed, DeviceKeys.load(files.keys), files.keys, tmp_path / "safe.txt", by)
    staffed.close()
    back_up(files, None, None, stamp())
    for each in tmp_path.glob("s.*"):
        if each.is_file():
            each.unlink()
    program = started(tmp_path, files)
    window = restoring(program, qtbot)
    window.give_identity(tmp_path / "safe.txt")
    qtbot.waitUntil(window.restore_button.isEnabled)
    window.restore_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, SignOn))
    sign(program, CLERK, CLERK_PIN)
    sitting(program).close()


def test_a_copy_from_the_second_place_asks_for_the_key_from_the_safe_where_the_keys_are_gone(
    kept: BooksFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    ledger, keys = open_station(str(kept.database), kept.keys, stamp())
    place = BackupPlace.of(tmp_path / "disk", ledger.seat)
    place.make()
    by = stamp().model_copy(update={"by": BOSS})
    make_recovery_key(ledger, keys, kept.keys, tmp_path / "safe.txt", by)
    ledger.close()
    back_up(kept, None, place, stamp())
    carried = backups_in(place.backups)[0]
    shutil.rmtree(kept.backups / carried.path.name)
    kept.keys.unlink()
    program = started(tmp_path, kept)
    window = restoring(program, qtbot)
    window.look_in(place.chosen)
    qtbot.waitUntil(lambda: "供电所账本" in texts(window))
    source = window.chosen()
    assert source is not None
    assert source.backup == carried, "the newest, wherever it lies"
    assert window.sealed.isVisible()
    assert not window.pin.isVisible()
    assert not window.restore_button.isEnabled()
    window.give_identity(tmp_path / "safe.txt")
    qtbot.waitUntil(window.restore_button.isEnabled)
    window.restore_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, SignOn))
    assert DeviceKeys.load(kept.keys).public == keys.public
    sign(program, CLERK, CLERK_PIN)
    sitting(program).close()


def test_the_manager_restores_from_the_desk_and_is_told_what_to_do(
    kept: BooksFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    program = started(tmp_path, kept)
    sign(program, BOSS, BOSS_PIN)
    desk = sitting(program)
    by = stamp().model_copy(update={"by": BOSS})
    new = NewMember(badge=Badge("1003"), name="新来的", role=Role.CLERK, pin=CLERK_PIN)
    add_member(desk.session.ledger, new, by, CHEAP)
    desk.restore_wanted.emit()
    window = restoring(program, qtbot)
    window.list.take(1)
    qtbot.waitUntil(lambda: "还缺后来的 1 行" in texts(window))
    qtbot.waitUntil(window.restore_button.isEnabled)
    window.restore_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, SignOn))
    assert "全部重交" in asking(program).notice.text
    sign(program, BOSS, BOSS_PIN)
    assert sitting(program).session.ledger.chain == "00.2"
    sitting(program).close()


def test_whoever_does_not_restore_sound_books_goes_back_to_them(kept: BooksFiles, tmp_path: Path, qtbot: QtBot) -> None:
    program = started(tmp_path, kept)
    sign(program, BOSS, BOSS_PIN)
    sitting(program).restore_wanted.emit()
    restoring(program, qtbot).leave_button.click()
    sign(program, CLERK, CLERK_PIN)
    sitting(program).close()


def test_damaged_books_without_a_backup_are_said_as_before(kept: BooksFiles, tmp_path: Path) -> None:
    shutil.rmtree(kept.backups)
    damage(kept)
    with pytest.raises(BooksDamaged):
        started(tmp_path, kept)


def test_tables_are_as_left_for_whoever_sits_down_next(staffed: Ledger, tmp_path: Path, qtbot: QtBot) -> None:
    sorted_by = []
    for start in range(2):
        program = started(tmp_path)
        sign(program, BOSS, BOSS_PIN)
        desk = desk_of(program, qtbot)
        desk.go("devices")
        desk.devices.go(STAFF)
        table = desk.devices.staff.table
        if start == 0:
            table.columns.sort(1)
        sorted_by.append((table.columns.sorted_by, [member.name for member in table._rows.rows]))
        desk.close()
    assert sorted_by[0] == sorted_by[1]
    assert sorted_by[1][0] == (1, False)
