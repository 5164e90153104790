"""What is known of the village as a whole: how its households live, what a market day does, how they pay."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import mul
from types import MappingProxyType

from collector_desktop.domain.planning.attempts import Circumstance, Setting, Usage
from collector_desktop.domain.planning.lattice import LEVELS, SLOTS, STATES, first_guess, sigmoid

PAYS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
"""How likely a household may be to pay when it is met."""
_PAYS_FIRST = (0.05, 0.05, 0.1, 0.15, 0.25, 0.4)

EFFECTS: Mapping[Circumstance, float] = MappingProxyType(
    {
        Circumstance.MARKET_DAY: -0.5,
        Circumstance.RAIN: 0.3,
        Circumstance.HARVEST: -0.5,
        Circumstance.REST_DAY: 0.3,
        Circumstance.HOMECOMING: 0.3,
        Circumstance.MISSED_YESTERDAY: -0.2,
        Circumstance.EXPECTED: 1.0,
    }
)
"""On the logit, before the village's own knocks say more: the direction people tell of, not a measured size."""

_TILTS = {
    Usage.UNKNOWN: 0.0,
    Usage.NONE: 6.0,
    Usage.TRACE: 4.0,
    Usage.LITTLE: 3.0,
    Usage.LESS: 1.0,
    Usage.ORDINARY: -0.5,
    Usage.BUSINESS: -0.5,
}
"""How strongly use of electricity speaks against people being there, before the village's own knocks say more."""


@dataclass(frozen=True, slots=True)
class Table:
    """One setting: every state's chance of being home, and of each of `LEVELS` the logarithms of home and not home."""

    home: tuple[float, ...]
    met: tuple[float, ...]
    missed: tuple[float, ...]


@dataclass(frozen=True)
class Population:
    """The weights of the states for each usage, the effects of circumstances, the weights of `PAYS`."""

    weights: Mapping[Usage, tuple[float, ...]]
    effects: Mapping[Circumstance, float]
    pays: tuple[float, ...]
    leanings: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """By place: how much likelier each state is there than in the village."""
    _tables: dict[Setting, Table] = field(default_factory=dict, repr=False, compare=False)

    def weights_at(self, usage: Usage, place: str) -> tuple[float, ...]:
        """The weights of the states for a household of this usage in a place, before its own knocks."""
        leaning = self.leanings.get(place)
        if leaning is None:
            return self.weights[usage]
        weights = list(map(mul, self.weights[usage], leaning))
        whole = sum(weights)
        return tuple(weight / whole for weight in weights)

    def table(self, setting: Setting) -> Table:
        """The chances in a setting, reckoned once."""
        known = self._tables.get(setting)
        if known is None:
            known = self._tables[setting] = self._reckoned(setting)
        return known

    def _reckoned(self, setting: Setting) -> Table:
        shift = sum(self.effects[each] for each in setting.circumstances)
        at = SLOTS.index(setting.slot)
        levels = [sigmoid(level + shift) for level in LEVELS]
        home = tuple(sigmoid(state[at] + shift) for state in STATES)
        return Table(home, tuple(map(math.log, levels)), tuple(math.log1p(-chance) for chance in levels))


def tilted(weights: Sequence[float], usage: Usage) -> tuple[float, ...]:
    """Weights of the states after hearing what a household uses."""
    tilt = _TILTS[usage]
    leaning = list(map(mul, weights, _lean(tilt)))
    whole = sum(leaning)
    return tuple(weight / whole for weight in leaning)


@cache
def _lean(tilt: float) -> list[float]:
    return [math.exp(-tilt * sum(map(sigmoid, state)) / len(state)) for state in STATES]


def unknown_village(usual: Sequence[float]) -> Population:
    """Before any knock. `usual` is the policy's word on how often somebody is home, slot by slot."""
    weights = first_guess(tuple(usual))
    return Population({usage: tilted(weights, usage) for usage in Usage}, EFFECTS, _PAYS_FIRST)
