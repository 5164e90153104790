"""Counts and sums by group in which no cell points at a household (Personal Information Protection Law art. 6, 25)."""

from collections.abc import Iterable, Mapping

from collector_desktop.domain.money import Money
from collector_desktop.domain.value import Value

MERGED = "其他"
"""The label of what was merged."""


class GroupCell(Value):
    """One cell: a group, or several that were too small, merged."""

    label: str
    groups: tuple[str, ...]
    """The groups in it, in the order given."""
    households: int


class GroupTotal(Value):
    """One cell with what its households come to."""

    label: str
    households: int
    amount: Money


def group_cells(households: Mapping[str, int], smallest_cell: int) -> tuple[GroupCell, ...]:
    """The groups, each given with its number of households, as cells of at least `smallest_cell`.

    Smaller groups and those without a name are merged, and so is the smallest of the others while the merged cell is
    still too small: a reader who knows the total can't reckon a small rest from it. Nothing is left if all together
    are too few. Groups keep their order; what was merged comes last.
    """
    groups = {label: number for label, number in households.items() if number}
    small = [label for label, number in groups.items() if number < smallest_cell or not label or label == MERGED]
    large = [label for label in groups if label not in small]
    while small and large and _together(groups, small) < smallest_cell:
        joining = min(large, key=groups.__getitem__)
        large.remove(joining)
        small.append(joining)
    cells = [GroupCell(label=label, groups=(label,), households=groups[label]) for label in large]
    if _together(groups, small) >= smallest_cell:
        merged = tuple(label for label in groups if label in small)
        cells.append(GroupCell(label=MERGED, groups=merged, households=_together(groups, merged)))
    return tuple(cells)


def group_totals(rows: Iterable[tuple[str, Money]], smallest_cell: int) -> tuple[GroupTotal, ...]:
    """Households, each given as its group and an amount in fen, counted and summed by the cells of `group_cells`."""
    amounts: dict[str, list[Money]] = {}
    for label, amount in rows:
        amounts.setdefault(label, []).append(amount)
    cells = group_cells({label: len(each) for label, each in amounts.items()}, smallest_cell)
    return tuple(
        GroupTotal(
            label=cell.label,
            households=cell.households,
            amount=Money.total(amount for group in cell.groups for amount in amounts[group]),
        )
        for cell in cells
    )


def _together(groups: Mapping[str, int], chosen: Iterable[str]) -> int:
    return sum(groups[label] for label in chosen)
