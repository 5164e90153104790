"""The plan is thought beside the window: nothing waits for it, and nothing said meanwhile is lost or overwritten."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import bring, press, settle, show
from ui_seats import Seats, today_of

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import taking_route
from collector_desktop.services.households import Appoint, appoint
from collector_desktop.store.queries.book import in_paper_order
from collector_desktop.store.queries.doors import Door, doors
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.today.presenter import DoorRow, Row
from collector_desktop.ui.session import Session

_LONG = 10
"""Seconds after which a test that went wrong goes on."""


@pytest.fixture
def morning(seats: Seats) -> Seats:
    seats.clock.now = seats.clock.now.replace(hour=7, minute=0)
    return seats


@pytest.fixture
def page(morning: Seats, qtbot: QtBot) -> TodayPage:
    page = TodayPage(morning.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.activated()
    return page


def listed(page: TodayPage) -> list[Row]:
    model = page.findChild(DoorsModel)
    assert model is not None
    return [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]


def accounts(page: TodayPage) -> list[AccountNumber]:
    return [row.door.account for row in listed(page) if isinstance(row, DoorRow)]


def door_of(page: TodayPage, account: AccountNumber) -> Door:
    return next(row.door for row in listed(page) if isinstance(row, DoorRow) and row.door.account == account)


def at_hand(page: TodayPage) -> AccountNumber:
    door = page.current_door()
    assert door is not None
    return door.account


def hold_up(session: Session) -> Event:
    """Something slow on the lane, until the event is set."""
    let_go = Event()
    session.lane.run(lambda _progress: let_go.wait(_LONG))
    return let_go


def let_it_be_thought(session: Session) -> None:
    """Wait on the window's own thread, so that what is thought lies ready and the window has not heard of it yet."""
    thought = Event()
    session.lane.run(lambda _progress: thought.set())
    assert thought.wait(_LONG)


def is_newest(page: TodayPage, seats: Seats, now: Slot) -> bool:
    """Whether every slot shows what is planned from the books as they are."""
    newest = today_of(seats, now)
    for slot in Slot:
        page.choose_slot(slot)
        if tuple(listed(page)) != newest.rows(slot):
            return False
    return True


def test_until_the_plan_is_there_one_works_in_paper_order(morning: Seats, qtbot: QtBot) -> None:
    slow = hold_up(morning.session)
    page = TodayPage(morning.session)
    page.changed.connect(page.refresh)
    bring(page, qtbot)
    page.activated()
    rows = [row for row in listed(page) if isinstance(row, DoorRow)]
    assert [row.door.order for row in rows] == sorted(row.door.order for row in rows)
    assert not any(row.planned for row in rows)
    assert {summary.is_planned for summary in page._today.summaries()} == {False}
    first = at_hand(page)
    press(qtbot, Qt.Key.Key_4)
    assert page.is_planning
    assert [knock.outcome for knock in door_of(page, first).today] == [Outcome.NOT_HOME]
    slow.set()
    settle(page, qtbot)
    assert first not in page._doors.planned
    assert is_newest(page, morning, Slot.MORNING)


def test_the_first_plan_is_shown_from_its_head_unless_a_door_was_taken_in_hand(morning: Seats, qtbot: QtBot) -> None:
    plan = [row.door.account for row in today_of(morning, Slot.MORNING).rows(Slot.MORNING) if isinstance(row, DoorRow)]
    for downs in (0, 2):
        slow = hold_up(morning.session)
        page = TodayPage(morning.session)
        bring(page, qtbot)
        page.activated()
        for _ in range(downs):
            press(qtbot, Qt.Key.Key_Down)
        before = at_hand(page)
        slow.set()
        settle(page, qtbot)
        assert at_hand(page) == (before if downs else plan[0])
        page.hide()


def pins(page: TodayPage, _seats: Seats) -> None:
    page.select(accounts(page)[-1])
    page.arranging.pin()


def skips(page: TodayPage, _seats: Seats) -> None:
    page.arranging.skip()


def says_it_rains_no_more(page: TodayPage, _seats: Seats) -> None:
    page.arranging.rain(False)


def knocks(page: TodayPage, _seats: Seats) -> None:
    page._knocked(Outcome.NOT_HOME)


def comes_to_the_next_slot(page: TodayPage, seats: Seats) -> None:
    seats.clock.now = seats.clock.now.replace(hour=12)
    page.keep_time()


def agrees_with_one_who_owes_nothing(page: TodayPage, seats: Seats) -> None:
    """Its door comes to the list: all doors are read anew."""
    session = seats.session
    on = session.business_day
    with session.ledger.reading() as conn:
        listed_now = {door.account for door in doors(conn, on, session.policy(), session.seat.device)}
        other = next(place.account for place in in_paper_order(conn) if place.account not in listed_now)
    wanted = Appoint(id=new_act_id(), account=other, on=on, slot=Slot.NOON, purpose="看电表")
    page.refresh(appoint(session.ledger, wanted, session.stamp()))
    assert other not in accounts(page)


def takes_a_new_route(page: TodayPage, seats: Seats) -> None:
    session = seats.session
    page.refresh(taking_route.take_route(session.ledger, session.keys, seats.issue(), session.stamp()).changes)


@pytest.mark.parametrize(
    "acts",
    [
        pins,
        skips,
        says_it_rains_no_more,
        knocks,
        comes_to_the_next_slot,
        agrees_with_one_who_owes_nothing,
        takes_a_new_route,
    ],
)
def test_what_is_said_while_another_plan_is_thought_is_not_overwritten_by_it(
    page: TodayPage, morning: Seats, qtbot: QtBot, acts: Callable[[TodayPage, Seats], None]
) -> None:
    page.arranging.rain(True)
    assert page.is_planning
    let_it_be_thought(morning.session)
    acts(page, morning)
    settle(page, qtbot)
    assert is_newest(page, morning, morning.session.slot())


def test_a_door_left_out_while_another_plan_is_thought_never_comes_back(
    page: TodayPage, morning: Seats, qtbot: QtBot
) -> None:
    left_out = at_hand(page)
    page.arranging.rain(True)
    let_it_be_thought(morning.session)
    page.arranging.skip()
    model = page.findChild(DoorsModel)
    assert model is not None
    seen: list[bool] = []
    model.modelReset.connect(lambda: seen.append(left_out in accounts(page)))
    settle(page, qtbot)
    assert seen
    assert not any(seen)


def test_a_plan_that_comes_while_an_answer_is_given_waits_for_it(page: TodayPage, morning: Seats, qtbot: QtBot) -> None:
    page.arranging.rain(True)
    door, before = at_hand(page), listed(page)
    page._knocked(Outcome.PROMISED)
    settle(page, qtbot)
    assert page._card.asking
    assert at_hand(page) == door
    assert listed(page) == before
    press(qtbot, Qt.Key.Key_Escape)
    assert is_newest(page, morning, Slot.MORNING)
