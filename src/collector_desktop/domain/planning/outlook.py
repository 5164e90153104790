"""What the plan expects at one door: the chance in every slot left, and what a miss there would say of the others."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from collector_desktop.domain.planning.attempts import Circumstance, Setting
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.population import PAYS, Population

_NO_DOUBT = ((0.0, 0.0, 0.0),) * len(SLOTS)


@dataclass(frozen=True, slots=True)
class Outlook:
    """One door as the planner sees it. Whoever knows the true chances can fill one in as well."""

    home: Mapping[Setting, float]
    """The chance that somebody is home, for every setting of the slots left."""
    pays: float
    """The chance that it pays when met."""
    doubt: tuple[tuple[float, ...], ...] = _NO_DOUBT
    """By slot missed, by slot then judged: how much a miss lowers the chance, which becomes chance ÷ (1 + doubt)."""
    again: tuple[float, ...] = (1.0,) * len(SLOTS)
    """By slot: what a miss does to the odds of the same slot on the next day, beyond what it says of the household."""


def outlook(
    states: Sequence[float], pays: Sequence[float], population: Population, settings: Sequence[Setting]
) -> Outlook:
    """What a household's states and payments say of the slots left."""
    return Outlook(
        home={each: sum(map(mul, states, population.table(each).home)) for each in settings},
        pays=sum(map(mul, pays, PAYS)),
        doubt=doubt(states, [population.table(Setting(slot)).home for slot in SLOTS]),
        again=(math.exp(population.effects[Circumstance.MISSED_YESTERDAY]),) * len(SLOTS),
    )


def doubt(states: Sequence[float], homes: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """What a miss in each slot does to the others' chances; `homes` has each slot's chance in every state."""
    chances = [sum(map(mul, states, home)) for home in homes]
    rows = []
    for missed, chance in zip(homes, chances, strict=True):
        there = list(map(mul, states, missed))
        rows.append(
            tuple(
                other * (1 - chance) / max(other - sum(map(mul, there, home)), 1e-9) - 1
                for other, home in zip(chances, homes, strict=True)
            )
        )
    return tuple(rows)
