"""Ageing of arrears: how long what is owed has been overdue."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty import effective_due
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value


class Age(StrEnum):
    """How long a bill has been overdue."""

    NOT_DUE = "not_due"
    TO_30 = "to_30"
    TO_90 = "to_90"
    TO_365 = "to_365"
    OLDER = "older"


_UP_TO = ((0, Age.NOT_DUE), (30, Age.TO_30), (90, Age.TO_90), (365, Age.TO_365))


class AgeGroup(Value):
    """The open bills of one age: how many, of how many accounts, and their principal."""

    age: Age
    bills: int
    accounts: int
    open: Money


def age_of(bill: Bill, on: date, policy: Policy) -> Age:
    """The age of a bill on a day; the due date itself is not overdue."""
    days = (on - effective_due(bill, policy)).days
    return next((age for most, age in _UP_TO if days <= most), Age.OLDER)


def ageing(bills: Iterable[Bill], on: date, policy: Policy) -> tuple[AgeGroup, ...]:
    """Open principal by age, every age named even where nothing is owed."""
    found: dict[Age, list[Bill]] = {age: [] for age in Age}
    for bill in bills:
        if bill.open > Money.ZERO:
            found[age_of(bill, on, policy)].append(bill)
    return tuple(
        AgeGroup(
            age=age,
            bills=len(group),
            accounts=len({bill.account for bill in group}),
            open=Money.total(bill.open for bill in group),
        )
        for age, group in found.items()
    )
