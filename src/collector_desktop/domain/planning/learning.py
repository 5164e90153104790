"""Learning from knocks: what they say of the village together (empirical Bayes) and of each household by itself.

Nothing is stored: everything here is folded from the visit acts, at any time again, with the same result.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import mul

from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Setting, Usage
from collector_desktop.domain.planning.lattice import LEVELS, SLOTS, STATES, over_states
from collector_desktop.domain.planning.population import EFFECTS, PAYS, Population, tilted, unknown_village

HALF_LIFE_DAYS = 365
"""A knock counts half after that long."""
_TURNS = 2
_ROUNDS = 8
_GUESS_COUNTS = 20.0
"""The first guess of the states weighs like that many households."""
_VILLAGE_COUNTS = 10.0
"""What the whole village is like weighs like that many households of one usage."""
_PLACE_COUNTS = 20.0
"""What the village is like weighs like that many households of one place."""
_PAYS_COUNTS = 5.0
_BILL_COUNTS = 0.25
"""A bill paid or left unpaid says as much of how a household pays at the door as that many meetings."""
_EFFECT_SD = 0.5

Counts = Mapping[tuple[Setting, bool], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A household's knocks, counted by setting and whether somebody was met; older ones count less."""

    usage: Usage
    counts: Counts
    paid: float
    unpaid: float
    place: str = ""


def evidence(record: Record, on: date) -> Evidence:
    """The knocks of a household as they count on a day."""
    counts: dict[tuple[Setting, bool], float] = {}
    paid, unpaid = (_BILL_COUNTS * months for months in (record.months_paid, record.months_owed))
    for attempt in record.attempts:
        weight = 0.5 ** ((on - attempt.on).days / HALF_LIFE_DAYS)
        key = (attempt.setting, attempt.met)
        counts[key] = counts.get(key, 0.0) + weight
        if attempt.paid is not None and attempt.met and Circumstance.EXPECTED not in attempt.setting.circumstances:
            if attempt.paid:
                paid += weight
            else:
                unpaid += weight
    for others in record.counts:
        weight = 0.5 ** ((on - others.middle).days / HALF_LIFE_DAYS)
        for met, number in ((True, others.met), (False, others.missed)):
            if number:
                counts[others.setting, met] = counts.get((others.setting, met), 0.0) + weight * number
    return Evidence(record.usage, counts, paid, unpaid, record.place)


def states_given(found: Evidence, population: Population) -> list[float]:
    """How likely each state is for a household after its knocks."""
    return _given(_likelihood(found, population), population.weights_at(found.usage, found.place))


def _likelihood(found: Evidence, population: Population) -> list[float]:
    """How likely a household's knocks are in each state, up to a factor."""
    by_slot = {slot: [0.0] * len(LEVELS) for slot in SLOTS}
    for (setting, met), count in found.counts.items():
        table = population.table(setting)
        logs = by_slot[setting.slot]
        for at, log in enumerate(table.met if met else table.missed):
            logs[at] += count * log
    return over_states([[math.exp(log - max(logs)) for log in logs] for logs in by_slot.values()])


def _given(likelihood: Sequence[float], weights: Sequence[float]) -> list[float]:
    likely = list(map(mul, likelihood, weights))
    whole = sum(likely)
    return [each / whole for each in likely]


def pays_given(paid: float, unpaid: float, weights: Sequence[float]) -> list[float]:
    """How likely each of `PAYS` is for a household after its meetings."""
    likely = [weight * chance**paid * (1 - chance) ** unpaid for weight, chance in zip(weights, PAYS, strict=True)]
    whole = sum(likely)
    return [weight / whole for weight in likely]


def learned(found: Sequence[Evidence], usual: Sequence[float]) -> Population:
    """The village as its knocks tell, in rounds of expectation and maximisation from the first guess.

    Weights of the states and effects of circumstances take turns, so that a household's likelihood, the dear part, is
    reckoned once a turn.
    """
    guess = unknown_village(usual)
    alike = Counter((each.usage, frozenset(each.counts.items())) for each in found)
    villages = [(Evidence(usage, dict(counts), 0, 0), times) for (usage, counts), times in alike.items()]
    population = Population(guess.weights, guess.effects, _pays_learned(found, guess.pays))
    for _ in range(_TURNS):
        population = _weighed(villages, population, guess)
        population = _moved(villages, population)
    return replace(population, leanings=_leanings(found, population))


def _weighed(found: Sequence[tuple[Evidence, int]], population: Population, guess: Population) -> Population:
    """The weights of the states that explain the knocks best, not too far from the first guess."""
    weights: dict[Usage, tuple[float, ...]] = dict(population.weights)
    by_usage: dict[Usage, list[tuple[list[float], int]]] = {usage: [] for usage in Usage}
    for each, times in found:
        by_usage[each.usage].append((_likelihood(each, population), times))
    for _ in range(_ROUNDS):
        sums = {usage: _summed(likelihoods, weights[usage]) for usage, likelihoods in by_usage.items() if likelihoods}
        everybody = [sum(column) for column in zip(*sums.values(), strict=True)] or [0.0] * len(STATES)
        whole = _blend(everybody, guess.weights[Usage.UNKNOWN], _GUESS_COUNTS)
        nobody = [0.0] * len(STATES)
        weights = {usage: _blend(sums.get(usage, nobody), tilted(whole, usage), _VILLAGE_COUNTS) for usage in Usage}
    return Population(weights, population.effects, population.pays)


def _summed(likelihoods: Sequence[tuple[list[float], int]], weights: Sequence[float]) -> list[float]:
    """How many households are in each state."""
    sums = [0.0] * len(STATES)
    for likelihood, times in likelihoods:
        likely = list(map(mul, likelihood, weights))
        share = times / sum(likely)
        sums = [total + share * each for total, each in zip(sums, likely, strict=True)]
    return sums


def _leanings(found: Sequence[Evidence], population: Population) -> dict[str, tuple[float, ...]]:
    """How the households of each place differ from the village's, by what was seen of them; a few say little."""
    places: dict[str, list[Evidence]] = {}
    for each in found:
        if each.place and each.counts:
            places.setdefault(each.place, []).append(each)
    leanings = {}
    for place, there in places.items():
        usual = [sum(column) for column in zip(*(population.weights[each.usage] for each in there), strict=True)]
        seen = [sum(column) for column in zip(*(states_given(each, population) for each in there), strict=True)]
        more = _PLACE_COUNTS / len(there)
        leanings[place] = tuple(
            (met + more * weight) / ((1 + more) * weight) for met, weight in zip(seen, usual, strict=True)
        )
    return leanings


def _moved(found: Sequence[tuple[Evidence, int]], population: Population) -> Population:
    """The effects of circumstances, one Newton step on, held near the usual."""
    slopes = dict.fromkeys(EFFECTS, 0.0)
    curves = dict.fromkeys(EFFECTS, 0.0)
    for each, times in found:
        under = [(setting, met, count) for (setting, met), count in each.counts.items() if setting.circumstances]
        states = states_given(each, population) if under else []
        for setting, met, count in under:
            chance = sum(map(mul, states, population.table(setting).home))
            for circumstance in setting.circumstances:
                slopes[circumstance] += times * count * (met - chance)
                curves[circumstance] += times * count * chance * (1 - chance)
    effects = {each: _stepped(population.effects[each], EFFECTS[each], slopes[each], curves[each]) for each in EFFECTS}
    return Population(population.weights, effects, population.pays)


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
