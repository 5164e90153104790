"""The late-payment penalty, against the tables of the trade."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from collector_desktop.domain.bill import Bill, PartPayment, StationPenalty, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import effective_due, penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import AcrossYears, PenaltyPolicy, Policy

DEFAULT = Path(__file__).parents[2] / "resources" / "policy" / "default.json"
POLICY = Policy.model_validate_json(DEFAULT.read_text("utf-8"))


def policy(**rules: Any) -> Policy:
    return POLICY.model_copy(update={"penalty": PenaltyPolicy(**rules)})


def bill(amount: str, due: str, *paid: tuple[str, str], use: UseClass = UseClass.RESIDENTIAL, **more: Any) -> Bill:
    due_on = date.fromisoformat(due)
    parts = (PartPayment(on=date.fromisoformat(on), principal=Money.parse(part)) for on, part in paid)
    return Bill(
        account=AccountNumber("4179677287"),
        month=BillingMonth.of(due_on),
        use=use,
        due_on=due_on,
        amount=Money.parse(amount),
        paid=tuple(parts),
        **more,
    )


def other(amount: str, due: str, *paid: tuple[str, str], **more: Any) -> Bill:
    return bill(amount, due, *paid, use=UseClass.OTHER, **more)


def on(bill: Bill, day: str, rules: Policy = POLICY) -> str:
    return str(penalty(bill, date.fromisoformat(day), rules).amount)


@pytest.mark.parametrize(
    ("owed", "paid_on", "rules", "amount"),
    [
        (other("2000.00", "2025-12-15"), "2026-01-18", POLICY, "172.00"),
        (other("2000.00", "2025-12-15"), "2026-01-18", policy(across_years=AcrossYears.ALL_DAYS), "204.00"),
        (other("3000.00", "2026-01-15"), "2026-01-18", POLICY, "18.00"),
        (bill("86.40", "2026-10-15"), "2026-11-03", POLICY, "1.64"),
        (bill("86.40", "2026-10-15"), "2026-10-16", POLICY, "0.09"),
        (bill("86.40", "2024-05-15"), "2024-05-16", POLICY, "1.00"),
        (bill("500.00", "2025-02-28"), "2026-03-10", POLICY, "150.00"),
        (bill("500.00", "2025-02-28"), "2026-03-10", policy(cap_percent=None), "187.50"),
        (bill("27.44", "2026-08-15"), "2026-11-23", POLICY, "2.69"),
        (bill("75.60", "2026-09-15"), "2026-11-23", POLICY, "5.22"),
        (bill("77.28", "2026-11-15"), "2026-11-23", POLICY, "0.54"),
    ],
)
def test_the_table_of_penalties(owed: Bill, paid_on: str, rules: Policy, amount: str) -> None:
    assert on(owed, paid_on, rules) == amount


def test_days_are_payment_date_minus_due_date() -> None:
    owed = bill("100.00", "2026-10-15")
    days = [penalty(owed, date(2026, 10, day), POLICY).overdue_days for day in (1, 14, 15, 16, 18)]
    assert days == [0, 0, 0, 1, 3]


def test_the_raw_figure_and_the_cap_are_kept_for_the_explanation() -> None:
    found = penalty(bill("500.00", "2025-02-28"), date(2026, 3, 10), POLICY)
    assert (found.raw, found.cap, found.capped) == (Money(18750), Money(15000), True)
    assert not penalty(bill("500.00", "2025-02-28"), date(2025, 3, 10), POLICY).capped


def test_a_year_end_is_explained_by_two_stretches() -> None:
    before, after = penalty(other("2000.00", "2025-12-15"), date(2026, 1, 18), POLICY).stretches
    assert (before.first, before.last) == (date(2025, 12, 16), date(2025, 12, 31))
    assert (after.first, after.last) == (date(2026, 1, 1), date(2026, 1, 18))
    assert [(stretch.days, stretch.permille) for stretch in (before, after)] == [(16, Decimal(2)), (18, Decimal(3))]
    assert before.exact_fen + after.exact_fen == Fraction(17200)


def test_a_home_is_charged_one_rate_across_years() -> None:
    found = penalty(bill("2000.00", "2025-12-15"), date(2027, 1, 18), policy(cap_percent=None))
    assert [(stretch.days, stretch.permille) for stretch in found.stretches] == [(399, Decimal(1))]


def test_all_days_changes_nothing_before_the_year_has_turned() -> None:
    owed = other("2000.00", "2025-12-15")
    assert on(owed, "2025-12-31", policy(across_years=AcrossYears.ALL_DAYS)) == "64.00"


def test_all_days_does_not_reach_back_to_a_bill_whose_principal_was_paid_before_the_year_turned() -> None:
    owed = other("2000.00", "2025-12-15", ("2025-12-31", "2000.00"))
    assert on(owed, "2026-01-18", policy(across_years=AcrossYears.ALL_DAYS)) == "64.00"


def test_an_explanation_has_every_decimal() -> None:
    (stretch,) = penalty(bill("75.60", "2026-09-15"), date(2026, 11, 23), POLICY).stretches
    assert stretch.exact_yuan == Decimal("5.2164")


def test_a_contracts_own_rate_is_exact() -> None:
    owed = bill("100.01", "2026-10-15")
    assert on(owed, "2026-10-18", policy(residential_permille=Decimal("0.75"))) == "0.23"


def test_the_sum_is_rounded_once_and_not_stretch_by_stretch() -> None:
    owed = bill("1.00", "2026-10-15", ("2026-10-19", "0.50"), ("2026-10-21", "0.20"))
    found = penalty(owed, date(2026, 10, 23), POLICY)
    # 4 days of 1.00, 2 of 0.50 and 2 of 0.30 at 1‰: 0.40 + 0.10 + 0.06 fen; each alone would round to nothing.
    assert [stretch.exact_fen for stretch in found.stretches] == [Fraction(2, 5), Fraction(1, 10), Fraction(3, 50)]
    assert found.amount == Money(1)


def test_half_a_fen_rounds_up() -> None:
    assert on(bill("5.00", "2026-10-15"), "2026-10-16") == "0.01"
    assert on(bill("4.99", "2026-10-15"), "2026-10-16") == "0.00"


def test_each_stretch_of_days_uses_the_principal_then_open() -> None:
    owed = bill("300.00", "2026-10-15", ("2026-10-20", "100.00"), ("2026-10-27", "50.00"))
    found = penalty(owed, date(2026, 11, 3), POLICY)
    assert [(stretch.days, stretch.principal) for stretch in found.stretches] == [
        (5, Money(30000)),
        (7, Money(20000)),
        (7, Money(15000)),
    ]
    assert found.amount == Money.parse("3.95")


def test_what_was_paid_by_the_due_date_is_no_base_and_not_in_the_cap() -> None:
    owed = bill("300.00", "2026-10-15", ("2026-10-10", "50.00"), ("2026-10-15", "50.00"), ("2026-10-20", "100.00"))
    found = penalty(owed, date(2026, 10, 18), POLICY)
    assert found.amount == Money.parse("0.60")
    assert found.cap == Money.parse("60.00")


def test_what_was_paid_by_the_moved_due_date_is_no_base() -> None:
    # 2026-08-15 is a Saturday: Monday the 17th is still in time.
    assert on(bill("300.00", "2026-08-15", ("2026-08-17", "300.00")), "2026-11-23") == "0.00"


def test_a_bill_whose_principal_is_paid_keeps_a_fixed_penalty() -> None:
    owed = bill("86.40", "2026-10-15", ("2026-11-03", "86.40"))
    assert on(owed, "2026-11-03") == on(owed, "2026-11-04") == on(owed, "2027-11-04") == "1.64"
    assert penalty(owed, date(2027, 11, 4), POLICY).overdue_days == 19


def test_a_payment_that_is_not_yet_made_changes_nothing() -> None:
    owed = bill("86.40", "2026-10-15")
    later = bill("86.40", "2026-10-15", ("2026-11-20", "86.40"))
    assert on(owed, "2026-11-03") == on(later, "2026-11-03")


def test_what_was_paid_of_the_penalty_is_no_longer_open() -> None:
    owed = bill("86.40", "2026-10-15", penalty_paid=Money(100))
    assert penalty(owed, date(2026, 11, 3), POLICY).open == Money(64)
    assert penalty(owed, date(2026, 10, 16), POLICY).open == Money.ZERO


@pytest.mark.parametrize(
    ("due", "paid_on", "amount"),
    [
        ("2024-05-31", "2024-05-31", "0.00"),
        ("2024-05-31", "2024-06-01", "1.00"),
        ("2024-05-31", "2024-06-20", "1.73"),
        ("2024-06-03", "2024-06-04", "0.09"),
    ],
)
def test_one_yuan_at_least_is_due_only_under_the_1996_edition_and_from_the_first_day(
    due: str, paid_on: str, amount: str
) -> None:
    assert on(bill("86.40", due), paid_on) == amount


def test_the_minimum_is_more_than_the_cap() -> None:
    small = bill("2.00", "2024-05-15")
    for paid_on in ("2024-05-16", "2025-06-30", "2027-06-30"):
        found = penalty(small, date.fromisoformat(paid_on), POLICY)
        assert (found.amount, found.minimum_applied, found.capped) == (Money(100), True, False)


def test_a_due_date_on_a_rest_day_moves_only_if_the_policy_says_so() -> None:
    saturday = bill("100.00", "2026-08-15")
    fixed = policy(due_moves_to_working_day=False)
    assert effective_due(saturday, POLICY) == date(2026, 8, 17)
    assert effective_due(saturday, fixed) == date(2026, 8, 15)
    assert on(saturday, "2026-08-18") == "0.10"
    assert on(saturday, "2026-08-18", fixed) == "0.30"


def test_a_due_date_in_the_national_holiday_moves_past_it_and_not_past_a_make_up_day() -> None:
    assert effective_due(bill("100.00", "2026-10-03"), POLICY) == date(2026, 10, 8)
    assert effective_due(bill("100.00", "2026-10-10"), POLICY) == date(2026, 10, 10)


def test_a_due_date_moved_over_the_year_end_belongs_to_the_year_it_moved_to() -> None:
    # 2023-12-31 is a Sunday and 1 January a holiday: the bill was not overdue in 2023.
    assert on(other("1000.00", "2023-12-31"), "2024-01-05", policy(minimum_for_due_before=None)) == "6.00"


def station_says(as_of: str, amount: str) -> StationPenalty:
    return StationPenalty(as_of=date.fromisoformat(as_of), amount=Money.parse(amount))


def test_the_stations_own_figure_wins_on_its_date_and_ours_continues_from_it() -> None:
    owed = bill("86.40", "2026-10-15", station_penalty=station_says("2026-11-03", "2.00"))
    assert on(owed, "2026-11-02") == "1.56"
    assert on(owed, "2026-11-03") == "2.00"
    assert on(owed, "2026-11-13") == "2.86"
    found = penalty(owed, date(2026, 11, 13), POLICY)
    assert found.station_figure == Money(200)
    assert [stretch.days for stretch in found.stretches] == [10]
    assert found.overdue_days == 29


def test_the_stations_figure_stands_above_our_cap_and_then_stops_growing() -> None:
    owed = bill("100.00", "2026-01-15", station_penalty=station_says("2026-11-03", "31.00"))
    assert on(owed, "2026-11-03") == on(owed, "2026-12-31") == "31.00"
    below = bill("100.00", "2026-01-15", station_penalty=station_says("2026-11-03", "29.50"))
    assert on(below, "2026-11-06") == "29.80"
    assert on(below, "2026-12-31") == "30.00"


def test_the_minimum_is_not_put_on_top_of_the_stations_figure() -> None:
    owed = bill("86.40", "2024-05-15", station_penalty=station_says("2024-05-20", "0.43"))
    assert on(owed, "2024-05-20") == "0.43"


@pytest.mark.parametrize("amount", ["-25.00", "0.00"])
def test_a_refund_and_an_empty_bill_have_no_penalty(amount: str) -> None:
    owed = bill(amount, "2024-05-15", station_penalty=station_says("2024-05-20", "0.43"))
    found = penalty(owed, date(2026, 11, 3), POLICY)
    assert (found.amount, found.stretches, found.overdue_days) == (Money.ZERO, (), 0)


def test_a_leap_day_is_a_day() -> None:
    assert penalty(bill("100.00", "2028-02-15"), date(2028, 3, 1), POLICY).overdue_days == 15
    assert penalty(bill("100.00", "2027-02-15"), date(2027, 3, 1), POLICY).overdue_days == 14
