"""Reconciling (对账): each collector's day from receipt to bank, and where it does not come out even."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.domain.over_short import Decided, how_far
from collector_desktop.domain.value import Value


class Standing(StrEnum):
    """How a day stands; what needs a person first stands first."""

    DIFFERS = "differs"
    """What the close counted on is not what the receipts known here come to."""
    SHORT = "short"
    """Not decided yet, as OVER."""
    OVER = "over"
    NOT_CLOSED = "not_closed"
    KEPT = "kept"
    """What is over is kept until it is known whose it is."""
    HELD = "held"
    """Closed, even or decided, and not all of it is banked."""
    CLEAR = "clear"


class Slip(NamedTuple):
    """What one bank slip brought in, or the part of it that is one day's."""

    number: str
    amount: Money


class DayClosed(NamedTuple):
    """What a close says of the drawer."""

    expected: Money
    counted: Money
    over_short: Money
    reason: str
    act: ActId

    @property
    def difference(self) -> Money:
        """Counted minus expected, reckoned here."""
        return self.counted - self.expected


class ReconciledDay(Value):
    """One business day of one laptop, as far as its packages came in."""

    device: DeviceCode
    collector_name: str
    day: date
    cash: Money
    """Valid cash receipts known here."""
    other: Money
    """Valid receipts paid otherwise."""
    closed: DayClosed | None
    decision: CashDecided | None = None
    """What stands decided of the difference."""
    slips: tuple[Slip, ...] = ()

    @property
    def banked(self) -> Money:
        """What of the day's cash lies in the bank."""
        return Money.total(slip.amount for slip in self.slips)

    @property
    def held(self) -> Money:
        """Cash still in the collector's hand: counted and not banked, or not counted yet."""
        return self.cash if self.closed is None else self.closed.counted - self.banked

    @property
    def decided(self) -> Decided | None:
        """How far the station is with the difference; None where there is none."""
        if self.closed is None:
            return None
        return how_far(self.closed.difference, None if self.decision is None else self.decision.outcome)

    @property
    def standing(self) -> Standing:
        """How the day stands."""
        if self.closed is None:
            return Standing.NOT_CLOSED
        if self.closed.expected != self.cash:
            return Standing.DIFFERS
        if self.decided is Decided.WAITING:
            return Standing.SHORT if self.closed.difference < Money.ZERO else Standing.OVER
        if self.decided is Decided.KEPT:
            return Standing.KEPT
        return Standing.HELD if self.held else Standing.CLEAR


def slips_by_day(counted: Mapping[date, Money], slips: Sequence[Slip]) -> dict[date, tuple[Slip, ...]]:
    """Whose days' cash each slip brought in: a slip settles the oldest day first, in the order banked.

    `counted` is what was counted at each close of one laptop; what is banked beyond all of it belongs to no day.
    """
    days: dict[date, tuple[Slip, ...]] = {}
    waiting = list(slips)
    for day, left in sorted(counted.items()):
        parts: list[Slip] = []
        while left > Money.ZERO and waiting:
            number, amount = waiting.pop(0)
            part = min(left, amount)
            parts.append(Slip(number, part))
            left -= part
            if amount > part:
                waiting.insert(0, Slip(number, amount - part))
        days[day] = tuple(parts)
    return days


def by_need(days: Sequence[ReconciledDay]) -> tuple[ReconciledDay, ...]:
    """What needs a person first, and of those the newest."""
    order = list(Standing)
    newest = sorted(days, key=lambda each: (each.day, each.device), reverse=True)
    return tuple(sorted(newest, key=lambda each: order.index(each.standing)))
