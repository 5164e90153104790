"""Instalments rise on Today: what is due soon, today or too late stands at its door, and the door stands first."""

from datetime import timedelta

import pytest
from plan_seats import agree_in
from pytestqt.qtbot import QtBot
from ui_hand import show
from ui_seats import DAY, Seats, today_of

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.reminders import Due
from collector_desktop.domain.repayment import PlanPayment, plan_state
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries.doors import Door, doors, read_again
from collector_desktop.ui.collector.today.delegate import chips_of
from collector_desktop.ui.collector.today.presenter import DoorRow
from collector_desktop.ui.desk import Desk


def overdue_door(seats: Seats, at: int = -1) -> Door:
    return [door for door in all_doors(seats) if door.overdue_days][at]


def all_doors(seats: Seats) -> tuple[Door, ...]:
    session = seats.session
    with session.ledger.reading() as conn:
        return doors(conn, DAY, session.policy(), session.seat.device)


def test_a_door_whose_instalment_is_due_stands_first_and_says_how_much(seats: Seats) -> None:
    last = overdue_door(seats)
    agree_in(seats, last.account, 3, DAY)
    found = all_doors(seats)
    rows = [row for row in today_of(seats, Slot.EVENING).rows(Slot.EVENING) if isinstance(row, DoorRow)]
    unbound = [
        row.door for row in rows if row.door.promise is None and not row.door.booked and not row.door.appointment
    ]
    assert unbound[0].account == last.account
    (door,) = [door for door in found if door.account == last.account]
    assert door.plan is not None
    assert f"分期今天到期 {door.plan.wanted_now.grouped()}" in [chip.text for chip in chips_of(door, DAY)]
    with seats.session.ledger.reading() as conn:
        assert read_again(conn, found, {last.account}, DAY, Policy(), seats.session.seat.device) == found


def test_once_it_is_paid_the_door_has_its_place_again_and_names_the_next_day(seats: Seats) -> None:
    last = overdue_door(seats)
    agree_in(seats, last.account, 3, DAY)
    (door,) = [door for door in all_doors(seats) if door.account == last.account]
    assert door.plan is not None
    seats.pay(last.account, door.plan.wanted_now)
    (again,) = [door for door in all_doors(seats) if door.account == last.account]
    assert again.plan is not None
    assert (again.plan.done, again.plan.reminds) == (1, False)
    assert "分期 1/3,下期 12月23日" in [chip.text for chip in chips_of(again, DAY)]


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "分期 11月23日 到期"), (0, "分期今天到期"), (2, "分期逾期 2 天"), (-9, "分期 0/2,下期 11月23日")],
)
def test_the_chip_counts_the_days(seats: Seats, days: int, said: str) -> None:
    first = overdue_door(seats)
    agree_in(seats, first.account, 2, DAY)
    (door,) = [door for door in all_doors(seats) if door.account == first.account]
    assert door.plan is not None
    payments: tuple[PlanPayment, ...] = ()
    on_that_day = plan_state(door.plan.plan, payments, DAY + timedelta(days=days), Policy())
    chips = chips_of(door.model_copy(update={"plan": on_that_day}), DAY)
    assert any(chip.text.startswith(said) for chip in chips), [chip.text for chip in chips]


def test_instalments_due_are_counted_above_the_doors_and_one_press_opens_the_card(seats: Seats, qtbot: QtBot) -> None:
    first, second = overdue_door(seats, 0), overdue_door(seats, 1)
    agree_in(seats, first.account, 2, DAY + timedelta(days=2))
    agree_in(seats, second.account, 2, DAY)
    desk = Desk(seats.session)
    show(desk, qtbot)
    bar = desk.today.reminders
    assert bar.links[Due.INSTALMENT].text() == "分期到期 2 户"
    bar.links[Due.INSTALMENT].click()
    assert desk.collect.account == second.account, "the one that is due first"
    for pressed, (account, words) in enumerate(((first.account, "第 2 户"), (second.account, "第 1 户"))):
        desk.go("today")
        bar.links[Due.INSTALMENT].click()
        assert desk.collect.account == account, f"pressed {pressed + 2} times"
        assert words in bar.links[Due.INSTALMENT].text()
    (door,) = [door for door in all_doors(seats) if door.account == second.account]
    assert door.plan is not None
    seats.pay(second.account, door.plan.wanted_now)
    desk.apply(Changes(topics=frozenset({Topic.BILLS}), accounts=frozenset({second.account})))
    assert bar.links[Due.INSTALMENT].text() == "分期到期 1 户"
