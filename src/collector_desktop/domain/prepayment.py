"""Prepayment (预收): applied to bills without a new receipt, oldest first (冲抵)."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.allocation import Allocation, amount_due, spread, whole_bill_amounts
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AmountNotPositive


def offset(bills: Iterable[Bill], balance: Money, on: date, policy: Policy) -> Allocation:
    """What an account's prepayment settles on a day; `prepayment` of the result is the balance that stays.

    A policy without part payment settles whole bills only. Raises AmountNotPositive for a balance below zero.
    """
    if balance < Money.ZERO:
        raise AmountNotPositive(amount=balance)
    due = amount_due(bills, on, policy)
    usable = balance
    if not policy.payment.part_payment_allowed:
        usable = max((amount for amount in whole_bill_amounts(due) if amount <= balance), default=Money.ZERO)
    settled = spread(due, usable, policy)
    return settled.model_copy(update={"amount": balance, "prepayment": settled.prepayment + balance - usable})
