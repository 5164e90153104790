"""The poster of a village instead of names."""

from datetime import date

import pytest

from collector_desktop.domain.exposure import names_for_poster, village_poster
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals_publicity import NamesNotAllowed, TooFewForPoster

DAY = date(2026, 11, 23)


def owing(*groups: int) -> list[tuple[str, Money]]:
    return [(f"{at}组", Money(1050)) for at, number in enumerate(groups, start=1) for _ in range(number)]


def test_the_poster_has_groups_their_total_and_the_law() -> None:
    poster = village_poster("柳泉供电所", "前柳村", DAY, owing(6, 5), Policy())
    assert [(group.label, group.households, group.amount) for group in poster.groups] == [
        ("1组", 6, Money(6300)),
        ("2组", 5, Money(5250)),
    ]
    assert (poster.households, poster.amount) == (11, Money(11550))
    assert any("第三十九条" in article.name for article in poster.law)


def test_groups_all_merged_are_the_whole_village() -> None:
    poster = village_poster("柳泉供电所", "前柳村", DAY, owing(3, 4), Policy())
    assert [(group.label, group.households) for group in poster.groups] == [("全村", 7)]


def test_so_few_households_that_a_sum_points_at_them_are_no_poster() -> None:
    with pytest.raises(TooFewForPoster) as refusal:
        village_poster("柳泉供电所", "前柳村", DAY, owing(3, 1), Policy())
    assert refusal.value.facts == {"village": "前柳村", "households": 4, "smallest": 5}


def test_nobody_owing_is_no_poster_either() -> None:
    with pytest.raises(TooFewForPoster):
        village_poster("柳泉供电所", "前柳村", DAY, [], Policy())


def test_asking_for_names_is_always_refused() -> None:
    with pytest.raises(NamesNotAllowed) as refusal:
        names_for_poster("前柳村")
    assert refusal.value.facts == {"village": "前柳村"}
