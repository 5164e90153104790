"""A suggestion follows from a year's use, lasts as long as it says, and says when it knows less."""

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.prepay_advice import MonthUse, PrepayAdvice, prepay_advice
from collector_desktop.domain.prepay_policy import PrepayPolicy

LATEST = BillingMonth(2026, 10)
POLICY = PrepayPolicy()


def use(*fen: int) -> list[MonthUse]:
    """The newest month last."""
    return [MonthUse(month=LATEST.plus(at + 1 - len(fen)), amount=Money(each)) for at, each in enumerate(fen)]


def advice(*fen: int, held: int = 0) -> PrepayAdvice:
    found = prepay_advice(use(*fen), Money(held), LATEST, POLICY)
    assert found is not None
    return found


def test_a_year_gives_average_highest_month_and_an_amount_for_three_months() -> None:
    fen = [4000, 4200, 4100, 3900, 4300, 4600, 4700, 4800, 4500, 8800, 4040, 3500]
    found = advice(*fen)
    assert (found.months_known, found.is_from_fewer) == (12, False)
    assert found.average == Money(4620)
    assert (found.highest.month, found.highest.amount) == (BillingMonth(2026, 8), Money(8800))
    assert (found.amount, found.lasts) == (Money(15000), 3)


def test_fewer_months_are_enough_and_are_told() -> None:
    found = advice(3000, 2000)
    assert (found.months_known, found.is_from_fewer) == (2, True)
    assert found.amount == Money(8000)


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert prepay_advice([], Money.ZERO, LATEST, POLICY) is None
    assert prepay_advice(use(0, -500), Money.ZERO, LATEST, POLICY) is None


def test_months_longer_ago_or_not_over_yet_are_left_out() -> None:
    old = MonthUse(month=LATEST.plus(-12), amount=Money(99_900))
    running = MonthUse(month=LATEST.plus(1), amount=Money(99_900))
    found = prepay_advice([old, *use(3000), running], Money.ZERO, LATEST, POLICY)
    assert found is not None
    assert (found.months_known, found.average) == (1, Money(3000))


def test_a_high_month_is_covered_though_the_average_is_low() -> None:
    assert advice(100, 100, 9100).amount == Money(10000)


def test_what_is_held_already_is_taken_off() -> None:
    found = advice(*[5000] * 12, held=6000)
    assert (found.amount, found.to_add, found.held_lasts) == (Money(15000), Money(9000), 1)
    assert advice(*[5000] * 12, held=15000).to_add == Money.ZERO


@given(st.lists(st.integers(1, 500_000), min_size=1, max_size=12), st.integers(-5000, 500_000))
def test_a_suggestion_is_whole_tens_of_yuan_that_last_and_cover_any_month(fen: list[int], held: int) -> None:
    found = advice(*fen, held=held)
    assert found.amount.fen % 1000 == 0
    assert found.amount >= max(Money(each) for each in fen)
    assert found.lasts >= POLICY.months_ahead
    assert Money(held) + found.to_add >= found.amount
