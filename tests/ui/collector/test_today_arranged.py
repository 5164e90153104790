"""What the collector wants otherwise: pinned, moved, skipped, another slot, rain; the plan adapts around it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QListView, QMenu
from pytestqt.qtbot import QtBot
from ui_hand import press, settle, show
from ui_seats import DAY, START, Seats, thought_of, today_of

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.rounds import Wish
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Slot
from collector_desktop.services.arranging import ArrangeDoor, arrange
from collector_desktop.store.queries import rounds
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.today.presenter import DoorRow, Heading
from collector_desktop.ui.desk import Desk


@pytest.fixture
def page(seats: Seats, qtbot: QtBot) -> TodayPage:
    seats.clock.now = seats.clock.now.replace(hour=7, minute=0)
    page = TodayPage(seats.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.activated()
    return page


def planned(page: TodayPage) -> list[AccountNumber]:
    """The doors of the slot's plan as listed, in order, without those for spare time."""
    listed = page.findChild(DoorsModel)
    assert listed is not None
    found = []
    for at in range(listed.rowCount()):
        row = listed.row(at)
        if isinstance(row, Heading) and row.is_spare:
            break
        if isinstance(row, DoorRow):
            found.append(row.door.account)
    return found


def go_to(page: TodayPage, account: AccountNumber) -> None:
    listed, view = page.findChild(DoorsModel), page.findChild(QListView)
    assert listed is not None
    assert view is not None
    view.setCurrentIndex(listed.index(listed.place_of(account)))


def spare(page: TodayPage) -> list[AccountNumber]:
    listed = page.findChild(DoorsModel)
    assert listed is not None
    rows = [listed.row(at) for at in range(listed.rowCount())]
    everyone = [row.door.account for row in rows if isinstance(row, DoorRow)]
    return everyone[len(planned(page)) :]


def test_space_brings_a_spare_door_into_the_slot(page: TodayPage, qtbot: QtBot) -> None:
    waiting = spare(page)[0]
    go_to(page, waiting)
    press(qtbot, Qt.Key.Key_Space)
    assert waiting in planned(page)
    assert page.current_door().account == waiting


def test_delete_leaves_a_door_out_for_today_and_backspace_brings_it_back(page: TodayPage, qtbot: QtBot) -> None:
    first = planned(page)[0]
    go_to(page, first)
    with qtbot.waitSignal(page.recorded) as recorded:
        press(qtbot, Qt.Key.Key_Delete)
    assert "今天不去" in recorded.args[1]
    assert first not in planned(page) + spare(page)
    page.toggle_paper_order()
    go_to(page, first)
    press(qtbot, Qt.Key.Key_Backspace)
    page.toggle_paper_order()
    assert first in planned(page) + spare(page)


def test_alt_arrows_move_a_door_within_the_slot(page: TodayPage, qtbot: QtBot) -> None:
    first, second, third, *_ = before = planned(page)
    go_to(page, first)
    qtbot.keyClick(page.findChild(QListView), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert planned(page)[:3] == [second, first, third]
    qtbot.keyClick(page.findChild(QListView), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert planned(page)[:3] == [first, second, third]
    assert sorted(planned(page)) == sorted(before)


def test_a_door_is_dragged_to_where_it_is_dropped_even_to_the_end(page: TodayPage) -> None:
    first, second, third, *_ = planned(page)
    listed = page.findChild(DoorsModel)
    assert listed is not None
    data = listed.mimeData([listed.index(listed.place_of(third))])
    assert isinstance(data, QMimeData)
    listed.dropMimeData(data, Qt.DropAction.MoveAction, listed.place_of(first), 0, QModelIndex())
    assert planned(page)[:3] == [third, first, second]
    data = listed.mimeData([listed.index(listed.place_of(third))])
    end = next((at for at in range(listed.rowCount()) if getattr(listed.row(at), "is_spare", False)), listed.rowCount())
    listed.dropMimeData(data, Qt.DropAction.MoveAction, end, 0, QModelIndex())
    assert planned(page)[-1] == third


def test_another_slot_takes_a_door_alone(page: TodayPage, qtbot: QtBot) -> None:
    first = planned(page)[0]
    go_to(page, first)
    qtbot.keyClick(
        page.findChild(QListView),
        Qt.Key.Key_3,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert first not in planned(page) + spare(page)
    page.choose_slot(Slot.EVENING)
    assert first in planned(page)


def test_rain_is_one_tick_and_plans_the_slot_anew(page: TodayPage, seats: Seats, qtbot: QtBot) -> None:
    box = page.findChild(QCheckBox)
    assert box is not None
    box.click()
    settle(page, qtbot)
    with seats.session.ledger.reading() as conn:
        assert rounds.rainy_slots(conn, DAY, DAY) == {(DAY, Slot.MORNING)}
    listed = page.findChild(DoorsModel)
    assert listed is not None
    rows = [listed.row(at) for at in range(listed.rowCount())]
    assert all("rain" in row.planned.reason.today for row in rows if isinstance(row, DoorRow) and row.planned)
    page.choose_slot(Slot.NOON)
    assert not box.isChecked()
    page.choose_slot(Slot.MORNING)
    box.click()
    with seats.session.ledger.reading() as conn:
        assert not rounds.rainy_slots(conn, DAY, DAY)


def test_what_is_wanted_is_there_after_a_restart_and_over_the_next_day(page: TodayPage, seats: Seats) -> None:
    first = planned(page)[0]
    go_to(page, first)
    page.arranging.skip()
    assert first in {each.account for each in today_of(seats, Slot.MORNING).resting}
    with seats.session.ledger.reading() as conn:
        assert rounds.arranged(conn, DAY)[first].wish is Wish.SKIP
        assert not rounds.arranged(conn, DAY.replace(day=DAY.day + 1))


def test_the_menu_offers_only_slots_that_are_still_ahead(page: TodayPage, seats: Seats, qtbot: QtBot) -> None:
    seats.clock.now = seats.clock.now.replace(hour=12)
    page.keep_time()
    go_to(page, (planned(page) + spare(page))[0])
    page.arranging.menu(QPoint(0, 0))
    (menu,) = page.findChildren(QMenu)
    said = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert said == ["就在这个时段去", "改到晚上", "往前挪", "往后挪", "今天不去", "还是照计划"]


def test_a_slot_that_ends_is_planned_anew_and_the_next_one_shown(page: TodayPage, seats: Seats, qtbot: QtBot) -> None:
    seats.clock.now = seats.clock.now.replace(hour=19)
    page.keep_time()
    settle(page, qtbot)
    assert (
        planned(page)
        == [
            row.door.account
            for row in today_of(seats, Slot.EVENING).rows(Slot.EVENING)[: len(planned(page)) * 2]
            if isinstance(row, DoorRow)
        ][: len(planned(page))]
    )
    assert page.current_door() is not None


def test_a_knock_takes_its_door_off_and_leaves_the_others_where_they_are(page: TodayPage, qtbot: QtBot) -> None:
    before = planned(page)
    go_to(page, before[0])
    for _ in range(3):
        press(qtbot, Qt.Key.Key_4)
    left = planned(page)
    assert left == [account for account in before if account in left]
    assert len(left) == len(before) - 3


def test_the_outline_is_kept_while_the_slot_runs_and_made_anew_when_the_collector_says_otherwise(seats: Seats) -> None:
    thought = thought_of(seats, Slot.EVENING)
    assert thought_of(seats, Slot.EVENING, thought) is thought
    rows = today_of(seats, Slot.EVENING).rows(Slot.EVENING)
    first, second, *_ = [row.door.account for row in rows if isinstance(row, DoorRow)]
    seats.pay(first)
    assert thought_of(seats, Slot.EVENING, thought) is thought
    wanted = ArrangeDoor(id=new_act_id(), account=second, wish=Wish.SKIP)
    arrange(seats.session.ledger, wanted, seats.session.stamp())
    assert thought_of(seats, Slot.EVENING, thought) is not thought


def test_the_toast_takes_a_wish_back(seats: Seats, qtbot: QtBot) -> None:
    morning = START.replace(hour=7)
    desk = Desk(replace(seats.session, clock=lambda: morning))
    show(desk, qtbot)
    page = desk.today
    first = planned(page)[0]
    go_to(page, first)
    page.arranging.skip()
    assert first not in planned(page)
    desk.undo()
    assert first in planned(page) + spare(page)
