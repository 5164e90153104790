"""Counts and sums by group in which no cell points at a household (Personal Information Protection Law art. 6, 25)."""

from collections.abc import Iterable, Sequence

from collector_desktop.domain.money import Money
from collector_desktop.domain.value import Value

MERGED = "其他"
"""The label of what was merged."""


class GroupTotal(Value):
    """One cell: a group, or several that were too small, merged."""

    label: str
    households: int
    amount: Money


def group_totals(rows: Iterable[tuple[str, Money]], smallest_cell: int) -> tuple[GroupTotal, ...]:
    """Households, each given as its group and an amount in fen, counted and summed by group; groups keep their order.

    Groups with fewer than `smallest_cell` households are merged, and so is the smallest of the others if the merged
    cell is still too small: the reader can't take it from the total. Nothing is left if all are too few together.
    """
    amounts: dict[str, list[Money]] = {}
    for label, amount in rows:
        amounts.setdefault(label, []).append(amount)
    kept = [_total(label, each) for label, each in amounts.items()]
    small = [total for total in kept if total.households < smallest_cell or not total.label]
    while small and len(small) < len(kept) and _households(small) < smallest_cell:
        small.append(min((total for total in kept if total not in small), key=lambda total: total.households))
    if not small:
        return tuple(kept)
    merged = GroupTotal(
        label=MERGED, households=_households(small), amount=Money.total(total.amount for total in small)
    )
    large = tuple(total for total in kept if total not in small)
    return (*large, merged) if merged.households >= smallest_cell else large


def _total(label: str, amounts: Sequence[Money]) -> GroupTotal:
    return GroupTotal(label=label, households=len(amounts), amount=Money.total(amounts))


def _households(totals: Iterable[GroupTotal]) -> int:
    return sum(total.households for total in totals)
