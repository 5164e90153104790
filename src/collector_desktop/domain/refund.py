"""Refunds: negative lines of a station's export, given back to the account, never shown as due."""

from collections.abc import Iterable, Sequence
from datetime import date

from collector_desktop.domain.allocation import Allocation
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.prepayment import offset
from collector_desktop.domain.value import Value


class Refund(Value):
    """One negative bill and where its money went: to open bills, the rest to prepayment."""

    bill: BillId
    allocation: Allocation


def apply(bills: Iterable[Bill], on: date, policy: Policy) -> tuple[Refund, ...]:
    """Give what an account is owed to its open bills, oldest first, and the rest to its prepayment.

    It is owed its negative bills, and what was paid of a bill the station made smaller afterwards. `bills` are all
    bills of one account; a refund that was given back before (nothing open) is left out.
    """
    every = sorted(bills, key=lambda bill: (bill.month, bill.due_on, bill.kind))
    owing = [bill for bill in every if not bill.is_refund and bill.open >= Money.ZERO]
    refunds: list[Refund] = []
    for refund in every:
        if refund.open < Money.ZERO:
            given = offset(owing, -refund.open, on, policy)
            refunds.append(Refund(bill=refund.id, allocation=given))
            owing = _with_paid(owing, given, on)
    return tuple(refunds)


def _with_paid(bills: Sequence[Bill], given: Allocation, on: date) -> list[Bill]:
    lines = {line.bill: line for line in given.lines}
    return [
        bill.with_paid(on, lines[bill.id].fee, lines[bill.id].penalty) if bill.id in lines else bill for bill in bills
    ]
