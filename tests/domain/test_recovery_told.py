"""Recovery told to others lets nobody reckon what a few households owe."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.group_totals import MERGED
from collector_desktop.domain.money import Money
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.recovery_told import CountedRecovery, merged, told, told_apart

NAMES = ("前柳村", "河湾村", "石磨坡村", "土门村", "泉头村")


def line(label: str, billed: int, owing: int) -> CountedRecovery:
    """Every household was billed one yuan; those that owe paid nothing."""
    recovery = Recovery(receivable=Money(100 * billed), received=Money(100 * (billed - owing)))
    return CountedRecovery(label=label, recovery=recovery, billed=billed, owing=owing)


@st.composite
def villages(draw: st.DrawFn) -> list[CountedRecovery]:
    lines = []
    for name in NAMES[: draw(st.integers(0, len(NAMES)))]:
        billed = draw(st.integers(0, 20))
        lines.append(line(name, billed, draw(st.integers(0, billed))))
    return lines


def test_enough_households_are_told_whole() -> None:
    shown = told(line("前柳村", 20, 6), 5)
    assert shown.amounts == Recovery(receivable=Money(2000), received=Money(1400))
    assert shown.rate == Decimal("70.0")


def test_everybody_having_paid_is_told() -> None:
    assert told(line("前柳村", 20, 0), 5).amounts is not None


def test_of_few_debtors_only_the_rate_is_told() -> None:
    shown = told(line("前柳村", 20, 2), 5)
    assert (shown.amounts, shown.rate) == (None, Decimal("90.0"))


def test_of_few_households_nothing_is_told() -> None:
    shown = told(line("前柳村", 3, 0), 5)
    assert (shown.amounts, shown.rate) == (None, None)


def test_nothing_billed_is_nothing_to_hide() -> None:
    assert told(line("", 0, 0), 5).amounts == Recovery()


def test_a_village_with_few_debtors_is_merged_with_another() -> None:
    shown = told_apart([line("前柳村", 20, 2), line("河湾村", 10, 4), line("石磨坡村", 30, 9)], 5)
    assert [each.label for each in shown] == ["石磨坡村", MERGED]
    assert shown[1].amounts == Recovery(receivable=Money(3000), received=Money(2400))


def owing(lines: Sequence[CountedRecovery]) -> int:
    return merged(lines).owing


@given(villages(), st.integers(2, 8))
def test_no_line_and_no_rest_of_lines_is_owed_by_too_few(lines: list[CountedRecovery], smallest: int) -> None:
    shown = told_apart(lines, smallest)
    outstanding = {each.label: each.amounts.outstanding.fen // 100 for each in shown if each.amounts}
    for known in range(1, len(outstanding) + 1):
        for chosen in combinations(outstanding.values(), known):
            assert sum(chosen) == 0 or sum(chosen) >= smallest
    whole = told(merged(lines), smallest)
    if whole.amounts is not None:
        rest = whole.amounts.outstanding.fen // 100 - sum(outstanding.values())
        assert rest == 0, "what the lines leave of the sum could be reckoned"


@given(villages(), st.integers(2, 8))
def test_nothing_is_lost_where_the_sum_can_be_told(lines: list[CountedRecovery], smallest: int) -> None:
    if not any(each.billed for each in lines) or told(merged(lines), smallest).amounts is None:
        return
    shown = [each.amounts for each in told_apart(lines, smallest) if each.amounts]
    assert Recovery.together(shown) == merged(lines).recovery
