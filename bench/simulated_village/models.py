"""Models of who is home when, tried beside the program's own: each learns from knocks and foretells the next ones."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Record, Setting, Usage
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.lattice import SLOTS as ALL_SLOTS
from collector_desktop.domain.planning.lattice import sigmoid
from simulated_village.ways import SLOTS

USUAL = (0.4, 0.35, 0.6)
_ON = date(2026, 1, 1)


class Seen(NamedTuple):
    """One household as a collector knows it: what its meter tells, and how often it was met and missed in each slot."""

    usage: Usage
    met: tuple[int, int, int]
    missed: tuple[int, int, int]


class HomeModel(Protocol):
    """Learns a village, foretells each household."""

    def chances(self, village: Sequence[Seen]) -> list[tuple[float, ...]]:
        """How likely somebody is home in each slot, household by household."""


class Tally:
    """Each slot of each household by itself, beginning with two knocks of a usual household."""

    def chances(self, village: Sequence[Seen]) -> list[tuple[float, ...]]:
        """Met ÷ knocks."""
        return [
            tuple(
                (met + 2 * usual) / (met + missed + 2)
                for met, missed, usual in zip(each.met, each.missed, USUAL, strict=True)
            )
            for each in village
        ]


class HierarchicalBeta:
    """Each slot of each household by itself, with a prior learned from the village's households of the same usage."""

    _WEIGHTS = (0.3, 0.6, 1.0, 1.5, 2.5, 4.0, 8.0)
    _POOLED = 5.0

    def chances(self, village: Sequence[Seen]) -> list[tuple[float, ...]]:
        """Beta-binomial; the prior's weight is the likeliest of a few."""
        priors = {(usage, slot): self._prior(village, usage, slot) for usage in Usage for slot in range(len(SLOTS))}
        found = []
        for each in village:
            row = []
            for slot, (met, missed) in enumerate(zip(each.met, each.missed, strict=True)):
                mean, weight = priors[each.usage, slot]
                row.append((met + weight * mean) / (met + missed + weight))
            found.append(tuple(row))
        return found

    def _prior(self, village: Sequence[Seen], usage: Usage, slot: int) -> tuple[float, float]:
        everybody = self._mean([(each.met[slot], each.missed[slot]) for each in village], USUAL[slot])
        alike = [(each.met[slot], each.missed[slot]) for each in village if each.usage is usage]
        mean = self._mean(alike, everybody)
        return mean, max(self._WEIGHTS, key=lambda weight: _beta_binomial(alike, mean, weight))

    def _mean(self, counts: Sequence[tuple[int, int]], usual: float) -> float:
        met, missed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
        return (met + self._POOLED * usual) / (met + missed + self._POOLED)


class Profiles:
    """A few ways to live, found in the village's knocks, and each household's exact weights of them."""

    _NUMBER, _ROUNDS, _KEPT = 6, 40, 2.0

    def chances(self, village: Sequence[Seen]) -> list[tuple[float, ...]]:
        """Expectation and maximisation from profiles around the usual household."""
        dice = random.Random("profiles")
        profiles = [
            tuple(sigmoid(math.log(usual / (1 - usual)) + dice.gauss(0, 1.5)) for usual in USUAL)
            for _ in range(self._NUMBER)
        ]
        weights = {usage: [1 / self._NUMBER] * self._NUMBER for usage in Usage}
        given = [list(weights[each.usage]) for each in village]
        for _ in range(self._ROUNDS):
            given = [_posterior(each, profiles, weights[each.usage]) for each in village]
            profiles = [self._profile(village, [row[at] for row in given]) for at in range(self._NUMBER)]
            weights = {usage: self._shares(village, given, usage) for usage in Usage}
        return [
            tuple(
                sum(weight * profile[slot] for weight, profile in zip(row, profiles, strict=True))
                for slot in range(len(SLOTS))
            )
            for row in given
        ]

    def _profile(self, village: Sequence[Seen], weights: Sequence[float]) -> tuple[float, ...]:
        return tuple(
            (sum(weight * each.met[slot] for weight, each in zip(weights, village, strict=True)) + self._KEPT * usual)
            / (
                sum(
                    weight * (each.met[slot] + each.missed[slot]) for weight, each in zip(weights, village, strict=True)
                )
                + self._KEPT
            )
            for slot, usual in enumerate(USUAL)
        )

    def _shares(self, village: Sequence[Seen], given: Sequence[Sequence[float]], usage: Usage) -> list[float]:
        rows = [row for row, each in zip(given, village, strict=True) if each.usage is usage]
        sums = [sum(row[at] for row in rows) + self._KEPT / self._NUMBER for at in range(self._NUMBER)]
        return [each / sum(sums) for each in sums]


class LogisticState:
    """One number a household, how much it is at home at all, on the logit beside slot and usage; learned in turns."""

    _GRID = tuple(-4 + 0.5 * step for step in range(17))
    _SD, _ROUNDS, _KEPT = 1.5, 8, 10.0

    def chances(self, village: Sequence[Seen]) -> list[tuple[float, ...]]:
        """The state's posterior on a grid, then a Newton step for the slots' and usages' places."""
        places = {(usage, slot): math.log(usual / (1 - usual)) for usage in Usage for slot, usual in enumerate(USUAL)}
        usual = dict(places)
        bell = [math.exp(-((off / self._SD) ** 2) / 2) for off in self._GRID]
        given = [bell for _ in village]
        for _ in range(self._ROUNDS):
            kinds = {
                usage: [tuple(sigmoid(places[usage, slot] + off) for slot in range(len(SLOTS))) for off in self._GRID]
                for usage in Usage
            }
            given = [_posterior(each, kinds[each.usage], bell) for each in village]
            slopes = {key: self._KEPT * (usual[key] - place) / 10 for key, place in places.items()}
            curves = dict.fromkeys(places, self._KEPT / 10)
            for each, states in zip(village, given, strict=True):
                for slot, (met, missed) in enumerate(zip(each.met, each.missed, strict=True)):
                    for weight, kind in zip(states, kinds[each.usage], strict=True):
                        home = kind[slot]
                        slopes[each.usage, slot] += weight * (met - (met + missed) * home)
                        curves[each.usage, slot] += weight * (met + missed) * home * (1 - home)
            places = {key: place + slopes[key] / curves[key] for key, place in places.items()}
        return [
            tuple(
                sum(
                    weight * sigmoid(places[each.usage, slot] + off)
                    for weight, off in zip(states, self._GRID, strict=True)
                )
                for slot in range(len(SLOTS))
            )
            for each, states in zip(village, given, strict=True)
        ]


class TheProgram:
    """What the program learns: levels for each slot and house, weighed by the village's knocks."""

    def chances(self, village: Sequence[Seen]) -> list[tuple[float, ...]]:
        """Through `Knowledge`, as each morning."""
        accounts = [AccountNumber(f"{at:010d}") for at in range(len(village))]
        records = [
            Record(account, each.usage, tuple(_attempts(each))) for account, each in zip(accounts, village, strict=True)
        ]
        knowledge = Knowledge(records, _ON, USUAL)
        return [tuple(knowledge.home(account, Setting(slot)) for slot in ALL_SLOTS) for account in accounts]


MODELS: Mapping[str, type[HomeModel]] = {
    "tally": Tally,
    "hierarchical beta": HierarchicalBeta,
    "profiles": Profiles,
    "logistic state": LogisticState,
    "the program": TheProgram,
}


def _attempts(each: Seen) -> list[Attempt]:
    return [
        Attempt(_ON, Setting(slot), met=met)
        for at, slot in enumerate(ALL_SLOTS)
        for met, times in ((True, each.met[at]), (False, each.missed[at]))
        for _ in range(times)
    ]


def _posterior(each: Seen, kinds: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    likely = [
        weight
        * math.prod(
            home**met * (1 - home) ** missed for home, met, missed in zip(kind, each.met, each.missed, strict=True)
        )
        for kind, weight in zip(kinds, weights, strict=True)
    ]
    whole = sum(likely)
    return [value / whole for value in likely]


def _beta_binomial(counts: Sequence[tuple[int, int]], mean: float, weight: float) -> float:
    """The logarithm of how likely the counts are, up to a constant."""
    first, second = weight * mean, weight * (1 - mean)
    return sum(
        math.lgamma(first + met)
        + math.lgamma(second + missed)
        - math.lgamma(weight + met + missed)
        + math.lgamma(weight)
        - math.lgamma(first)
        - math.lgamma(second)
        for met, missed in counts
    )
