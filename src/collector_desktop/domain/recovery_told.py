"""Recovery told to others: no line lets a reader reckon what fewer households than a cell holds still owe (PIPL)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from collector_desktop.domain.group_totals import MERGED
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.value import Value


class CountedRecovery(Value):
    """Received against receivable, with the households it comes from."""

    label: str
    recovery: Recovery = Recovery()
    billed: int = 0
    """Households with a bill in it."""
    owing: int = 0
    """Households with something of it open."""

    def is_tellable(self, smallest_cell: int) -> bool:
        """Whether its amounts, and what is open by them, point at no household; nothing billed points at nobody."""
        if not self.billed:
            return True
        return self.billed >= smallest_cell and (not self.owing or self.owing >= smallest_cell)


class ToldRecovery(Value):
    """A line of a report: amounts where enough households stand behind them, else the rate alone, or nothing."""

    label: str
    amounts: Recovery | None
    rate: Decimal | None


def told(counted: CountedRecovery, smallest_cell: int) -> ToldRecovery:
    """One line by itself."""
    return ToldRecovery(
        label=counted.label,
        amounts=counted.recovery if counted.is_tellable(smallest_cell) else None,
        rate=counted.recovery.rate if counted.billed >= smallest_cell else None,
    )


def told_apart(lines: Iterable[CountedRecovery], smallest_cell: int) -> tuple[ToldRecovery, ...]:
    """Lines beside their sum: those that can't be told are merged, with others where they are still too few.

    One merged line of rates alone is left if even all together can't be told; then the sum can't be told either.
    """
    billed = [line for line in lines if line.billed]
    alone = [line for line in billed if line.is_tellable(smallest_cell)]
    rest = [line for line in billed if line not in alone]
    while rest and alone and not merged(rest).is_tellable(smallest_cell):
        joining = min(alone, key=lambda line: line.billed)
        alone.remove(joining)
        rest.append(joining)
    shown = [*alone, merged(rest)] if rest else alone
    return tuple(told(line, smallest_cell) for line in shown)


def merged(lines: Sequence[CountedRecovery], label: str = MERGED) -> CountedRecovery:
    """Several lines as one; no household is in two of them."""
    return CountedRecovery(
        label=label,
        recovery=Recovery.together(line.recovery for line in lines),
        billed=sum(line.billed for line in lines),
        owing=sum(line.owing for line in lines),
    )
