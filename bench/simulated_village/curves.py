"""Comparing policies at an equal share collected: each policy's curve of knocks against share, and where it is read."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulated_village.rounds import Tally

Runs = Mapping[float, Sequence[Tally]]
"""One policy in one month: threshold → tally of each seed."""


@dataclass(frozen=True)
class Reading:
    """A policy at a share, between the two thresholds that collect a little more and a little less."""

    share: float
    knocks_per_collected: float
    walking: float
    """Minutes in the cycle."""
    hard: float
    """Share of the hard-to-meet households collected."""
    is_reached: bool
    """False if even its freest threshold collects less; then it is read there."""


@dataclass(frozen=True)
class Point:
    """Where one threshold ends: knocks a household, walking minutes a village."""

    share: float
    knocks: float
    walking: float
    hard: float


def most(runs: Runs) -> float:
    """The largest share a policy collects."""
    return max(point.share for point in points(runs))


def read(runs: Runs, share: float, seeds: Sequence[int] | None = None) -> Reading:
    """The policy's knocks at a share; `seeds` says which runs count, some perhaps twice."""
    edge = frontier(points(runs, seeds))
    share = max(share, 1e-6)
    if share >= edge[-1].share:
        last = edge[-1]
        is_reached = share <= last.share + 0.002
        return Reading(last.share, last.knocks / last.share, last.walking, last.hard, is_reached)
    at = next(at for at, point in enumerate(edge) if point.share > share)
    low = edge[at - 1] if at else Point(0, 0, 0, 0)
    high = edge[at]
    part = (share - low.share) / (high.share - low.share)

    def between(one: float, other: float) -> float:
        return one + part * (other - one)

    return Reading(
        share,
        between(low.knocks, high.knocks) / share,
        between(low.walking, high.walking),
        between(low.hard, high.hard),
        is_reached=True,
    )


def resampled(seeds: int, times: int = 200) -> list[list[int]]:
    """Which seeds count in each resample of a bootstrap; the same for every policy, as the runs are paired."""
    chance = random.Random("bootstrap")
    return [[chance.randrange(seeds) for _ in range(seeds)] for _ in range(times)]


def points(runs: Runs, seeds: Sequence[int] | None = None) -> list[Point]:
    """Every threshold's point, all seeds together."""
    points = []
    for tallies in runs.values():
        whole = Tally()
        for seed in range(len(tallies)) if seeds is None else seeds:
            whole.add(tallies[seed])
        villages = len(tallies) if seeds is None else len(seeds)
        points.append(
            Point(
                whole.collected / whole.households,
                whole.knocks / whole.households,
                whole.walking / villages,
                whole.hard_collected / max(whole.hard, 1),
            )
        )
    return points


def frontier(points: Sequence[Point]) -> list[Point]:
    """Least to most collected, without the points that another one beats at more collected for no more knocks."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda point: (-point.share, point.knocks)):
        if not kept or point.knocks < kept[-1].knocks:
            kept.append(point)
    return kept[::-1]
