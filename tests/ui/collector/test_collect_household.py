"""The household on its card: small services in one tap, and what is known so that somebody is met."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.household import Household
from collector_desktop.domain.names import ActId
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services import door_slips, visiting
from collector_desktop.services.door_slips import LeaveSlip
from collector_desktop.services.serving import QuickService
from collector_desktop.services.undoing import undo
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.queries import service, visits
from collector_desktop.store.queries.doors import Door
from collector_desktop.store.queries.facts import fact
from collector_desktop.store.queries.households import household_of
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit

ALT = Qt.KeyboardModifier.AltModifier
KEYS = (
    (Qt.Key.Key_X, QuickService.REPAIR, "小修理 1"),
    (Qt.Key.Key_A, QuickService.SAFETY_TALK, "安全讲解 1"),
    (Qt.Key.Key_D, QuickService.TARIFF_EXPLAINED, "讲清电费 1"),
)


def open_card(seats: Seats, qtbot: QtBot, door: Door) -> CollectPage:
    page = CollectPage(seats.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.open(door.account)
    page.activated()
    return page


def with_alt(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focused(), key, ALT)


def texts(page: CollectPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def button(page: CollectPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisible())


def known(seats: Seats, door: Door) -> Household:
    with seats.session.ledger.reading() as conn:
        return household_of(conn, door.account, DAY)


def services(seats: Seats) -> int:
    with seats.session.ledger.reading() as conn:
        return service.counts(conn, DAY, DAY).services


@pytest.mark.parametrize(("key", "done", "told"), KEYS)
def test_a_small_service_is_logged_in_one_tap_and_the_card_stays_open(
    seats: Seats, qtbot: QtBot, key: Qt.Key, done: QuickService, told: str
) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    with qtbot.waitSignal(page.recorded) as recorded:
        with_alt(qtbot, key)
    assert services(seats) == 1
    assert told in texts(page)
    assert told.split()[0] in recorded.args[1]
    assert isinstance(focused(), MoneyEdit)
    assert done in QuickService


def test_tapped_with_the_mouse_enter_still_takes_the_payment(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    button(page, "小修理").click()
    with qtbot.waitSignal(page.collected):
        press(qtbot, Qt.Key.Key_Return)
    assert services(seats) == 1


def test_a_service_undone_is_no_longer_counted_on_the_card(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    with qtbot.waitSignal(page.recorded) as recorded:
        with_alt(qtbot, Qt.Key.Key_X)
    act = ActId(recorded.args[0])
    with seats.session.ledger.reading() as conn:
        said = fact(conn, act)
    assert said is not None
    page.refresh(undo(seats.session.ledger, act, seats.session.stamp().model_copy(update={"at": said.at})))
    assert services(seats) == 0
    assert "小修理 1" not in texts(page)


def test_an_appointment_is_made_beside_the_card_and_called_off_there(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    with_alt(qtbot, Qt.Key.Key_H)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_1, Qt.Key.Key_Return)
    (made,) = known(seats, door).appointments
    assert (made.on, made.slot) == (DAY + timedelta(days=2), Slot.MORNING)
    assert "说好 11月25日早" in texts(page)
    button(page, "取消").click()
    assert known(seats, door).appointments == ()
    assert "说好" not in texts(page)


def test_an_absence_is_noted_and_ended(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    with_alt(qtbot, Qt.Key.Key_H)
    button(page, "外出").click()
    press(qtbot, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    type_text(qtbot, "打工")
    press(qtbot, Qt.Key.Key_Return)
    away = known(seats, door).away
    assert away is not None
    assert (away.until, away.reason) == (date(2026, 12, 7), "打工")
    assert "外出 至12月7日" in texts(page)
    button(page, "回来了").click()
    assert known(seats, door).away is None


def test_contacts_and_the_neighbour_are_noted_with_enter_and_deleted_with_one_tap(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    with_alt(qtbot, Qt.Key.Key_H)
    button(page, "联系人").click()
    for text in ("王小军", "儿子", "13800000001"):
        type_text(qtbot, text)
        press(qtbot, Qt.Key.Key_Return)
    button(page, "邻居").click()
    assert "一个字也不能说" in texts(page)
    type_text(qtbot, "李婶")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "王小军(儿子)" in texts(page)
    button(page, "138****0001").click()
    assert button(page, "13800000001").isVisible()
    neighbour = known(seats, door).neighbour
    assert neighbour is not None
    assert (neighbour.name, neighbour.phone) == ("李婶", "")
    button(page, "删去").click()
    assert known(seats, door).contacts == ()


def test_what_is_refused_is_said_in_the_panel_and_nothing_typed_is_lost(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    with_alt(qtbot, Qt.Key.Key_H)
    button(page, "联系人").click()
    type_text(qtbot, "王小军")
    button(page, "记下").click()
    assert "没有写王小军的电话" in texts(page)
    assert page.side.household.notice.isVisible()
    assert known(seats, door).contacts == ()


def test_esc_goes_back_step_by_step_to_the_amount_and_then_to_the_doors(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    with_alt(qtbot, Qt.Key.Key_H)
    button(page, "联系人").click()
    press(qtbot, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert page.side.preview.isVisible()
    assert isinstance(focused(), MoneyEdit)
    with qtbot.waitSignal(page.left):
        press(qtbot, Qt.Key.Key_Escape)


def test_the_same_key_opens_the_panel_and_closes_it(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    with_alt(qtbot, Qt.Key.Key_H)
    assert page.side.household.isVisible()
    with_alt(qtbot, Qt.Key.Key_H)
    assert page.side.preview.isVisible()


def test_a_note_made_elsewhere_shows_on_the_open_card_and_leaves_what_is_typed(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, "5")
    page.refresh(Changes(accounts=frozenset({door.account}), topics=frozenset({Topic.HOUSEHOLD})))
    field = page.findChild(MoneyEdit)
    assert field is not None
    assert field.text() == "5"


def test_everything_in_the_panel_can_be_reached_named_and_hit_and_fits(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    with_alt(qtbot, Qt.Key.Key_H)
    for form in (None, *page.side.household.add_buttons):
        if form is not None:
            form.click()
        assert unnamed_or_small(page) == []
        assert page.minimumSizeHint().height() <= 636
        if form is not None:
            press(qtbot, Qt.Key.Key_Escape)


def test_how_often_a_word_was_kept_is_told_once_its_day_is_over(seats: Seats, qtbot: QtBot) -> None:
    door, session = seats.owing(0), seats.session
    yesterday = session.stamp().model_copy(update={"business_day": DAY - timedelta(days=1)})
    visit = RecordVisit(
        id=new_act_id(),
        account=door.account,
        slot=Slot.NOON,
        outcome=Outcome.PROMISED,
        promise=Promise(on=DAY - timedelta(days=1), slot=Slot.EVENING),
    )
    visiting.record(session.ledger, visit, yesterday)
    page = open_card(seats, qtbot, door)
    with_alt(qtbot, Qt.Key.Key_H)
    assert "守约 0 次 · 我们没去 1 次" in texts(page)


def test_no_knock_is_recorded_by_any_of_it(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    with_alt(qtbot, Qt.Key.Key_X)
    with seats.session.ledger.reading() as conn:
        assert visits.at_account(conn, DAY, door.account).today == ()
    assert page.account == door.account


def test_the_slip_left_at_the_door_is_looked_at_and_printed_again(seats: Seats, qtbot: QtBot, tmp_path: Path) -> None:
    door, session = seats.owing(0), replace(seats.session, printer=Printer(output_file=str(tmp_path / "slip.pdf")))
    left = LeaveSlip(visit=new_act_id(), slip=new_act_id(), account=door.account, slot=Slot.EVENING)
    door_slips.leave_slip(session.ledger, left, session.stamp())
    page = CollectPage(session)
    show(page, qtbot)
    page.open(door.account)
    page.activated()
    with_alt(qtbot, Qt.Key.Key_H)
    button(page, "看留条").click()
    slip = page.side.household.slip
    assert slip.isVisible()
    with qtbot.waitSignal(slip._queue.ended):
        press(qtbot, Qt.Key.Key_Return)
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    press(qtbot, Qt.Key.Key_Escape)
    assert not slip.isVisible()
    assert page.side.household.isVisible()
