"""What the books tell the day plan of a door."""

from datetime import timedelta

from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.day_plan import DayPlan
from collector_desktop.domain.door_history import RestReason
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services.households import NoteAway, note_away
from collector_desktop.services.planning_day import planned, think
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.doors import doors as doors_of
from collector_desktop.store.queries.knocks_learned import attempts_by_account, day_in_villages

ONE = AccountNumber("4100000001")
THIS_EVENING = Promise(on=DAY, slot=Slot.EVENING)


def plan(seats: TwoSeats) -> DayPlan:
    with seats.laptop.reading() as conn:
        policy = policies.policy(conn)
        found = doors_of(conn, DAY, policy, LAPTOP)
        return planned(think(conn, found, DAY, Slot.EVENING, policy), conn, found)


def promise(seats: TwoSeats, minute: int) -> None:
    visit = RecordVisit(id=new_act_id(), account=ONE, slot=Slot.NOON, outcome=Outcome.PROMISED, promise=THIS_EVENING)
    record(seats.laptop, visit, stamp(minute))


def away(seats: TwoSeats, minute: int) -> None:
    told = NoteAway(id=new_act_id(), account=ONE, until=DAY + timedelta(days=7), reason="外出打工")
    note_away(seats.laptop, told, stamp(minute))


def test_word_that_nobody_is_at_home_overtakes_a_promise_made_before(doors: TwoSeats) -> None:
    promise(doors, 1)
    assert plan(doors).of(Slot.EVENING).doors[0].account == ONE
    away(doors, 2)
    assert ONE not in {each.account for each in plan(doors).of(Slot.EVENING).doors}
    assert [each.why for each in plan(doors).resting if each.account == ONE] == [RestReason.AWAY]


def test_a_promise_made_after_that_binds_the_door(doors: TwoSeats) -> None:
    away(doors, 1)
    promise(doors, 2)
    assert plan(doors).of(Slot.EVENING).doors[0].account == ONE


def test_a_miss_while_the_household_was_away_teaches_nothing(doors: TwoSeats) -> None:
    def learned() -> list[bool]:
        with doors.laptop.reading() as conn:
            day_in = day_in_villages(conn, policies.policy(conn))
            return [each.met for each in attempts_by_account(conn, DAY + timedelta(days=1), day_in).get(ONE, ())]

    def miss(minute: int) -> None:
        missed = RecordVisit(id=new_act_id(), account=ONE, slot=Slot.NOON, outcome=Outcome.NOT_HOME)
        record(doors.laptop, missed, stamp(minute))

    miss(1)
    assert learned() == [False]
    away(doors, 2)
    assert learned() == []
