"""Ageing of arrears and figures of knocks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from collector_desktop.domain.ageing import Age, age_of, ageing
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.knocks import at_home, knock_figures
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Outcome, Slot

DUE = date(2026, 10, 15)
"""A Thursday."""
ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")


def bill(account: AccountNumber = ONE, fen: int = 10_000, month: int = 9) -> Bill:
    return Bill(account=account, month=BillingMonth(2026, month), due_on=DUE, amount=Money(fen))


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-1, Age.NOT_DUE),
        (0, Age.NOT_DUE),
        (1, Age.TO_30),
        (30, Age.TO_30),
        (31, Age.TO_90),
        (90, Age.TO_90),
        (91, Age.TO_365),
        (365, Age.TO_365),
        (366, Age.OLDER),
    ],
)
def test_a_bill_ages_from_the_day_after_its_due_date(days: int, age: Age) -> None:
    assert age_of(bill(), DUE + timedelta(days=days), Policy()) is age


def test_every_age_is_named_and_accounts_count_once() -> None:
    groups = ageing([bill(), bill(month=8), bill(TWO, 5_050)], DUE + timedelta(days=40), Policy())
    assert [group.age for group in groups] == list(Age)
    (group,) = [group for group in groups if group.bills]
    assert (group.age, group.bills, group.accounts, group.open) == (Age.TO_90, 3, 2, Money(25_050))


def test_a_settled_bill_has_no_age() -> None:
    paid = bill().with_paid(DUE, Money(10_000))
    assert not any(group.bills for group in ageing([paid], DUE + timedelta(days=40), Policy()))


def test_knocks_are_shared_among_the_households_that_paid() -> None:
    knocks = [(ONE, Outcome.NOT_HOME), (ONE, Outcome.PAID), (TWO, Outcome.NOT_HOME), (TWO, Outcome.REFUSED)]
    figures = knock_figures(knocks)
    assert (figures.knocks, figures.households, figures.collected) == (4, 2, 1)
    assert figures.per_household == Decimal("4.0")
    assert knock_figures([(TWO, Outcome.NOT_HOME)]).per_household is None


def test_part_payment_is_a_collected_household_and_rounds_half_up() -> None:
    knocks = [(ONE, Outcome.PART_PAID), (TWO, Outcome.PAID), *[(TWO, Outcome.NOT_HOME)] * 5]
    assert knock_figures(knocks).per_household == Decimal("3.5")


def test_when_people_are_home_has_a_cell_for_each_slot_of_each_weekday() -> None:
    monday = date(2026, 11, 23)
    cells = at_home([(monday, Slot.EVENING, Outcome.PAID), (monday, Slot.EVENING, Outcome.NOT_HOME)])
    assert len(cells) == 21
    (known,) = [cell for cell in cells if cell.knocks]
    assert (known.slot, known.weekday, known.share) == (Slot.EVENING, 0, 0.5)
    assert all(cell.share is None for cell in cells if not cell.knocks)
