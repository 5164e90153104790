"""Who has a right to the free yearly check, and why."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.entitlement import Entitlement, Ground, Payment, WhyNot, entitlement, promptness
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.service_policy import ServicePolicy

TODAY = date(2026, 11, 23)
POLICY = Policy()


def bill(month: int, settled: date | None, due: date | None = None) -> Payment:
    """A bill of 2026, due on the 15th of the next month."""
    return Payment(BillingMonth(2026, month), due or date(2026, month + 1, 15), settled)


def right(*payments: Payment, saver: bool = False, done: tuple[date, ...] = (), year: int | None = None) -> Entitlement:
    return entitlement(payments, saver, done, TODAY, POLICY, year=year)


def test_whoever_paid_every_bill_by_its_due_date_is_entitled_and_the_months_say_why() -> None:
    found = right(bill(8, date(2026, 9, 15)), bill(9, date(2026, 10, 2)))
    assert found.grounds == (Ground.PROMPT_PAYER,)
    assert (found.promptness.in_time, found.promptness.bills, found.promptness.months) == (2, 2, 6)
    assert (found.left, found.used, found.next_from) == (1, 0, None)


def test_a_bill_paid_a_day_late_takes_the_right_and_is_named() -> None:
    found = right(bill(8, date(2026, 9, 16)), bill(9, date(2026, 10, 2)))
    assert not found.is_entitled
    assert found.left == 0
    assert (found.promptness.why_not, found.promptness.first_late) == (WhyNot.PAID_LATE, BillingMonth(2026, 8))


def test_a_due_date_on_a_sunday_moves_to_monday() -> None:
    assert date(2026, 11, 15).isoweekday() == 7
    assert right(bill(10, date(2026, 11, 16))).is_entitled
    assert not right(bill(10, date(2026, 11, 17))).is_entitled


def test_an_overdue_bill_takes_the_right_and_one_not_yet_due_says_nothing() -> None:
    assert right(bill(9, None)).promptness.why_not is WhyNot.OVERDUE
    assert right(bill(9, date(2026, 10, 1)), bill(10, None, due=TODAY)).is_entitled


def test_a_bill_older_than_the_months_looked_at_is_forgiven() -> None:
    assert right(bill(3, date(2026, 9, 1)), bill(9, date(2026, 10, 1))).is_entitled


def test_the_months_are_counted_back_from_the_day_itself() -> None:
    long_ago, in_time = date(2026, 9, 1), date(2026, 5, 1)
    last = bill(9, date(2026, 10, 1))
    assert right(bill(4, long_ago, due=date(2026, 5, 22)), last).is_entitled
    assert not right(bill(4, long_ago, due=date(2026, 5, 23)), last).is_entitled
    assert right(bill(4, in_time, due=date(2026, 5, 23)), last).promptness.bills == 2


def test_nobody_is_called_prompt_who_had_no_bill() -> None:
    assert right().promptness.why_not is WhyNot.NO_BILLS


def test_a_saver_is_entitled_whatever_the_bills_say_and_both_grounds_are_named() -> None:
    assert right(bill(9, None), saver=True).grounds == (Ground.SAVER,)
    assert right(bill(9, date(2026, 10, 1)), saver=True).grounds == (Ground.PROMPT_PAYER, Ground.SAVER)


def test_the_right_is_used_once_a_calendar_year_and_comes_back_with_the_next() -> None:
    done = (date(2025, 12, 31), date(2026, 3, 4))
    this_year = right(saver=True, done=done)
    assert (this_year.used, this_year.left, this_year.next_from) == (1, 0, date(2027, 1, 1))
    assert right(saver=True, done=done, year=2027).left == 1


def test_a_policy_may_give_more_checks_or_none() -> None:
    twice = Policy(service=ServicePolicy(free_checks_a_year=2))
    assert entitlement((), True, (date(2026, 3, 4),), TODAY, twice).left == 1
    never = Policy(service=ServicePolicy(free_checks_a_year=0))
    assert not entitlement((), True, (), TODAY, never).is_entitled


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@given(st.lists(DAYS), st.booleans(), st.integers(0, 3))
def test_what_is_left_is_never_negative_and_never_more_than_the_policy_gives(
    done: list[date], saver: bool, a_year: int
) -> None:
    policy = Policy(service=ServicePolicy(free_checks_a_year=a_year))
    found = entitlement((), saver, done, TODAY, policy)
    assert 0 <= found.left <= a_year
    assert found.left == 0 or found.is_entitled


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 40)), max_size=8))
def test_prompt_is_whoever_has_no_late_bill_among_those_judged(bills: list[tuple[int, int]]) -> None:
    payments = [bill(month, date(2026, month + 1, 1) + timedelta(days=after)) for month, after in bills]
    found = promptness(payments, TODAY, POLICY)
    assert found.is_prompt == (found.in_time == found.bills >= 1)
    assert found.first_late is None or not found.is_prompt


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 31), st.integers(1, 12))
def test_so_many_months_never_hold_more_monthly_bills_than_months(on: date, due_day: int, months: int) -> None:
    policy = Policy(service=ServicePolicy(prompt_months=months))
    every = (BillingMonth(2024, 1).plus(at) for at in range(50))
    payments = [Payment(month, due, due) for month in every for due in (_due(month, due_day),)]
    found = promptness(payments, on, policy)
    assert months - 1 <= found.bills <= months


def _due(month: BillingMonth, day: int) -> date:
    """That day of a month, or its last."""
    last = monthrange(month.year, month.month)[1]
    return date(month.year, month.month, min(day, last))
