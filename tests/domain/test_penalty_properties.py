"""What holds for the penalty of every bill under every policy."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty import effective_due, penalty
from collector_desktop.domain.policy import AcrossYears, PenaltyPolicy, Policy

BILLS = st.from_type(Bill)
POLICIES = st.builds(Policy, penalty=st.from_type(PenaltyPolicy))
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


@given(BILLS, POLICIES, DAYS, st.integers(0, 800))
def test_waiting_never_makes_it_less(bill: Bill, policy: Policy, day: date, days: int) -> None:
    """But where a province's rule charges all days anew at a later year's rate that is lower."""
    rules = policy.penalty
    assume(rules.across_years is AcrossYears.SPLIT or rules.other_permille_later_years >= rules.other_permille)
    own = bill.model_copy(update={"station_penalty": None})
    assert penalty(own, day, policy).amount <= penalty(own, day + timedelta(days=days), policy).amount


@given(BILLS, POLICIES, DAYS)
def test_there_is_none_up_to_the_due_date(bill: Bill, policy: Policy, day: date) -> None:
    assume(bill.station_penalty is None)
    found = penalty(bill, day, policy)
    if day <= effective_due(bill, policy):
        assert (found.amount, found.overdue_days) == (Money.ZERO, 0)


@given(BILLS, POLICIES, DAYS)
def test_the_stretches_follow_one_another_without_gap_and_make_the_raw_figure(
    bill: Bill, policy: Policy, day: date
) -> None:
    found = penalty(bill, day, policy)
    for one, following in zip(found.stretches, found.stretches[1:], strict=False):
        assert following.first == one.last + timedelta(days=1)
        assert following.principal < one.principal or following.first.year > one.last.year
    begun = found.station_figure or Money.ZERO
    assert found.raw == Money.rounded(sum((one.exact_fen for one in found.stretches), Fraction(begun.fen)))
    assert all(one.days > 0 and one.principal > Money.ZERO for one in found.stretches)
    if found.station_figure is None:
        assert sum(one.days for one in found.stretches) == found.overdue_days


@given(BILLS, POLICIES, DAYS)
def test_each_day_alone_adds_up_to_the_whole(bill: Bill, policy: Policy, day: date) -> None:
    """The definition of the rule, day by day, in the plainest arithmetic."""
    assume(bill.station_penalty is None)
    rules = policy.penalty
    assume(rules.across_years is AcrossYears.SPLIT)
    due = effective_due(bill, policy)
    exact = Fraction(0)
    charged = due + timedelta(days=1)
    while charged <= day:
        open_then = bill.amount.fen - sum(part.principal.fen for part in bill.paid if part.on < charged)
        if bill.use is UseClass.RESIDENTIAL:
            rate = rules.residential_permille
        elif charged.year == due.year:
            rate = rules.other_permille
        else:
            rate = rules.other_permille_later_years
        exact += Fraction(max(open_then, 0)) * Fraction(rate) / 1000
        charged += timedelta(days=1)
    assert penalty(bill, day, policy).raw == Money.rounded(exact)


@given(BILLS, POLICIES, DAYS)
def test_it_stays_between_its_minimum_and_its_cap(bill: Bill, policy: Policy, day: date) -> None:
    found = penalty(bill, day, policy)
    if found.minimum_applied:
        assert found.amount == policy.penalty.minimum
    elif found.cap is not None:
        assert found.amount <= max(found.cap, found.station_figure or Money.ZERO)
    assert found.amount <= found.raw or found.minimum_applied
    assert found.capped or found.minimum_applied or found.amount == found.raw
    assert Money.ZERO <= found.open <= found.amount


@given(BILLS, POLICIES, DAYS, st.integers(1, 400))
def test_once_the_principal_is_paid_it_stands_still(bill: Bill, policy: Policy, day: date, days: int) -> None:
    assume(bill.open > Money.ZERO)
    assume(all(part.on <= day for part in bill.paid))
    assume(bill.station_penalty is None or bill.station_penalty.as_of <= day)
    settled, standing = bill.with_paid(day, bill.open), penalty(bill, day, policy)
    for later in (day, day + timedelta(days=days)):
        found = penalty(settled, later, policy)
        assert (found.amount, found.stretches) == (standing.amount, standing.stretches)
