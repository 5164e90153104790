"""A repayment plan on a day: what is paid, what is due, and when it is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.policy import PenaltyPolicy, Policy
from collector_desktop.domain.reminders import Due, reminders
from collector_desktop.domain.repayment import (
    InstalmentStanding,
    Plan,
    PlanPayment,
    PlanStanding,
    PlanState,
    payments_of,
    plan_state,
)
from collector_desktop.domain.requests import Instalment, PlanDebt

FIRST = date(2026, 12, 10)
"""A Thursday; the next two are a Sunday and a Wednesday."""
DAY = timedelta(days=1)
POLICY = Policy(penalty=PenaltyPolicy(due_moves_to_working_day=False))
BILL = BillId("4100000001-202608-正常电费")
PLAN = Plan(
    request=ActId("00000000-0000-4000-8000-000000000001"),
    account=AccountNumber("4100000001"),
    asked_on=date(2026, 11, 23),
    agreed_on=date(2026, 11, 24),
    approval="20261124-0000",
    debts=(PlanDebt(bill=BILL, fee=Money(29000), penalty=Money(1000)),),
    instalments=(
        Instalment(on=FIRST, amount=Money(10000)),
        Instalment(on=date(2027, 1, 10), amount=Money(10000)),
        Instalment(on=date(2027, 2, 10), amount=Money(10000)),
    ),
)
PAYMENTS = st.lists(
    st.builds(
        PlanPayment,
        on=st.dates(PLAN.asked_on, date(2027, 3, 31)),
        amount=st.integers(1, 15000).map(Money),
    ),
    max_size=8,
)
DAYS = st.dates(PLAN.asked_on, date(2027, 4, 30))


def paid(fen: int, on: date) -> PlanPayment:
    return PlanPayment(on=on, amount=Money(fen))


def state(on: date, *payments: PlanPayment, policy: Policy = POLICY) -> PlanState:
    return plan_state(PLAN, payments, on, policy)


@pytest.mark.parametrize(
    ("on", "standing", "first"),
    [
        (FIRST - 4 * DAY, PlanStanding.ON_TIME, InstalmentStanding.AHEAD),
        (FIRST - 3 * DAY, PlanStanding.DUE_SOON, InstalmentStanding.DUE_SOON),
        (FIRST, PlanStanding.DUE_SOON, InstalmentStanding.DUE_TODAY),
        (FIRST + DAY, PlanStanding.OVERDUE, InstalmentStanding.OVERDUE),
        (FIRST + 7 * DAY, PlanStanding.OVERDUE, InstalmentStanding.OVERDUE),
        (FIRST + 8 * DAY, PlanStanding.LAPSED, InstalmentStanding.OVERDUE),
    ],
)
def test_an_unpaid_instalment_is_ahead_soon_today_overdue_and_then_ends_the_plan(
    on: date, standing: PlanStanding, first: InstalmentStanding
) -> None:
    found = state(on)
    assert (found.standing, found.instalments[0].standing) == (standing, first)
    assert found.lapses_on == FIRST + 8 * DAY
    assert found.is_kept is (standing is not PlanStanding.LAPSED)


def test_a_payment_within_the_days_of_grace_keeps_the_plan() -> None:
    found = state(FIRST + 8 * DAY, paid(10000, FIRST + 7 * DAY))
    assert (found.standing, found.done, found.lapses_on) == (PlanStanding.ON_TIME, 1, date(2027, 1, 18))


def test_a_part_of_an_instalment_is_not_the_instalment() -> None:
    found = state(FIRST + DAY, paid(9999, FIRST))
    assert (found.standing, found.wanted_now, found.done) == (PlanStanding.OVERDUE, Money(1), 0)
    assert found.next is not None
    assert (found.next.number, found.next.paid) == (1, Money(9999))


def test_what_came_too_late_does_not_bring_a_lapsed_plan_back_until_everything_is_paid() -> None:
    late = paid(10000, FIRST + 8 * DAY)
    assert state(FIRST + 9 * DAY, late).standing is PlanStanding.LAPSED
    everything = state(FIRST + 9 * DAY, late, paid(20000, FIRST + 9 * DAY))
    assert (everything.standing, everything.lapses_on, everything.next) == (PlanStanding.FULFILLED, None, None)


def test_paying_ahead_covers_the_next_instalments_and_more_than_agreed_is_no_part_of_it() -> None:
    found = state(FIRST, paid(25000, FIRST - DAY))
    assert [each.paid.fen for each in found.instalments] == [10000, 10000, 5000]
    assert state(FIRST, paid(35000, FIRST)).paid == PLAN.total


def test_an_instalment_due_on_a_rest_day_may_be_paid_on_the_next_working_day() -> None:
    policy = Policy()
    first_paid = paid(10000, FIRST)
    assert state(date(2027, 1, 11), first_paid, policy=policy).instalments[1].last_day == date(2027, 1, 11)
    assert state(date(2027, 1, 11), first_paid, policy=policy).standing is PlanStanding.DUE_SOON
    assert state(date(2027, 1, 12), first_paid, policy=policy).standing is PlanStanding.OVERDUE


def test_what_was_settled_before_the_plan_is_no_payment_of_it() -> None:
    debt = PLAN.debts[0].model_copy(update={"settled": Money(5000)})
    day = PLAN.asked_on
    assert payments_of(debt, (paid(4000, day - 9 * DAY), paid(3000, day))) == (paid(2000, day),)


@given(PAYMENTS, DAYS)
def test_every_fen_paid_is_in_one_instalment_in_their_order(payments: list[PlanPayment], on: date) -> None:
    found = plan_state(PLAN, payments, on, POLICY)
    assert Money.total(each.paid for each in found.instalments) == found.paid <= PLAN.total
    assert found.paid + found.open == PLAN.total
    for one, following in zip(found.instalments, found.instalments[1:], strict=False):
        assert not one.open or not following.paid


@given(PAYMENTS, DAYS, st.integers(0, 60))
def test_a_plan_that_lapsed_never_binds_again(payments: list[PlanPayment], on: date, days: int) -> None:
    if plan_state(PLAN, payments, on, POLICY).standing is PlanStanding.LAPSED:
        later = plan_state(PLAN, payments, on + timedelta(days=days), POLICY)
        assert later.standing in (PlanStanding.LAPSED, PlanStanding.FULFILLED)
        assert not later.is_kept


@given(PAYMENTS, DAYS)
def test_a_plan_that_is_kept_has_no_instalment_open_beyond_the_days_of_grace(
    payments: list[PlanPayment], on: date
) -> None:
    found = plan_state(PLAN, payments, on, POLICY)
    if found.is_kept:
        grace = timedelta(days=POLICY.repayment.lapse_days)
        assert all(not each.open or on <= each.last_day + grace for each in found.instalments)


@given(PAYMENTS, DAYS)
def test_paying_more_never_ends_a_plan(payments: list[PlanPayment], on: date) -> None:
    if plan_state(PLAN, payments, on, POLICY).is_kept:
        more = [*payments, paid(5000, PLAN.asked_on)]
        assert plan_state(PLAN, more, on, POLICY).standing is not PlanStanding.LAPSED


@pytest.mark.parametrize(
    ("days", "due"), [(-4, None), (-3, Due.INSTALMENT), (0, Due.INSTALMENT), (7, Due.INSTALMENT), (8, Due.LAPSED_PLAN)]
)
def test_an_instalment_reminds_from_a_few_days_before_until_the_plan_has_lapsed(days: int, due: Due | None) -> None:
    found = reminders((), (), (), FIRST + timedelta(days=days), [state(FIRST + timedelta(days=days))])
    assert [(each.kind, each.count, each.accounts) for each in found] == [(due, 1, (PLAN.account,))] * (due is not None)
