"""Who is home when, foretold: the program's model beside others, against who knows every household's chances.

    python bench/home_models.py [--households 200] [--villages 10] [--varied]

Every household of the simulated village is knocked at so many times, in slots drawn at random on ordinary days; each
model learns from that and foretells one more knock in every slot. What its foretelling misses in excess of the truth's
own is printed, in thousandths of a nat a knock: nobody can do better than 0 on average.
"""

import argparse
import math
import random
from collections.abc import Sequence

from simulated_village.models import MODELS, Seen
from simulated_village.program import usages
from simulated_village.village import Home, draw
from simulated_village.ways import SLOTS, Ways, varied

from collector_desktop.domain.planning.attempts import Usage

KNOCKS = (0, 1, 2, 4, 8, 16)
_NEVER = 1e-3
"""Nobody is as sure as that; the truth's empty houses are foretold as never opening."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=200)
    parser.add_argument("--villages", type=int, default=10)
    parser.add_argument("--varied", action="store_true", help="every number of the ways up to 30 %% larger or smaller")
    asked = parser.parse_args()
    missed = {name: [0.0] * len(KNOCKS) for name in MODELS}
    for seed in range(asked.villages):
        ways = varied(Ways(), random.Random(f"varied {seed}")) if asked.varied else Ways()
        village = draw(ways, asked.households, 1, seed)
        told = usages(village)
        for at, knocks in enumerate(KNOCKS):
            dice = random.Random(f"knocks {seed} {knocks}")
            seen = [_knocked(home, usage, knocks, dice) for home, usage in zip(village.homes, told, strict=True)]
            for name, model in MODELS.items():
                missed[name][at] += _excess(village.homes, model().chances(seen)) / asked.villages
    print(f"| knocks at each household | {' | '.join(map(str, KNOCKS))} |")
    print("|---|" + "---|" * len(KNOCKS))
    for name, row in missed.items():
        print(f"| {name} | {' | '.join(f'{1000 * each:.0f}' for each in row)} |")


def _knocked(home: Home, usage: Usage, knocks: int, dice: random.Random) -> Seen:
    met, missed = [0, 0, 0], [0, 0, 0]
    for _ in range(knocks):
        slot = dice.randrange(len(SLOTS))
        (met if dice.random() < home.home[slot] else missed)[slot] += 1
    return Seen(usage, (met[0], met[1], met[2]), (missed[0], missed[1], missed[2]))


def _excess(homes: Sequence[Home], chances: Sequence[Sequence[float]]) -> float:
    """The mean divergence of what was foretold from the truth."""
    pairs = [pair for home, told in zip(homes, chances, strict=True) for pair in zip(home.home, told, strict=True)]
    return sum(_divergence(true, min(max(told, _NEVER), 1 - _NEVER)) for true, told in pairs) / len(pairs)


def _divergence(true: float, told: float) -> float:
    happens = true * math.log(true / told) if true else 0.0
    fails = (1 - true) * math.log((1 - true) / (1 - told)) if true < 1 else 0.0
    return happens + fails


if __name__ == "__main__":
    main()
