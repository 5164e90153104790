"""A claim before the court: the order of its steps and the law's days."""

from datetime import date, timedelta

import pytest
from court_claims import claim_filed, step_taken
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.court import ENDS, Waits, fold, followers
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.policy import Policy

POLICY = Policy()
FILED = date(2026, 11, 10)
"""A Tuesday."""
S = CourtStep


def _days(step: int) -> date:
    return FILED + timedelta(days=step)


def test_a_payment_order_that_nobody_objects_to_is_enforced_and_closed() -> None:
    filed = claim_filed(Way.PAYMENT_ORDER, FILED)
    steps = [S.ACCEPTED, S.ORDER_ISSUED, S.ORDER_SERVED, S.ENFORCEMENT_APPLIED, S.CLOSED]
    state = fold(filed, [step_taken(filed, step, _days(20 * at)) for at, step in enumerate(steps, 1)], POLICY)
    assert state.stage is S.CLOSED
    assert state.way is Way.PAYMENT_ORDER
    assert state.case_number == "(2026)豫0703民督12号"
    assert not state.is_open
    assert not state.next_steps
    assert len(state.steps) == 5


def test_an_objection_ends_the_order_and_makes_it_a_suit() -> None:
    filed = claim_filed(Way.PAYMENT_ORDER, FILED)
    steps = [S.ACCEPTED, S.ORDER_ISSUED, S.ORDER_SERVED, S.OBJECTED]
    taken = [step_taken(filed, step, _days(at)) for at, step in enumerate(steps)]
    state = fold(filed, taken, POLICY)
    assert state.next_steps == (S.SUIT_OPENED, S.CLOSED)
    state = fold(filed, [*taken, step_taken(filed, S.SUIT_OPENED, _days(9))], POLICY)
    assert state.way is Way.SUIT
    assert S.JUDGED in state.next_steps


def test_a_withdrawn_claim_takes_no_further_step() -> None:
    filed = claim_filed(Way.SUIT, FILED)
    taken = [step_taken(filed, S.WITHDRAWN, _days(1)), step_taken(filed, S.ACCEPTED, _days(2))]
    state = fold(filed, taken, POLICY)
    assert state.stage is S.WITHDRAWN
    assert len(state.steps) == 1


@pytest.mark.parametrize(
    ("way", "steps", "awaited", "day", "waits"),
    [
        # 10 November + 5 days is a Sunday: the Monday after counts (art. 85).
        (Way.PAYMENT_ORDER, [], S.ACCEPTED, date(2026, 11, 16), Waits.COURT),
        (Way.PAYMENT_ORDER, [S.ACCEPTED], S.ORDER_ISSUED, date(2026, 11, 25), Waits.COURT),
        (Way.PAYMENT_ORDER, [S.ACCEPTED, S.ORDER_ISSUED], S.ORDER_SERVED, date(2026, 12, 10), Waits.COURT),
        (
            Way.PAYMENT_ORDER,
            [S.ACCEPTED, S.ORDER_ISSUED, S.ORDER_SERVED],
            S.OBJECTED,
            date(2026, 11, 25),
            Waits.DEBTOR,
        ),
        (Way.SUIT, [], S.ACCEPTED, date(2026, 11, 17), Waits.COURT),
        (Way.SUIT, [S.ACCEPTED], S.JUDGED, date(2027, 2, 8), Waits.COURT),
        (Way.SUIT, [S.ACCEPTED, S.JUDGED], S.ENFORCEMENT_APPLIED, date(2028, 11, 9), Waits.STATION),
    ],
)
def test_the_table_of_deadlines(way: Way, steps: list[CourtStep], awaited: CourtStep, day: date, waits: Waits) -> None:
    filed = claim_filed(way, FILED)
    state = fold(filed, [step_taken(filed, step, FILED, at) for at, step in enumerate(steps, 1)], POLICY)
    assert state.deadline is not None
    assert (state.deadline.step, state.deadline.day, state.deadline.waits) == (awaited, day, waits)


def test_enforcement_begins_the_day_after_the_days_for_an_objection() -> None:
    filed = claim_filed(Way.PAYMENT_ORDER, FILED)
    steps = [S.ACCEPTED, S.ORDER_ISSUED, S.ORDER_SERVED]
    state = fold(filed, [step_taken(filed, step, FILED, at) for at, step in enumerate(steps, 1)], POLICY)
    assert state.enforce_from == date(2026, 11, 26)


@given(st.sampled_from(Way), st.lists(st.tuples(st.sampled_from(CourtStep), st.integers(0, 900)), max_size=14))
def test_no_sequence_of_steps_leaves_the_lawful_order(way: Way, tried: list[tuple[CourtStep, int]]) -> None:
    filed = claim_filed(way, FILED)
    state = fold(filed, [step_taken(filed, step, _days(day), at) for at, (step, day) in enumerate(tried)], POLICY)
    stage, at = S.FILED, filed.claimed.way
    for step in state.steps:
        assert step.step in followers(at, stage)
        at = Way.SUIT if step.step is S.SUIT_OPENED else at
        stage = step.step
    assert (stage, at) == (state.stage, state.way)
    assert state.is_open == (state.stage not in ENDS)
    assert state.is_open == bool(state.next_steps)


@given(st.sampled_from(Way), st.sampled_from(CourtStep))
def test_every_stage_that_is_not_an_end_can_come_to_one(way: Way, stage: CourtStep) -> None:
    reached, waiting = {stage}, [(way, stage)]
    if not followers(way, stage):
        return
    while waiting:
        at, step = waiting.pop()
        for after in followers(at, step):
            if after not in reached:
                reached.add(after)
                waiting.append((Way.SUIT if after is S.SUIT_OPENED else at, after))
    assert reached & ENDS


@given(st.sampled_from(Way), st.integers(0, 400))
def test_the_last_day_of_a_deadline_is_worked(way: Way, later: int) -> None:
    state = fold(claim_filed(way, _days(later)), (), POLICY)
    assert state.deadline is not None
    assert POLICY.calendar.is_working_day(state.deadline.day)
