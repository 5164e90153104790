"""What waiting costs: today, on the 30th, next month."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty_words import more_words, when_words
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.projection import When, next_30th, next_due_day, project

DEFAULT = Path(__file__).parents[2] / "resources" / "policy" / "default.json"
POLICY = Policy.model_validate_json(DEFAULT.read_text("utf-8"))
BILLS = st.lists(st.from_type(Bill), max_size=3, unique_by=lambda bill: bill.id)
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


def bill(amount: str, due: str) -> Bill:
    due_on = date.fromisoformat(due)
    return Bill(
        account=AccountNumber("4179677287"), month=BillingMonth.of(due_on), due_on=due_on, amount=Money.parse(amount)
    )


def test_each_day_says_the_penalty_of_that_day_and_what_it_adds() -> None:
    points = project([bill("75.60", "2026-09-15")], date(2026, 11, 23), POLICY)
    assert [(point.when, point.on, str(point.penalties), str(point.more)) for point in points] == [
        (When.TODAY, date(2026, 11, 23), "5.22", "0.00"),
        (When.ON_THE_30TH, date(2026, 11, 30), "5.75", "0.53"),
        (When.NEXT_MONTH, date(2026, 12, 15), "6.88", "1.66"),
    ]
    assert [when_words(point) for point in points] == ["今天交", "到 11月30日 交", "拖到下月 12月15日"]
    assert [more_words(point) for point in points] == ["—", "多 0.53", "多 1.66"]


def test_a_bill_not_yet_due_costs_nothing_more_until_it_is() -> None:
    points = project([bill("100.00", "2026-12-01")], date(2026, 11, 23), POLICY)
    assert [str(point.penalties) for point in points] == ["0.00", "0.00", "1.40"]


def test_whoever_owes_nothing_is_told_of_no_days() -> None:
    assert project([], date(2026, 11, 23), POLICY) == ()


def test_the_30th_of_a_short_month_is_its_last_day() -> None:
    assert next_30th(date(2027, 2, 3)) == date(2027, 2, 28)
    assert next_30th(date(2027, 1, 30)) == date(2027, 2, 28)
    assert next_30th(date(2028, 2, 28)) == date(2028, 2, 29)
    assert next_30th(date(2026, 12, 31)) == date(2027, 1, 30)


def test_on_the_30th_itself_the_due_day_of_next_month_comes_first() -> None:
    points = project([bill("75.60", "2026-09-15")], date(2026, 11, 30), POLICY)
    assert [point.on for point in points] == [date(2026, 11, 30), date(2026, 12, 15), date(2026, 12, 30)]


@given(BILLS, DAYS)
def test_the_days_lie_ahead_and_cost_what_those_days_cost(bills: list[Bill], today: date) -> None:
    points = project(bills, today, POLICY)
    assert bool(points) is bool(amount_due(bills, today, POLICY).bills)
    assert [point.on for point in points] == sorted(point.on for point in points)
    for point in points:
        assert point.when is When.TODAY or point.on > today
        assert point.total == amount_due(bills, point.on, POLICY).total
        assert next_due_day(today, POLICY) > today
