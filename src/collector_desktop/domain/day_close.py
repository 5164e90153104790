"""Closing the day (日清): what was taken against what lies in the drawer, and the way to the bank (解款)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple, Self

from pydantic import AwareDatetime, field_validator

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import ReasonMissing
from collector_desktop.domain.value import Value


def is_late_for_the_bank(cash_since: date | None, business_day: date, now: datetime, bank_by: time) -> bool:
    """Whether cash should have been banked by now: practice is the evening of its own day.

    `cash_since` is the oldest business day whose cash is still held; None if there is none.
    """
    if cash_since is None:
        return False
    return cash_since < business_day or now.date() > business_day or now.time() >= bank_by


class MethodTakings(Value):
    """Valid receipts of one payment method."""

    method: PaymentMethod
    receipts: int
    amount: Money


class DayTakings(Value):
    """What one collector took on a business day; voided receipts are named but not counted."""

    business_day: date
    by_method: tuple[MethodTakings, ...]
    voided: tuple[ReceiptNumber, ...] = ()
    fees: Money
    penalties: Money
    prepayment: Money

    def of(self, method: PaymentMethod) -> MethodTakings:
        """The takings of a method, zero if nobody paid so."""
        nothing = MethodTakings(method=method, receipts=0, amount=Money.ZERO)
        return next((takings for takings in self.by_method if takings.method is method), nothing)

    @property
    def received(self) -> Money:
        """Everything taken, by whatever method."""
        return Money.total(takings.amount for takings in self.by_method)

    @property
    def receipts(self) -> int:
        """How many valid receipts."""
        return sum(takings.receipts for takings in self.by_method)

    @property
    def cash_expected(self) -> Money:
        """What must lie in the drawer."""
        return self.of(PaymentMethod.CASH).amount

    @property
    def other(self) -> Money:
        """What was paid by anything but cash."""
        return self.received - self.cash_expected


class Pieces(NamedTuple):
    """How many notes or coins of one denomination (in fen) there are."""

    denomination: int
    number: int

    @property
    def amount(self) -> Money:
        """Their worth."""
        return Money(self.denomination * self.number)


class CashCount(Value):
    """The drawer counted by denomination, largest first."""

    pieces: tuple[Pieces, ...] = ()

    @field_validator("pieces")
    @classmethod
    def _as_counted(cls, pieces: tuple[Pieces, ...]) -> tuple[Pieces, ...]:
        if any(each.denomination <= 0 or each.number < 0 for each in pieces):
            raise ValueError("a denomination is more than zero and a number of pieces not less")
        if len({each.denomination for each in pieces}) < len(pieces):
            raise ValueError("a denomination is counted once")
        return tuple(sorted(pieces, reverse=True))

    @classmethod
    def of(cls, numbers: Mapping[int, int]) -> Self:
        """The count from denomination in fen → number of pieces."""
        return cls(pieces=tuple(Pieces(denomination, number) for denomination, number in numbers.items()))

    def number(self, denomination: int) -> int:
        """How many pieces of a denomination in fen were counted."""
        return dict(self.pieces).get(denomination, 0)

    @property
    def total(self) -> Money:
        """What was counted."""
        return Money.total(each.amount for each in self.pieces)


class DayClose(Value):
    """A closed day as it is printed and kept; over or short is recorded here and decided by the station."""

    business_day: date
    station_name: str
    collector_name: str
    badge: Badge
    takings: DayTakings
    count: CashCount
    over_short: Money
    """Counted minus expected: more than zero is over (长款), less is short (短款)."""
    reason: str = ""
    demo: bool = False


class Remittance(Value):
    """Takings brought to the bank (缴款单); nothing was paid out of them on the way."""

    amount: Money
    bank_slip: str
    at: AwareDatetime
    witness: str = ""
    station_name: str
    collector_name: str
    badge: Badge
    days: tuple[date, ...] = ()
    """The business days whose cash it is."""
    demo: bool = False


def settle(takings: DayTakings, count: CashCount) -> Money:
    """Counted minus expected: zero if the drawer agrees, over if more, short if less."""
    return count.total - takings.cash_expected


def checked_reason(over_short: Money, reason: str) -> str:
    """The reason to record. Raises ReasonMissing if the drawer does not agree and nobody says why."""
    if over_short and not reason.strip():
        raise ReasonMissing(over_short=over_short)
    return reason.strip()
