"""How long customers wait: from the card's opening to the receipt, measured by itself and told as a median."""

from collections.abc import Iterable
from datetime import datetime
from statistics import median_low

from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.value import Value


class Waiting(Value):
    """How long the customers of some days waited."""

    customers: int = 0
    """Those whose wait was measured."""
    median: int | None = None
    """Seconds; None if nobody's wait was measured."""


def measured(opened: datetime, given: datetime, rules: VisitPolicy) -> int | None:
    """Seconds from card to receipt; None for a card left lying beyond the policy's minutes, or a clock put back."""
    seconds = int((given - opened).total_seconds())
    return seconds if 0 <= seconds <= rules.longest_wait_minutes * 60 else None


def waiting(seconds: Iterable[int]) -> Waiting:
    """The median of some waits: one customer's wait as it was, never between two."""
    every = tuple(seconds)
    return Waiting(customers=len(every), median=median_low(every) if every else None)
