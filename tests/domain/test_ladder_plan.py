"""A repayment plan that is kept stops the ladder on every rung; a demand and the way back stay open."""

from datetime import timedelta

import pytest
from ladder_household import ACCOUNT, CUT_ON, Household, checked

from collector_desktop.domain.case import Condition, Step
from collector_desktop.domain.instalments import even_instalments, plan_debts
from collector_desktop.domain.ladder_steps import blocks, may
from collector_desktop.domain.names import ActId
from collector_desktop.domain.repayment import Plan, PlanState, plan_state

UPWARDS = (Step.APPLY, Step.DECIDE, Step.ISSUE_NOTICE, Step.SERVE_NOTICE, Step.CALL, Step.CHECK, Step.CUT)
DAY = timedelta(days=1)


def plan(household: Household, first_in_days: int) -> PlanState:
    """A plan in two parts for what the household owes, asked for on the day of the cut."""
    due = household.state.due
    agreed = Plan(
        request=ActId("00000000-0000-4000-8000-000000000002"),
        account=ACCOUNT,
        asked_on=CUT_ON,
        agreed_on=CUT_ON,
        approval="20261020-0000",
        debts=plan_debts(due, {}),
        instalments=even_instalments(due.total, 2, CUT_ON + first_in_days * DAY),
    )
    return plan_state(agreed, (), household.state.on, household.policy)


@pytest.mark.parametrize("step", Step)
def test_a_kept_plan_stops_every_step_towards_a_cut_and_no_other(step: Step) -> None:
    household = checked()
    kept = household.state.model_copy(update={"plan": plan(household, 5)})
    lacking = [missing.condition for missing in may(step, kept, household.now, household.policy)]
    assert (Condition.NO_PLAN_KEPT in lacking) is (step in UPWARDS)
    assert Condition.NO_PLAN_KEPT in [missing.condition for missing in blocks(kept, household.policy)]


def test_a_plan_that_lapsed_stops_nothing() -> None:
    household = checked()
    lapsed = plan(household, -8)
    assert not lapsed.is_kept
    assert household.state.plan is None
    assert may(Step.CUT, household.state, household.now, household.policy) == ()
