"""The recovery rate (回收率): how much of what was to be received has come in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from collector_desktop.domain.money import Money
from collector_desktop.domain.value import Value

_ONE_DECIMAL = Decimal("0.1")


class Recovery(Value):
    """Received against receivable of some bills, penalties on neither side."""

    receivable: Money = Money.ZERO
    received: Money = Money.ZERO

    @classmethod
    def together(cls, parts: Iterable[Self]) -> Self:
        """Several taken as one."""
        parts = tuple(parts)
        return cls(
            receivable=Money.total(part.receivable for part in parts),
            received=Money.total(part.received for part in parts),
        )

    @property
    def outstanding(self) -> Money:
        """What has not come in."""
        return self.receivable - self.received

    @property
    def rate(self) -> Decimal | None:
        """Per cent with one decimal, None if nothing was to be received; 100.0 only when nothing is outstanding."""
        if not self.receivable:
            return None
        rate = (Decimal(100 * self.received.fen) / self.receivable.fen).quantize(_ONE_DECIMAL, ROUND_HALF_UP)
        return min(rate, Decimal("99.9")) if self.outstanding else rate


def came_in(received: Money, settled: Sequence[tuple[date, Money]]) -> Iterator[tuple[date, Money]]:
    """On which days what is received of one bill came in, newest first; what stands in no settlement came in before.

    A bill the station opened again has more settled than received: the newest settlements are the ones that hold.
    """
    left = received
    for on, amount in sorted(settled, reverse=True):
        held = min(amount, left)
        if held:
            yield on, held
        left -= held


def received_until(received: Money, settled: Sequence[tuple[date, Money]], evening: date) -> Money:
    """What of it had come in on the evening of a day."""
    return received - Money.total(amount for on, amount in came_in(received, settled) if on > evening)
