"""设备 at the station: laptops revoked, held lines decided, people let in and out; a clerk is told whose it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cheap_pins import sealed_vault
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, CLERK, acting, name_people, session_of
from ui_hand import press, type_text, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals import ManagerNeeded
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.unlocking import read_unlock_answer
from collector_desktop.services import enrolling
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.signing_on import sign_on
from collector_desktop.services.taking_in import take_in
from collector_desktop.services.unlocking import grant_unlock, request_unlock
from collector_desktop.store.books_check import check_books
from collector_desktop.store.queries import devices, staff, takings
from collector_desktop.store.queries.requests import requests
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import DECISIONS, DEVICES, StationDesk
from collector_desktop.ui.station.devices.laptop_forms import EnrolForm, RevokeForm, UnlockForm
from collector_desktop.ui.station.devices.page import HELD, STAFF
from collector_desktop.ui.station.devices.staff_tab import LeaveForm, MemberForm, PinForm
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label


def opened(seats: Seats, look: Look, qtbot: QtBot, badge: Badge) -> StationDesk:
    desk = StationDesk(session_of(seats, look, badge))
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.go(DEVICES)
    return desk


@pytest.fixture
def desk(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[StationDesk]:
    """The manager's desk, at the devices."""
    name_people(seats)
    desk = opened(seats, look, qtbot, BOSS)
    yield desk
    desk.hand_on()
    desk.close()


@pytest.fixture
def clerks(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[StationDesk]:
    """The clerk's desk, at the devices."""
    name_people(seats)
    desk = opened(seats, look, qtbot, CLERK)
    yield desk
    desk.hand_on()
    desk.close()


def received(seats: Seats) -> int:
    with seats.station.reading() as conn:
        assert check_books(conn, seats.station.seat.kind).problems == ()
        return takings.books(conn).received.fen


def test_a_lost_laptop_is_revoked_and_what_it_brings_later_is_released_with_keys(
    desk: StationDesk, seats: Seats, qtbot: QtBot
) -> None:
    tab = desk.devices.laptops
    tab.revoke.click()
    form = tab.panel.content
    assert isinstance(form, RevokeForm)
    form.reason.setText("集上丢了")
    tab.panel.primary.click()
    assert "已停用" in tab.notice.text
    assert not tab.revoke.isEnabled()
    receipt = seats.pay(seats.owing(0).account)
    package = hand_over(seats.session.ledger, seats.folder, seats.session.stamp()).path
    assert take_in(seats.station, seats.station_keys, package, acting(seats)).held_lines > 0
    desk.apply(Changes(topics=frozenset(Topic)))
    assert desk.devices.row.tabs[HELD].text() == "压下的  1"
    desk.devices.go(HELD)
    held = desk.devices.held
    press(qtbot, Qt.Key.Key_Return)
    assert held.panel.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    held.release()
    assert "要写明原因" in held.panel.notice.text
    type_text(qtbot, "查过")
    press(qtbot, Qt.Key.Key_Return)
    assert "已放行" in held.notice.text
    assert received(seats) == receipt.received.fen
    assert desk.devices.row.tabs[HELD].text() == "压下的"


def test_a_rejected_group_stays_to_be_read(desk: StationDesk, seats: Seats) -> None:
    tab = desk.devices.laptops
    tab.ask_to_revoke()
    form = tab.panel.content
    assert isinstance(form, RevokeForm)
    form.reason.setText("被偷")
    tab.panel.primary.click()
    seats.pay(seats.owing(0).account)
    package = hand_over(seats.session.ledger, seats.folder, seats.session.stamp()).path
    take_in(seats.station, seats.station_keys, package, acting(seats))
    held = desk.devices.held
    desk.devices.go(HELD)
    held.reload()
    group = held.table.current()
    assert group is not None
    held._open(group)
    form_of_held = held.panel.content
    form_of_held.reason.setText("客户说没有交过")
    held.panel.secondary.click()
    assert "留作凭据" in held.notice.text
    assert received(seats) == 0
    again = held.table.current()
    assert again is not None
    held._open(again)
    assert not held.panel.primary.isVisible()


def test_a_cut_off_that_is_no_number_or_too_early_is_said_in_the_panel(desk: StationDesk, seats: Seats) -> None:
    package = hand_over(seats.session.ledger, seats.folder, seats.session.stamp()).path
    take_in(seats.station, seats.station_keys, package, acting(seats))
    tab = desk.devices.laptops
    tab.reload()
    tab.ask_to_revoke()
    form = tab.panel.content
    assert isinstance(form, RevokeForm)
    form.reason.setText("离岗")
    (field,) = form.cuts.values()
    field.setText("x")
    tab.panel.primary.click()
    assert form.errors()
    field.setText("0")
    tab.panel.primary.click()
    assert "不能截到第 0 行" in tab.panel.notice.text


def test_a_laptop_is_enrolled_in_the_window_and_asked_for_new_keys(desk: StationDesk, seats: Seats) -> None:
    stick = seats.folder / "stick"
    stick.mkdir()
    request = enrolling.request_enrolment(seats.folder / "new.keys", stick, "乙的电脑", seats.stamp())
    tab = desk.devices.laptops
    tab.ask_whose(request.path)
    form = tab.panel.content
    assert isinstance(form, EnrolForm)
    form.name.setText("农电工乙")
    form.badge.setText("0718")
    tab.panel.primary.click()
    assert "02 号机" in tab.notice.text
    assert request.fingerprint in tab.notice.text
    assert list(stick.glob("*.zsans"))
    tab.table.go_to(1)
    tab.ask_for_keys()
    tab.panel.content.reason.setText("换过硬盘")
    tab.panel.primary.click()
    with seats.station.reading() as conn:
        asked = [each.keys_wanted_on for each in devices.devices(conn)]
    assert asked[0] is None
    assert asked[1] is not None
    assert not tab.keys.isEnabled()


def test_a_laptop_the_restored_books_forgot_is_enrolled_again_under_its_code(desk: StationDesk, seats: Seats) -> None:
    request = enrolling.request_enrolment(seats.folder / "new.keys", seats.folder, "乙的电脑", seats.stamp())
    tab = desk.devices.laptops
    tab.ask_whose(request.path)
    form = tab.panel.content
    assert isinstance(form, EnrolForm)
    form.name.setText("农电工乙")
    form.badge.setText("0718")
    form.again.setText("x")
    tab.panel.primary.click()
    assert "两位数字" in form.errors()["again"]
    form.again.setText("07")
    tab.panel.primary.click()
    assert "07 号机" in tab.notice.text


def test_the_manager_lets_people_in_and_out_and_sets_their_pins(desk: StationDesk, seats: Seats) -> None:
    desk.devices.go(STAFF)
    tab = desk.devices.staff
    tab.add.click()
    form = tab.panel.content
    assert isinstance(form, MemberForm)
    form.badge.setText("1003")
    form.name.setText("李营业")
    form.pin.setText("123456")
    tab.panel.primary.click()
    assert "太容易猜" in form.errors()["pin"]
    form.pin.setText("905172")
    tab.panel.primary.click()
    assert sign_on(seats.station, "1003", "905172").name == "李营业"
    tab.table.go_to([row.badge for row in tab.model.rows].index(Badge("1003")))
    tab.pin.click()
    pins = tab.panel.content
    assert isinstance(pins, PinForm)
    pins.pin.setText("264859")
    pins.again.setText("264858")
    tab.panel.primary.click()
    assert "两次不一样" in pins.errors()["again"]
    pins.again.setText("264859")
    tab.panel.primary.click()
    assert sign_on(seats.station, "1003", "264859").name == "李营业"
    tab.leave.click()
    leave = tab.panel.content
    assert isinstance(leave, LeaveForm)
    leave.reason.setText("调走")
    tab.panel.primary.click()
    with seats.station.reading() as conn:
        gone = staff.member(conn, "1003")
    assert gone is not None
    assert not gone.works_here


def test_a_clerk_sees_why_a_button_is_not_for_them_and_sets_only_the_own_pin(clerks: StationDesk) -> None:
    tab = clerks.devices.laptops
    assert not tab.enrol.isEnabled()
    assert "所长" in tab.enrol.toolTip()
    assert tab._note.isVisible()
    clerks.devices.go(STAFF)
    people = clerks.devices.staff
    badges = [row.badge for row in people.model.rows]
    people.table.go_to(badges.index(BOSS))
    assert not any(button.isEnabled() for button in (people.add, people.edit, people.leave, people.pin))
    people.table.go_to(badges.index(CLERK))
    assert people.pin.isEnabled()
    assert "王会计 是营业员" in people._note.text()


def test_a_decision_is_given_in_the_name_of_who_signed_on_and_refused_to_a_clerk(
    clerks: StationDesk, seats: Seats, look: Look, qtbot: QtBot
) -> None:

    ask = Ask(
        id=new_act_id(),
        account=seats.owing(0).account,
        matter=GradeObjection(grade="B", line="按时缴费"),
        reason="那天停电",
    )
    request(seats.station, ask, acting(seats, CLERK))
    clerks.go(DECISIONS)
    page = clerks.decisions
    assert not page.form.approve.isEnabled()
    page.approve()
    assert "所长" in page.notice.text
    boss = opened(seats, look, qtbot, BOSS)
    boss.go(DECISIONS)
    boss.decisions.approve()
    boss.hand_on()
    boss.close()
    with seats.station.reading() as conn:
        (line,) = requests(conn)
    assert line.decision is not None
    assert (line.decision.decided_by, line.decision.by) == ("郑所长", BOSS)


def test_the_devices_are_seen_whole_and_every_control_has_a_name(desk: StationDesk) -> None:
    for tab in range(3):
        desk.devices.go(tab)
        QApplication.processEvents()
        assert desk.needed.width() <= 1280
        assert desk.needed.height() <= 720
        assert unnamed_or_small(desk.devices) == []


def test_a_request_that_is_none_is_refused_in_the_panel(desk: StationDesk, tmp_path: Path) -> None:
    letter = tmp_path / "信.zsreq"
    letter.write_text("这是一封信", encoding="utf-8")
    tab = desk.devices.laptops
    tab.ask_whose(letter)
    form = tab.panel.content
    assert isinstance(form, EnrolForm)
    form.name.setText("农电工乙")
    form.badge.setText("0718")
    tab.panel.primary.click()
    assert "登记文件" in tab.panel.notice.text


def locked_laptops_request(seats: Seats, folder: Path) -> tuple[Path, DataKey, str]:
    """The unlock request of the enrolled laptop, its data key, and the fingerprint it reads aloud."""
    vault, key = sealed_vault(folder, seats.session.keys.public, seats.station_keys.public)
    asked = request_unlock(vault, folder / "unlock.keys", folder, "笔记本", seats.stamp())
    return asked.path, key, asked.fingerprint


def test_a_laptop_whose_pin_was_forgotten_is_unlocked_by_the_manager(
    desk: StationDesk, seats: Seats, tmp_path: Path
) -> None:
    laptops = desk.devices.laptops
    asked, key, fingerprint = locked_laptops_request(seats, tmp_path)
    laptops.ask_to_unlock(asked)
    form = laptops.panel.content
    assert isinstance(form, UnlockForm)
    assert fingerprint in [label.text() for label in form.findChildren(Label)]
    form.reason.setText("本人到所")
    laptops.panel.confirmed.emit()
    assert "解锁文件" in laptops.notice.text
    (answer,) = tmp_path.glob("*.zsunlock")
    given = read_unlock_answer(answer.read_bytes(), DeviceKeys.load(tmp_path / "unlock.keys"))
    assert given.secret == key.secret


def test_an_unlock_file_that_did_not_appear_is_written_again_with_one_press(
    desk: StationDesk, seats: Seats, tmp_path: Path
) -> None:
    laptops = desk.devices.laptops
    asked, _key, _fingerprint = locked_laptops_request(seats, tmp_path)
    in_the_way = tmp_path / f"解锁答复_{seats.station.seat.station_code}_01.zsunlock"
    in_the_way.mkdir()
    laptops.ask_to_unlock(asked)
    form = laptops.panel.content
    assert isinstance(form, UnlockForm)
    form.reason.setText("本人到所")
    laptops.panel.confirmed.emit()
    assert laptops.panel.notice.text.startswith("已经记下,只差文件没有写成")
    in_the_way.rmdir()
    (again,) = laptops.panel.notice.findChildren(KeyButton)
    again.click()
    assert in_the_way.is_file()
    assert "解锁文件" in laptops.notice.text


def test_an_unlock_request_that_is_none_is_told(desk: StationDesk, tmp_path: Path) -> None:
    laptops = desk.devices.laptops
    (tmp_path / "photo.zsunreq").write_bytes(b"\xff\xd8 a photograph")
    laptops.ask_to_unlock(tmp_path / "photo.zsunreq")
    assert "解锁文件已被改动" in laptops.notice.text
    laptops.ask_to_unlock(tmp_path / "none.zsunreq")
    assert laptops.notice.isVisible()


def test_a_clerk_is_told_that_only_the_manager_unlocks(clerks: StationDesk, seats: Seats, tmp_path: Path) -> None:
    assert not clerks.devices.laptops.unlock.isEnabled()
    asked, _key, _fingerprint = locked_laptops_request(seats, tmp_path)
    with pytest.raises(ManagerNeeded):
        grant_unlock(seats.station, seats.station_keys, asked, tmp_path, "忘了", acting(seats, CLERK))
    assert not list(tmp_path.glob("*.zsunlock"))
