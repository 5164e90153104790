"""The station's window: who sits at it signs on, changes with another, and the books stay open meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, BOSS_PIN, CLERK, CLERK_PIN
from two_seats import STATION_CODE, stamp

from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application
from collector_desktop.app.station import StationProgram, station_session
from collector_desktop.domain.requests import Role
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import Founder, found_station
from collector_desktop.services.staffing import NewMember, add_member
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import staff
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.station.sign_on.page import NameManagerForm, SignOn, SignOnForm


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


def started(ledger: Ledger, folder: Path, qtbot: QtBot) -> StationProgram:
    _app, look = application()
    places = Places.below(folder / "places")
    keys = DeviceKeys.load(folder / "s.keys")
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    program = StationProgram(station_session(ledger, keys, look, stamp(), folder / "stick", places))
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
    program = started(staffed, tmp_path, qtbot)
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
    program = started(staffed, tmp_path, qtbot)
    sign(program, CLERK, CLERK_PIN)
    desk_of(program, qtbot).bar.change.click()
    assert asking(program).form.badge.text() == CLERK
    sign(program, BOSS, BOSS_PIN)
    desk = desk_of(program, qtbot)
    assert desk.session.decides()
    assert desk.session.stamp().by == BOSS


def test_whoever_signs_on_first_at_older_books_names_the_manager(bare: Ledger, tmp_path: Path, qtbot: QtBot) -> None:
    program = started(bare, tmp_path, qtbot)
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
    ledger = found_station(path, keys, STATION_CODE, "柳泉供电所", by, manager=founder, demo=True)
    desk = desk_of(started(ledger, tmp_path, qtbot), qtbot)
    assert desk.session.decides()
    assert desk.session.stamp().by == BOSS
    desk.close()
