"""A sensible prepayment from a year's use, with the figures it follows from (DOMAIN 3.3: voluntary)."""

from collections.abc import Iterable

from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.prepay_policy import PrepayPolicy
from collector_desktop.domain.value import Value

_FEN_OF_YUAN = 100


class MonthUse(Value):
    """What one billing month came to, corrections included."""

    month: BillingMonth
    amount: Money


class PrepayAdvice(Value):
    """What to leave, and why."""

    months_known: int
    looked_at: int
    """How many months the policy would like to look at; fewer known ones are said."""
    average: Money
    highest: MonthUse
    amount: Money
    """What lasts for the months the policy aims at, rounded up."""
    lasts: int
    """Whole average months the amount lasts."""
    to_add: Money
    """What is missing from the amount, rounded up; zero if enough is held."""
    held_lasts: int
    """Whole average months what is held lasts."""

    @property
    def is_from_fewer(self) -> bool:
        """Whether the books know fewer months than one would like."""
        return self.months_known < self.looked_at


def prepay_advice(
    use: Iterable[MonthUse], held: Money, latest: BillingMonth, policy: PrepayPolicy
) -> PrepayAdvice | None:
    """A suggestion from the months up to `latest`; None if nothing is known of the household's use.

    A month without a bill is not known, and counts for nothing; months corrected to zero or below neither.
    """
    first = latest.plus(1 - policy.looked_at_months)
    known = sorted(
        (each for each in use if first <= each.month <= latest and each.amount > Money.ZERO),
        key=lambda each: each.month,
    )
    if not known:
        return None
    total = Money.total(each.amount for each in known)
    # Rounded up: a suggestion that falls short by a fen would not last as long as it says.
    average = Money(-(-total.fen // len(known)))
    wanted = max(average * policy.months_ahead, max(each.amount for each in known))
    amount = _rounded_up(wanted, policy)
    missing = amount - held
    return PrepayAdvice(
        months_known=len(known),
        looked_at=policy.looked_at_months,
        average=average,
        highest=max(known, key=lambda each: (each.amount, each.month)),
        amount=amount,
        lasts=amount.fen // average.fen,
        to_add=_rounded_up(missing, policy) if missing > Money.ZERO else Money.ZERO,
        held_lasts=max(held.fen, 0) // average.fen,
    )


def _rounded_up(amount: Money, policy: PrepayPolicy) -> Money:
    steps = sorted(step * _FEN_OF_YUAN for step in policy.steps_yuan)
    step = max((each for each in steps if each * 2 <= amount.fen), default=steps[0])
    return Money(-(-amount.fen // step) * step)
