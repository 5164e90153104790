"""Who is home when: the plan that learns against simpler ways to go from door to door, in a simulated village.

    python bench/planning.py [--quick] [--json] [--seed N] [--households FILE.json] [--number N] [--cycles N] [--varied]

Every policy collects the same villages with the same dice. Each is run with several thresholds of giving up, which draw
its curve of knocks against share collected, and the curves are read at an equal share: nine tenths of what the least
able of them collects at all (at its very edge a policy knocks without measure). A file describes a village of your own:

    {"types": [{"name": "elders", "share": 0.3, "home": [0.75, 0.8, 0.85]}, …], "sd": 0.8,
     "pay": [["PROMPT", 0.8, 0.97], …]}
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from simulated_village.bound import DualPoint, dual, fewest_knocks
from simulated_village.collectors import NearestFirst, PaperOrder, TallyPlan
from simulated_village.curves import Reading, Runs, most, read, resampled
from simulated_village.planners import Oracle, WellInformed
from simulated_village.plot import draw_curves
from simulated_village.program import Program
from simulated_village.rounds import Collector, Tally, collect
from simulated_village.village import Village, draw
from simulated_village.ways import NotAVillage, Ways, read_ways, varied

MAKERS: Mapping[str, Callable[[Village, float], Collector]] = {
    "paper_order": lambda village, most_knocks: PaperOrder(village, int(most_knocks)),
    "nearest_first": lambda village, most_knocks: NearestFirst(village, int(most_knocks)),
    "tally_plan": TallyPlan,
    "program": Program,
    "well_informed": WellInformed,
    "oracle": Oracle,
}
_BOOK = (1, 2, 3, 4, 5, 15)
_PRICES = (0.03, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
THRESHOLDS: Mapping[str, Sequence[float]] = {
    "paper_order": _BOOK,
    "nearest_first": _BOOK,
    "tally_plan": (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4),
    "program": _PRICES,
    "well_informed": (0.1, 0.2, 0.3, 0.6),
    "oracle": _PRICES,
}
QUICK: Mapping[str, Sequence[float]] = {
    "paper_order": _BOOK,
    "nearest_first": _BOOK,
    "tally_plan": (0.0, 0.25, 0.35),
    "program": (0.03, 0.12, 0.3, 0.45),
    "oracle": (0.03, 0.12, 0.3, 0.45),
}
_READ_AT = 0.9
_COMPARED = ("paper_order", "program", "oracle")
"""Those whose reach decides at which share all are read."""


@dataclass(frozen=True)
class Task:
    """One run: a policy with a threshold in the village of a seed; `bound` asks for that village's bound instead."""

    policy: str
    threshold: float
    seed: int
    ways: Ways
    households: int
    months: int


@dataclass(frozen=True)
class Done:
    """The tallies of the months, or the bound's points."""

    task: Task
    tallies: Sequence[Tally] = ()
    duals: Sequence[Sequence[DualPoint]] = ()


@dataclass(frozen=True)
class Interval:
    """A figure, and where nine in ten resamples of the villages put it."""

    value: float
    low: float
    high: float


def run(task: Task) -> Done:
    """One run, in whatever process."""
    village = draw(task.ways, task.households, task.months, task.seed)
    if task.policy == "bound":
        return Done(task, duals=[dual(village, month) for month in village.months])
    return Done(task, tallies=collect(village, MAKERS[task.policy](village, task.threshold)))


class Comparison:
    """All runs of one size of village, read month by month."""

    def __init__(self, done: Sequence[Done], months: int) -> None:
        self.months = months
        self._runs: dict[str, dict[float, list[Sequence[Tally]]]] = {}
        self._duals: list[Sequence[Sequence[DualPoint]]] = []
        for each in done:
            if each.task.policy == "bound":
                self._duals.append(each.duals)
            else:
                by_threshold = self._runs.setdefault(each.task.policy, {})
                by_threshold.setdefault(each.task.threshold, []).append(each.tallies)
        self.policies = tuple(self._runs)
        self.seeds = len(next(iter(self._runs["paper_order"].values())))

    def runs(self, policy: str, month: int) -> Runs:
        """The tallies of one policy in one month."""
        return {threshold: [tallies[month] for tallies in by_seed] for threshold, by_seed in self._runs[policy].items()}

    def share(self, month: int, of_reach: float = _READ_AT) -> float:
        """The share at which all are read in a month."""
        return of_reach * min(most(self.runs(policy, month)) for policy in _COMPARED)

    def reading(self, policy: str, month: int, of_reach: float = _READ_AT) -> Reading:
        """One policy in one month at the equal share."""
        return read(self.runs(policy, month), self.share(month, of_reach))

    def knocks(self, policy: str, month: int) -> Interval:
        """Knocks per collected household."""
        return self._interval(lambda seeds: self._knocks(policy, month, seeds))

    def against(self, policy: str, other: str, month: int) -> Interval:
        """By how large a part a policy knocks more than another one; negative is fewer."""
        return self._interval(lambda seeds: self._knocks(policy, month, seeds) / self._knocks(other, month, seeds) - 1)

    def bound(self, month: int) -> float | None:
        """No policy knocks less for each household it collects, on average, at the equal share."""
        if not self._duals:
            return None
        households = sum(tallies[month].households for tallies in next(iter(self._runs["oracle"].values())))
        collected = self.share(month) * households
        points = [
            DualPoint(each[0].price, sum(point.gained for point in each))
            for each in zip(*(village[month] for village in self._duals), strict=True)
        ]
        return fewest_knocks(points, collected) / collected

    def _knocks(self, policy: str, month: int, seeds: Sequence[int] | None) -> float:
        return read(self.runs(policy, month), self.share(month), seeds).knocks_per_collected

    def _interval(self, figure: Callable[[Sequence[int] | None], float]) -> Interval:
        drawn = sorted(figure(seeds) for seeds in resampled(self.seeds))
        return Interval(figure(None), drawn[len(drawn) // 20], drawn[-1 - len(drawn) // 20])


def compare(
    ways: Sequence[Ways], households: int, months: int, thresholds: Mapping[str, Sequence[float]], first_seed: int
) -> Comparison:
    """Every policy with every threshold in every village, one for each of `ways`; the dearest runs begin first."""
    villages = [(first_seed + at, each) for at, each in enumerate(ways)]
    tasks = [
        Task(policy, threshold, seed, each, households, months)
        for policy in reversed(tuple(thresholds))
        for threshold in thresholds[policy]
        for seed, each in villages
    ]
    tasks += [Task("bound", 0, seed, each, households, months) for seed, each in villages]
    with multiprocessing.Pool(os.cpu_count()) as pool:
        return Comparison(pool.map(run, tasks, chunksize=1), months)


def as_json(found: Comparison, households: int) -> dict[str, object]:
    """All figures by month, in lists."""
    months = range(found.months)
    policies: dict[str, object] = {}
    for policy in sorted(found.policies):
        readings = [found.reading(policy, month) for month in months]
        policies[policy] = {
            "knocks_per_collected": [round(each.knocks_per_collected, 3) for each in readings],
            "share_collected": [round(each.share, 4) for each in readings],
            "reaches_the_share": [each.is_reached for each in readings],
            "walking_minutes": [round(each.walking, 1) for each in readings],
            "unpaid_households": [round((1 - each.share) * households, 1) for each in readings],
            "hard_to_meet_collected": [round(each.hard, 4) for each in readings],
            "most_collected": [round(most(found.runs(policy, month)), 4) for month in months],
        }
    return {
        "households": households,
        "months": found.months,
        "seeds": found.seeds,
        "read_at": f"{_READ_AT} of the largest share that each of {', '.join(_COMPARED)} collects",
        "policies": policies,
        "bound_knocks_per_collected": [round(found.bound(month) or 0, 3) for month in months],
        "program_against_paper_order": [asdict(found.against("program", "paper_order", month)) for month in months],
        "program_against_oracle": [asdict(found.against("program", "oracle", month)) for month in months],
    }


def as_table(found: Comparison, households: int, title: str) -> str:
    """The figures as Markdown, for docs and terminal."""
    shown = [month for month in (0, 1, 2, 5, 11) if month < found.months]
    lines = [
        f"### {title}",
        "",
        f"{households} households, {found.months} cycles, {found.seeds} villages. Knocks per collected household, with "
        "the range of nine in ten resamples; all policies read at the same share.",
        "",
        _row("", (f"cycle {month + 1}" for month in shown)),
        "|---|" + "---|" * len(shown),
        _row("share collected", (f"{found.share(month):.0%}" for month in shown)),
    ]
    for policy in found.policies[::-1]:
        cells = [found.knocks(policy, month) for month in shown]
        told = [f"{each.value:.2f} ({each.low:.2f}–{each.high:.2f})" for each in cells]
        reached = [found.reading(policy, month).is_reached for month in shown]
        words = [said if can else f"{said} ¹" for said, can in zip(told, reached, strict=True)]
        lines.append(_row(policy.replace("_", " "), words))
    lines.append(_row("bound", (f"{found.bound(month):.2f}" for month in shown)))
    for other in ("paper_order", "oracle"):
        cells = [found.against("program", other, month) for month in shown]
        told = [f"{each.value:+.0%} ({each.low:+.0%} to {each.high:+.0%})" for each in cells]
        lines.append(_row(f"program against {other.replace('_', ' ')}", told))
    walks = [[found.reading(policy, month).walking for policy in ("program", "paper_order")] for month in shown]
    lines.append(_row("walking minutes: program / paper order", (f"{ours:.0f} / {other:.0f}" for ours, other in walks)))
    hards = [[found.reading(policy, month).hard for policy in ("program", "oracle")] for month in shown]
    lines.append(
        _row("hard to meet, collected: program / oracle", (f"{ours:.0%} / {other:.0%}" for ours, other in hards))
    )
    for part in (0.7, 0.8, 1.0):
        reads = [[found.reading(policy, month, part).knocks_per_collected for policy in _COMPARED] for month in shown]
        words = [" / ".join(f"{each:.2f}" for each in row) for row in reads]
        lines.append(_row(f"at {part:.0%} of the reach: paper order / program / oracle", words))
    return "\n".join([*lines, "", "¹ never collects so much; read where it collects most.", ""])


def _row(head: str, cells: Iterable[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"


def main() -> int:
    """Run, print; with --plot also draw the curves."""
    parser = argparse.ArgumentParser(description="Who is home when: day plans compared in a simulated village.")
    parser.add_argument("--quick", action="store_true", help="200 households, 6 cycles, 5 villages, fewer thresholds")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--seed", type=int, default=1, help="the first village's seed")
    parser.add_argument("--households", type=Path, metavar="FILE.json", help="a village of your own")
    parser.add_argument("--number", type=int, default=200, help="households in a village")
    parser.add_argument("--villages", type=int, default=30, help="how many villages are drawn")
    parser.add_argument("--cycles", type=int, default=12, help="months, each with all bills open again")
    parser.add_argument("--varied", action="store_true", help="every number of the ways up to 30 %% larger or smaller")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw the curves of the third cycle")
    asked = parser.parse_args()
    started = time.monotonic()
    try:
        ways = read_ways(asked.households) if asked.households else Ways()
    except NotAVillage as error:
        print(f"planning: {error}", file=sys.stderr)
        return 2
    number, months, villages = (200, 6, 5) if asked.quick else (asked.number, asked.cycles, asked.villages)
    each = [
        varied(ways, random.Random(f"varied {asked.seed + at}")) if asked.varied else ways for at in range(villages)
    ]
    found = compare(each, number, months, QUICK if asked.quick else THRESHOLDS, asked.seed)
    if asked.plot:
        draw_curves(asked.plot, {policy: found.runs(policy, 2) for policy in found.policies})
    if asked.json:
        print(json.dumps(as_json(found, number) | {"seconds": round(time.monotonic() - started, 1)}, indent=2))
    else:
        title = f"{number} households" + (", every number varied by ± 30 %" if asked.varied else "")
        print(as_table(found, number, title))
    return 0


if __name__ == "__main__":
    sys.exit(main())
