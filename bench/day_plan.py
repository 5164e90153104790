"""A morning's plan, against reckoning every door's chance in every slot just once.

    python bench/day_plan.py [--households 200 600] [--times 5]

A year of knocks in the simulated village, every household owing again: what learning from all of it takes, what the
plan of the day takes with five days in view, and what one more knock takes.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import mul

from simulated_village.collectors import PaperOrder
from simulated_village.program import Program
from simulated_village.rounds import Knock, Moment, collect
from simulated_village.village import Month, Village, draw
from simulated_village.ways import Ways

from collector_desktop.domain.planning.attempts import Attempt, Setting
from collector_desktop.domain.planning.lattice import SLOTS, STATES, first_guess, sigmoid
from collector_desktop.domain.planning.learning import one_more
from collector_desktop.domain.planning.population import unknown_village

_MONTHS = 12
_USUAL = (0.4, 0.35, 0.6)


class _Watched(PaperOrder):
    """Paper order; the program is told of every knock."""

    def __init__(self, village: Village, program: Program) -> None:
        super().__init__(village, 3)
        self._program = program

    def begins(self, month: Month) -> None:
        """For both."""
        super().begins(month)
        self._program.begins(month)

    def saw(self, knock: Knock) -> None:
        """For both."""
        super().saw(knock)
        self._program.saw(knock)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, nargs="+", default=[200, 600])
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    for households in asked.households:
        village = draw(Ways(), households, _MONTHS, seed=1)
        program = Program(village, 0.1)
        collect(village, _Watched(village, program))
        day = village.months[-1].days[0]
        program.begins(village.months[-1])
        learning = _median(partial(program.learn, day), asked.times)
        planning = _median(partial(program.plan, Moment(day, 0, 0)), asked.times)
        floor = _median(partial(_floor, households), asked.times)
        print(f"{households} households, five days: learning {learning:.2f} s, plan {planning:.2f} s")
        print(f"every chance once {floor:.3f} s; ratio of the plan {planning / floor:.1f}")
    knock = Attempt(date(2026, 11, 23), Setting(SLOTS[2]), met=False)
    population, states = unknown_village(_USUAL), list(first_guess(_USUAL))
    print(f"one more knock {_median(partial(one_more, states, knock, population), 200) * 1e6:.0f} µs")


def _floor(households: int) -> list[float]:
    """The chance of every door in each slot of five days, from its states."""
    states, home = first_guess(_USUAL), [sigmoid(state[0]) for state in STATES]
    return [sum(map(mul, states, home)) for _ in range(households * len(SLOTS) * 5)]


def _median(work: Callable[[], object], times: int) -> float:
    taken: Sequence[float] = [_timed(work) for _ in range(times)]
    return statistics.median(taken)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
