"""Group totals in which no cell points at a household."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.group_totals import MERGED, group_cells, group_totals
from collector_desktop.domain.money import Money

ROWS = st.lists(st.tuples(st.sampled_from(["1组", "2组", "3组", "4组", MERGED, ""]), st.integers(1, 99_999).map(Money)))


def households(**groups: int) -> list[tuple[str, Money]]:
    return [(label, Money(100)) for label, number in groups.items() for _ in range(number)]


def counted(**groups: int) -> dict[str, int]:
    return {total.label: total.households for total in group_totals(households(**groups), 5)}


def test_groups_large_enough_stand_as_they_are() -> None:
    assert counted(一组=5, 二组=7) == {"一组": 5, "二组": 7}


def test_small_groups_are_merged() -> None:
    assert counted(一组=9, 二组=2, 三组=4) == {"一组": 9, MERGED: 6}


def test_the_next_smallest_joins_when_the_merged_are_still_too_few() -> None:
    assert counted(一组=9, 二组=2, 三组=6) == {"一组": 9, MERGED: 8}
    assert counted(一组=9, 二组=2) == {MERGED: 11}


def test_a_village_with_too_few_altogether_has_no_cell() -> None:
    assert counted(一组=1, 二组=3) == {}
    assert counted() == {}


@given(ROWS, st.integers(2, 8))
def test_no_cell_is_too_small_and_nothing_is_lost_unless_all_are_too_few(
    rows: list[tuple[str, Money]], smallest: int
) -> None:
    totals = group_totals(rows, smallest)
    assert all(total.households >= smallest for total in totals)
    if len(rows) < smallest:
        assert totals == ()
    else:
        assert sum(total.households for total in totals) == len(rows)
        assert Money.total(total.amount for total in totals) == Money.total(amount for _, amount in rows)


@given(ROWS, st.integers(2, 8))
def test_a_group_that_is_named_is_told_whole(rows: list[tuple[str, Money]], smallest: int) -> None:
    whole = Counter(label for label, _ in rows)
    assert all(
        total.households == whole[total.label] for total in group_totals(rows, smallest) if total.label != MERGED
    )


@given(ROWS, st.integers(2, 8))
def test_no_small_rest_can_be_reckoned_from_the_total_and_any_other_cells(
    rows: list[tuple[str, Money]], smallest: int
) -> None:
    totals = group_totals(rows, smallest)
    whole = sum(total.households for total in totals)
    for known in range(len(totals) + 1):
        for taken in combinations(totals, known):
            rest = whole - sum(total.households for total in taken)
            assert rest == 0 or rest >= smallest


def test_a_cell_says_which_groups_are_in_it() -> None:
    one, merged = group_cells({"一组": 9, "二组": 2, "三组": 0, "四组": 4}, 5)
    assert (one.label, one.groups) == ("一组", ("一组",))
    assert (merged.label, merged.groups, merged.households) == (MERGED, ("二组", "四组"), 6)


def test_a_group_that_bears_the_name_of_the_merged_cell_is_merged_too() -> None:
    assert counted(一组=9, 其他=7, 三组=2) == {"一组": 9, MERGED: 9}
