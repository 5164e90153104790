"""Instalments proposed and checked: they make up the debt exactly, to the fen, on days the policy allows."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from collector_desktop.domain.allocation import Due
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals_repayment import (
    InstalmentDaysWrong,
    InstalmentsMismatch,
    NothingToPlan,
    TooFewInstalments,
    TooManyInstalments,
)
from collector_desktop.domain.repayment_policy import RepaymentPolicy
from collector_desktop.domain.requests import Instalment, PlanDebt

_FEN_IN_A_YUAN = 100
_LEAST = 2


def plan_debts(due: Due, settled: Mapping[BillId, Money]) -> tuple[PlanDebt, ...]:
    """What a plan of a day would be about: each bill with its fee and penalty as they stand, and what came before."""
    return tuple(
        PlanDebt(
            bill=each.bill.id,
            fee=each.fee,
            penalty=each.penalty.open,
            settled=settled.get(each.bill.id, Money.ZERO),
        )
        for each in due.bills
    )


def total_of(debts: Iterable[PlanDebt]) -> Money:
    """What debts come to."""
    return Money.total(debt.fee + debt.penalty for debt in debts)


def even_instalments(total: Money, count: int, first: date) -> tuple[Instalment, ...]:
    """A debt in monthly parts of whole yuan from a day on, what is left over in the last; of fen if it is that small.

    A day that a month does not have is its last one.
    """
    yuan = total.fen // count // _FEN_IN_A_YUAN
    part = yuan * _FEN_IN_A_YUAN or total.fen // count
    amounts = [part] * (count - 1)
    return tuple(
        Instalment(on=_months_later(first, at), amount=Money(fen))
        for at, fen in enumerate((*amounts, total.fen - sum(amounts)))
    )


def check_instalments(
    debts: tuple[PlanDebt, ...], instalments: tuple[Instalment, ...], today: date, rules: RepaymentPolicy
) -> None:
    """Whether a plan may be proposed today.

    Raises NothingToPlan, TooFewInstalments, TooManyInstalments, InstalmentDaysWrong, InstalmentsMismatch.
    """
    debt = total_of(debts)
    if debt <= Money.ZERO:
        raise NothingToPlan
    if len(instalments) < _LEAST or any(each.amount <= Money.ZERO for each in instalments):
        raise TooFewInstalments(debt=debt, least=_LEAST)
    if len(instalments) > rules.most_instalments:
        raise TooManyInstalments(number=len(instalments), most=rules.most_instalments)
    first, last = today + timedelta(days=rules.first_within_days), today + timedelta(days=rules.longest_days)
    days = [each.on for each in instalments]
    if not (today <= days[0] <= first and days[-1] <= last and all(a < b for a, b in pairwise(days))):
        raise InstalmentDaysWrong(first=first, last=last)
    total = Money.total(each.amount for each in instalments)
    if total != debt:
        raise InstalmentsMismatch(total=total, debt=debt)


def _months_later(first: date, months: int) -> date:
    month = BillingMonth.of(first).plus(months)
    return date(month.year, month.month, min(first.day, monthrange(month.year, month.month)[1]))
