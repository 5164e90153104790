"""The simulated village is fair, and the program's own plan does well in it from the first day."""

import random
from collections.abc import Callable, Sequence

import pytest
from simulated_village.bound import DualPoint, dual, fewest_knocks
from simulated_village.collectors import PaperOrder
from simulated_village.curves import most, read
from simulated_village.models import MODELS, Seen
from simulated_village.planners import Oracle
from simulated_village.program import Program
from simulated_village.rounds import Collector, Tally, collect
from simulated_village.village import Home, Village, draw
from simulated_village.ways import NotAVillage, Ways, read_ways, varied

from collector_desktop.domain.planning.attempts import Usage

HOUSEHOLDS, MONTHS = 80, 2
SEEDS = (11, 12, 13)
BOOK, PRICES = (1, 2, 3, 15), (0.05, 0.15, 0.4)


@pytest.fixture(scope="module")
def villages() -> list[Village]:
    return [draw(Ways(), HOUSEHOLDS, MONTHS, seed) for seed in SEEDS]


Runs = dict[float, list[list[Tally]]]


@pytest.fixture(scope="module")
def runs(villages: list[Village]) -> dict[str, Runs]:
    def all_of(thresholds: Sequence[float], make: Callable[[Village, float], Collector]) -> Runs:
        return {each: [collect(village, make(village, each)) for village in villages] for each in thresholds}

    return {
        "paper": all_of(BOOK, lambda village, most_knocks: PaperOrder(village, int(most_knocks))),
        "program": all_of(PRICES, Program),
        "oracle": all_of(PRICES, Oracle),
    }


def in_month(runs: Runs, month: int) -> dict[float, list[Tally]]:
    return {threshold: [tallies[month] for tallies in by_seed] for threshold, by_seed in runs.items()}


@pytest.mark.parametrize("month", range(MONTHS))
def test_the_plan_needs_fewer_knocks_than_paper_order_even_with_no_history(runs: dict[str, Runs], month: int) -> None:
    by_policy = {policy: in_month(found, month) for policy, found in runs.items()}
    share = 0.9 * min(most(found) for found in by_policy.values())
    knocks = {policy: read(found, share).knocks_per_collected for policy, found in by_policy.items()}
    assert knocks["oracle"] < knocks["program"] < 0.9 * knocks["paper"]


def test_nobody_beats_the_bound(villages: list[Village], runs: dict[str, Runs]) -> None:
    """On average over villages, dice being dice."""
    for tallies in runs["oracle"].values():
        collected = sum(each[0].collected for each in tallies)
        points = [dual(village, village.months[0]) for village in villages]
        together = [DualPoint(each[0].price, sum(point.gained for point in each)) for each in zip(*points, strict=True)]
        assert sum(each[0].knocks for each in tallies) > 0.95 * fewest_knocks(together, collected)


def test_a_seed_draws_the_same_village_and_every_policy_meets_the_same_dice() -> None:
    first, again, other = (draw(Ways(), 40, 1, seed) for seed in (1, 1, 2))
    assert first == again
    assert first.months[0].dice == again.months[0].dice
    assert first.homes != other.homes


def test_varied_ways_are_within_their_part_and_still_a_village() -> None:
    usual, other = Ways(), varied(Ways(), random.Random(3))
    assert sum(each.share for each in other.types) == pytest.approx(1)
    assert 0.7 * usual.sd <= other.sd <= 1.3 * usual.sd
    for each, before in zip(other.types, usual.types, strict=True):
        assert all(0.7 * old <= new <= min(1.3 * old, 0.98) for new, old in zip(each.home, before.home, strict=True))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[]", "one object"),
        ("{", "not JSON"),
        ('{"types": []}', "types"),
        ('{"sd": -1}', "sd"),
        ('{"pay": [["PROMPT", 0.5, 0.9]]}', "add up"),
        ('{"weather": 1}', "weather"),
    ],
)
def test_a_file_that_is_no_village_is_refused_with_what_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, text: str, word: str
) -> None:
    file = tmp_path_factory.mktemp("ways") / "ways.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotAVillage, match=word):
        read_ways(file)


@pytest.mark.parametrize("name", MODELS)
def test_every_model_of_who_is_home_learns_towards_the_truth(name: str) -> None:
    village, dice = draw(Ways(), 60, 1, 5), random.Random(5)

    def seen(home: Home, knocks: int) -> Seen:
        morning, noon, evening = (sum(dice.random() < chance for _ in range(knocks)) for chance in home.home)
        return Seen(Usage.ORDINARY, (morning, noon, evening), (knocks - morning, knocks - noon, knocks - evening))

    def off(knocks: int) -> float:
        told = MODELS[name]().chances([seen(home, knocks) for home in village.homes])
        pairs = [
            each for home, row in zip(village.homes, told, strict=True) for each in zip(home.home, row, strict=True)
        ]
        return sum(abs(true - said) for true, said in pairs)

    assert off(knocks=12) < 0.6 * off(knocks=0)
