"""The table of who takes a step, what proves it and what undoes it says what the ladder does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from ladder_household import APPLIED_ON, CUT_ON, Household, approved, checked, cut, dunned, noticed

from collector_desktop.domain.case import CaseState, Rung, Step
from collector_desktop.domain.ladder_terms import Undoing, terms

LONG = timedelta(days=60)

AFTER: dict[Step, tuple[Callable[[], Household], Callable[[CaseState], object]]] = {
    Step.ISSUE_DUNNING: (lambda: Household().climb(Step.ISSUE_DUNNING), lambda state: state.demands),
    Step.SERVE_DUNNING: (dunned, lambda state: state.proofs),
    Step.APPLY: (lambda: dunned().move_to(APPLIED_ON).climb(Step.APPLY), lambda state: state.request),
    Step.DECIDE: (approved, lambda state: state.is_approved),
    Step.ISSUE_NOTICE: (
        lambda: approved().climb(Step.ISSUE_NOTICE, cut_on=CUT_ON),
        lambda state: state.notice,
    ),
    Step.SERVE_NOTICE: (noticed, lambda state: state.notice_served),
    Step.CALL: (lambda: noticed().move_to(CUT_ON).climb(Step.CALL), lambda state: state.call),
    Step.CHECK: (checked, lambda state: state.check),
    Step.CUT: (cut, lambda state: state.cut),
}
"""A household just after each step, and what stands of the step."""


@pytest.mark.parametrize("step", AFTER)
def test_a_step_counts_until_what_its_row_names(step: Step) -> None:
    make, stands = AFTER[step]
    undone_by = terms(step).undone_by

    household = make()
    assert stands(household.state)
    household.pay()
    paid = household.state
    assert (Undoing.PAYMENT in undone_by) is not bool(paid.cut)
    assert paid.rung is (Rung.TO_RECONNECT if step is Step.CUT else Rung.CLEAR)

    next_day = make()
    next_day.now += timedelta(days=1)
    assert bool(stands(next_day.state)) is (Undoing.DAY_OVER not in undone_by)

    much_later = make()
    much_later.now += LONG
    in_time = {Undoing.DAY_OVER, Undoing.WINDOW_OVER, Undoing.APPROVAL_OVER}
    assert bool(stands(much_later.state)) is in_time.isdisjoint(undone_by)


def test_reconnection_undoes_a_cut_and_nothing_undoes_a_reconnection() -> None:
    household = cut().climb(Step.RECONNECT)
    assert household.state.cut is None
    assert terms(Step.CUT).undone_by == (Undoing.RECONNECTION,)
    assert not terms(Step.RECONNECT).undone_by


def test_every_step_has_its_row() -> None:
    assert all(terms(step) for step in Step)
