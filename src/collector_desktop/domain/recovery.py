"""The recovery rate (回收率): how much of what was to be received has come in."""

from collections.abc import Iterable
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
