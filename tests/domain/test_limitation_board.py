"""The time left of each open bill, and what started it anew."""

from datetime import date, timedelta

from court_claims import ACCOUNT, claim_filed, step_taken
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.allocation import BillDue, amount_due
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.court import ClaimState, fold
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.limitation import last_day
from collector_desktop.domain.limitation_board import Restart, Urgency, time_of, times_of
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy

POLICY = Policy()
DUE = date(2023, 11, 20)
ON = date(2026, 10, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _due(due_on: date = DUE, on: date = ON) -> BillDue:
    bill = Bill(account=ACCOUNT, month=BillingMonth(2023, 10), due_on=due_on, amount=Money(10000))
    return amount_due([bill], on, POLICY).bills[0]


def _claim(way: Way, on: date, *steps: tuple[CourtStep, date]) -> ClaimState:
    filed = claim_filed(way, on)
    return fold(filed, [step_taken(filed, step, day, at) for at, (step, day) in enumerate(steps)], POLICY)


def test_without_a_demand_the_three_years_run_from_the_due_date() -> None:
    time = time_of(_due(), (), (), ON, soon_days=90)
    assert (time.last_day, time.days_left, time.restart) == (date(2026, 11, 20), 50, Restart.DUE)
    assert time.urgency is Urgency.SOON


def test_a_demand_with_proof_starts_them_anew() -> None:
    time = time_of(_due(), (date(2024, 2, 29),), (), ON, soon_days=90)
    assert (time.restart, time.restarted_on, time.last_day) == (
        Restart.DEMAND,
        date(2024, 2, 29),
        date(2027, 2, 28),
    )
    assert time.urgency is Urgency.RUNNING


def test_a_demand_after_they_ran_out_starts_nothing() -> None:
    time = time_of(_due(), (date(2026, 11, 21),), (), date(2026, 12, 1), soon_days=90)
    assert (time.days_left, time.restart, time.urgency) == (-11, Restart.DUE, Urgency.OVER)


def test_a_claim_that_runs_holds_the_time() -> None:
    claim = _claim(Way.PAYMENT_ORDER, date(2026, 9, 1), (CourtStep.ACCEPTED, date(2026, 9, 4)))
    time = time_of(_due(), (), [claim], ON, soon_days=90)
    assert (time.urgency, time.restart, time.restarted_on) == (Urgency.IN_COURT, Restart.CLAIM, date(2026, 9, 1))


def test_a_claim_that_ended_starts_them_anew_on_its_last_day() -> None:
    claim = _claim(Way.SUIT, date(2026, 9, 1), (CourtStep.WITHDRAWN, date(2026, 9, 15)))
    time = time_of(_due(), (), [claim], ON, soon_days=90)
    assert (time.last_day, time.urgency) == (date(2029, 9, 15), Urgency.RUNNING)


def test_a_judgment_leaves_the_days_for_enforcement() -> None:
    claim = _claim(
        Way.SUIT, date(2026, 5, 6), (CourtStep.ACCEPTED, date(2026, 5, 8)), (CourtStep.JUDGED, date(2026, 8, 3))
    )
    time = time_of(_due(), (), [claim], ON, soon_days=90)
    assert time.urgency is Urgency.TITLED
    assert claim.deadline is not None
    assert time.last_day == claim.deadline.day


def test_a_claim_for_another_bill_says_nothing() -> None:
    other = fold(claim_filed(Way.SUIT, date(2026, 9, 1), bill=BillId("other")), (), POLICY)
    assert time_of(_due(), (), [other], ON, soon_days=90).restart is Restart.DUE


def test_the_most_pressing_bill_comes_first_and_what_is_not_overdue_is_left_out() -> None:
    bills = [
        Bill(account=ACCOUNT, month=BillingMonth(day.year, day.month), due_on=day, amount=Money(5000))
        for day in (date(2023, 6, 20), date(2023, 11, 20), date(2025, 3, 20), date(2026, 12, 20))
    ]
    times = times_of(amount_due(bills, ON, POLICY), {}, (), soon_days=90)
    assert [time.urgency for time in times] == [Urgency.SOON, Urgency.OVER, Urgency.RUNNING]


@given(DAYS, st.lists(DAYS, max_size=6))
def test_without_a_claim_the_board_says_what_the_rule_says(due_on: date, demands: list[date]) -> None:
    on = due_on + timedelta(days=500)
    time = time_of(_due(due_on, on), demands, (), on, soon_days=90)
    assert time.last_day == last_day(due_on, demands)
    assert time.days_left == (time.last_day - on).days
    assert last_day(time.restarted_on, ()) == time.last_day


@given(DAYS, st.lists(DAYS, max_size=4), st.integers(0, 1000))
def test_a_claim_never_shortens_the_time(due_on: date, demands: list[date], later: int) -> None:
    filed = due_on + timedelta(days=later)
    each = _due(due_on, due_on + timedelta(days=1100))
    claim = _claim(Way.SUIT, filed, (CourtStep.WITHDRAWN, filed + timedelta(days=10)))
    with_claim = time_of(each, demands, [claim], filed, soon_days=90)
    assert with_claim.last_day >= time_of(each, demands, (), filed, soon_days=90).last_day
