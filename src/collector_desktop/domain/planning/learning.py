"""Learning from knocks: what they say of the village together (empirical Bayes) and of each household by itself.

Nothing is stored: everything here is folded from the visit acts, at any time again, with the same result.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import add, mul

from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Setting, Usage
from collector_desktop.domain.planning.lattice import STATES
from collector_desktop.domain.planning.population import EFFECTS, PAYS, Population, tilted, unknown_village

HALF_LIFE_DAYS = 365
"""A knock counts half after that long."""
_ROUNDS = 8
_GUESS_COUNTS = 20.0
"""The first guess of the states weighs like that many households."""
_VILLAGE_COUNTS = 10.0
"""What the whole village is like weighs like that many households of one usage."""
_PAYS_COUNTS = 5.0
_EFFECT_SD = 0.5

Counts = Mapping[tuple[Setting, bool], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A household's knocks, counted by setting and whether somebody was met; older ones count less."""

    usage: Usage
    counts: Counts
    paid: float
    unpaid: float


def evidence(record: Record, on: date) -> Evidence:
    """The knocks of a household as they count on a day."""
    counts: dict[tuple[Setting, bool], float] = {}
    paid = unpaid = 0.0
    for attempt in record.attempts:
        weight = 0.5 ** ((on - attempt.on).days / HALF_LIFE_DAYS)
        key = (attempt.setting, attempt.met)
        counts[key] = counts.get(key, 0.0) + weight
        if attempt.met and Circumstance.EXPECTED not in attempt.setting.circumstances:
            if attempt.paid:
                paid += weight
            else:
                unpaid += weight
    return Evidence(record.usage, counts, paid, unpaid)


def states_given(found: Evidence, population: Population) -> list[float]:
    """How likely each state is for a household after its knocks."""
    return _given(found.usage, found.counts.items(), population)


def _given(usage: Usage, counts: Iterable[tuple[tuple[Setting, bool], float]], population: Population) -> list[float]:
    logs = [0.0] * len(STATES)
    for (setting, met), count in counts:
        table = population.table(setting)
        column = table.met if met else table.missed
        logs = [log + count * value for log, value in zip(logs, column, strict=True)]
    most = max(logs)
    likely = [weight * math.exp(log - most) for weight, log in zip(population.weights[usage], logs, strict=True)]
    whole = sum(likely)
    return [weight / whole for weight in likely]


def pays_given(paid: float, unpaid: float, weights: Sequence[float]) -> list[float]:
    """How likely each of `PAYS` is for a household after its meetings."""
    likely = [weight * chance**paid * (1 - chance) ** unpaid for weight, chance in zip(weights, PAYS, strict=True)]
    whole = sum(likely)
    return [weight / whole for weight in likely]


def learned(
    found: Sequence[Evidence], usual: Sequence[float], start: Population | None = None, rounds: int = _ROUNDS
) -> Population:
    """The village as its knocks tell, in so many rounds of expectation and maximisation from the first guess."""
    guess = unknown_village(usual)
    population = start or guess
    alike: dict[tuple[object, ...], tuple[Evidence, int]] = {}
    for each in found:
        key = (each.usage, *sorted(each.counts.items(), key=repr))
        alike[key] = (each, alike[key][1] + 1 if key in alike else 1)
    pays = _pays_learned(found, guess.pays)
    for _ in range(rounds):
        population = _round(list(alike.values()), population, guess, pays)
    return population


def _round(
    found: Sequence[tuple[Evidence, int]], population: Population, guess: Population, pays: tuple[float, ...]
) -> Population:
    sums = {usage: [0.0] * len(STATES) for usage in Usage}
    number = dict.fromkeys(Usage, 0)
    slopes = dict.fromkeys(EFFECTS, 0.0)
    curves = dict.fromkeys(EFFECTS, 0.0)
    for each, times in found:
        states = _given(each.usage, each.counts.items(), population)
        sums[each.usage] = [total + times * weight for total, weight in zip(sums[each.usage], states, strict=True)]
        number[each.usage] += times
        for (setting, met), count in each.counts.items():
            if setting.circumstances:
                chance = sum(map(mul, states, population.table(setting).home))
                for circumstance in setting.circumstances:
                    slopes[circumstance] += times * count * (met - chance)
                    curves[circumstance] += times * count * chance * (1 - chance)
    everybody = [0.0] * len(STATES)
    for usage in Usage:
        everybody = list(map(add, everybody, sums[usage]))
    whole = _blend(everybody, guess.weights[Usage.UNKNOWN], _GUESS_COUNTS)
    return Population(
        {usage: _blend(sums[usage], tilted(whole, usage), _VILLAGE_COUNTS) for usage in Usage},
        {each: _stepped(population.effects[each], EFFECTS[each], slopes[each], curves[each]) for each in EFFECTS},
        pays,
    )


def _blend(sums: Sequence[float], prior: Sequence[float], counts: float) -> tuple[float, ...]:
    whole = sum(sums) + counts
    return tuple((total + counts * weight) / whole for total, weight in zip(sums, prior, strict=True))


def _stepped(effect: float, usual: float, slope: float, curve: float) -> float:
    """One Newton step, held near the usual by its spread."""
    precision = 1 / _EFFECT_SD**2
    return effect + (slope - (effect - usual) * precision) / (curve + precision)


def _pays_learned(found: Sequence[Evidence], guess: tuple[float, ...]) -> tuple[float, ...]:
    met: dict[tuple[float, float], int] = {}
    for each in found:
        if each.paid or each.unpaid:
            met[each.paid, each.unpaid] = met.get((each.paid, each.unpaid), 0) + 1
    weights = guess
    for _ in range(_ROUNDS * 2):
        sums = [0.0] * len(PAYS)
        for (paid, unpaid), times in met.items():
            given = pays_given(paid, unpaid, weights)
            sums = [total + times * weight for total, weight in zip(sums, given, strict=True)]
        weights = _blend(sums, guess, _PAYS_COUNTS)
    return weights


def one_more(states: Sequence[float], attempt: Attempt, population: Population) -> list[float]:
    """What one more knock makes of a household's states: a few microseconds."""
    home = population.table(attempt.setting).home
    likely = list(map(mul, states, home)) if attempt.met else [w * (1 - p) for w, p in zip(states, home, strict=True)]
    whole = sum(likely)
    return [weight / whole for weight in likely]
