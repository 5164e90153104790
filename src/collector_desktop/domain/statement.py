"""The statement of one account (预收电费对账单): moves of its prepayment and deposit, with the balance after each."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.value import Value


class MoveKind(StrEnum):
    """Why money held for an account changed."""

    RECEIPT = "receipt"
    """Paid ahead on a receipt."""
    REDIRECT = "redirect"
    """Paid on a receipt for a bill that had been settled otherwise."""
    OFFSET = "offset"
    """Applied to bills."""
    CORRECTION = "correction"
    """A negative bill of the station given back."""
    PAID_BACK = "paid_back"
    """Refunded by the station."""
    BANK = "bank"
    """Left over from a bank debit."""
    ELSEWHERE = "elsewhere"
    """Moved in the station's own system."""


class Move(Value):
    """One change, with the receipt it stands on, the months it settled, or whom it was paid to."""

    on: date
    kind: MoveKind
    amount: Money
    number: str = ""
    months: tuple[BillingMonth, ...] = ()
    pay_to: str = ""


class StatementLine(Value):
    """A move and the balance after it."""

    move: Move
    balance: Money


class Held(NamedTuple):
    """Money held for an account: what was carried in, each move, and what is held now."""

    opening: Money
    lines: tuple[StatementLine, ...]
    closing: Money


class Statement(Value):
    """Both kinds of money held for one account, over a stretch of days."""

    since: date
    until: date
    prepayment: Held
    deposit: Held

    @property
    def came_in(self) -> Money:
        """Prepayment added."""
        return Money.total(line.move.amount for line in self.prepayment.lines if line.move.amount > Money.ZERO)

    @property
    def went_out(self) -> Money:
        """Prepayment used or given back, as a positive amount."""
        return -Money.total(line.move.amount for line in self.prepayment.lines if line.move.amount < Money.ZERO)


def held(moves: Iterable[Move], now: Money) -> Held:
    """The moves with their running balance, so that the last one is what is held now.

    What the moves don't explain was there before them.
    """
    ordered = tuple(moves)
    opening = now - Money.total(move.amount for move in ordered)
    balances = accumulate((move.amount for move in ordered), initial=opening)
    next(balances)
    lines = tuple(StatementLine(move=move, balance=balance) for move, balance in zip(ordered, balances, strict=True))
    return Held(opening=opening, lines=lines, closing=now)
