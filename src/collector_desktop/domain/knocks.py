"""Figures from knocks at doors: how many it took to collect from a household, and when somebody is at home."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot

WEEKDAYS = 7
_PAID = frozenset({Outcome.PAID, Outcome.PART_PAID})
_ONE_DECIMAL = Decimal("0.1")


class KnockFigures(Value):
    """One stretch of time: knocks, and the households that paid in it."""

    knocks: int
    households: int
    """Households somebody knocked at."""
    collected: int
    """Households that paid, in whole or in part."""

    @property
    def per_household(self) -> Decimal | None:
        """Knocks for each household collected, one decimal; None if none was."""
        if not self.collected:
            return None
        return (Decimal(self.knocks) / self.collected).quantize(_ONE_DECIMAL, ROUND_HALF_UP)


class HomeCell(Value):
    """One slot of one weekday (0 is Monday): knocks, and how many met somebody."""

    slot: Slot
    weekday: int
    knocks: int
    met: int

    @property
    def share(self) -> float | None:
        """Met among knocks; None where nobody knocked."""
        return self.met / self.knocks if self.knocks else None


def knock_figures(knocks: Iterable[tuple[AccountNumber, Outcome]]) -> KnockFigures:
    """The figures of some knocks."""
    every = tuple(knocks)
    return KnockFigures(
        knocks=len(every),
        households=len({account for account, _ in every}),
        collected=len({account for account, outcome in every if outcome in _PAID}),
    )


def at_home(knocks: Sequence[tuple[date, Slot, Outcome]]) -> tuple[HomeCell, ...]:
    """When people are met, slot by slot and within it from Monday to Sunday; every cell is there."""
    cells: dict[tuple[Slot, int], list[bool]] = {(slot, day): [] for slot in Slot for day in range(WEEKDAYS)}
    for on, slot, outcome in knocks:
        cells[slot, on.weekday()].append(outcome.met)
    return tuple(
        HomeCell(slot=slot, weekday=weekday, knocks=len(met), met=sum(met)) for (slot, weekday), met in cells.items()
    )
