"""What the plan brought, from the books: which knocks count, and which month is told."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from two_seats import DAY, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.plan_gain import MonthGain, newest_gain
from collector_desktop.services.visiting import RecordVisit, record, undo
from collector_desktop.store.queries import policies

HOUSEHOLDS = [f"41000000{at:02d}" for at in range(1, 41)]
NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def street(tmp_path: Path) -> TwoSeats:
    """Forty households that owe."""
    seats = two_seats(tmp_path)
    for account in HOUSEHOLDS:
        seats.bill(account, "前柳村", "202610", 10_000)
    seats.carry_route(stamp(1))
    return seats


def told(seats: TwoSeats, day: int = 0) -> MonthGain | None:
    on = DAY + timedelta(days=day)
    with seats.laptop.reading() as conn:
        policy: Policy = policies.policy(conn)
        return newest_gain(conn, on, policy)


def knock(seats: TwoSeats, account: str, outcome: Outcome, minute: int) -> RecordVisit:
    visit = RecordVisit(id=new_act_id(), account=AccountNumber(account), slot=Slot.MORNING, outcome=outcome)
    record(seats.laptop, visit, stamp(minute))
    return visit


def a_day_out(seats: TwoSeats) -> None:
    """Ten were not home, twenty-four paid."""
    for at, account in enumerate(HOUSEHOLDS[:34]):
        if at % 10 in (0, 4, 8):
            knock(seats, account, Outcome.NOT_HOME, at)
        else:
            seats.pay(account, 10_000, stamp(at))


def test_a_month_of_knocks_is_compared_with_paper_order(street: TwoSeats) -> None:
    assert told(street) is None
    a_day_out(street)
    found = told(street)
    assert found is not None
    assert found.month == BillingMonth(2026, 11)
    paid = sum(at % 10 not in (0, 4, 8) for at in range(34))
    assert found.gain.households == -(-paid * 9 // 10)
    assert found.gain.low <= found.gain.paper <= found.gain.high
    assert not found.gain.is_certain


def test_a_knock_taken_back_and_a_service_are_no_collecting(street: TwoSeats) -> None:
    a_day_out(street)
    before = told(street)
    taken_back = knock(street, HOUSEHOLDS[0], Outcome.NOT_HOME, 40)
    undo(street.laptop, taken_back.id, stamp(40))
    knock(street, HOUSEHOLDS[1], Outcome.SERVICED, 41)
    after = told(street)
    assert before is not None
    assert after is not None
    assert after.gain.real == before.gain.real


def test_a_month_too_young_to_tell_lets_the_one_before_speak(street: TwoSeats) -> None:
    a_day_out(street)
    found, later = told(street), told(street, day=25)
    assert found is not None
    assert later is not None
    assert (later.month, later.gain.real) == (found.month, found.gain.real)
    assert told(street, day=60) is None


def test_for_a_month_too_young_to_tell_nothing_but_its_knocks_is_read(street: TwoSeats) -> None:
    for at, account in enumerate(HOUSEHOLDS[:29]):
        knock(street, account, Outcome.NOT_HOME, at)
    read: list[str] = []
    with street.laptop.reading() as conn:
        policy = policies.policy(conn)
        event.listen(conn, "before_cursor_execute", lambda _conn, _cursor, statement, *_: read.append(statement))
        assert newest_gain(conn, DAY, policy) is None
    assert len(read) == len(["this month's knocks", "last month's"])
