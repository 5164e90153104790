"""What may become of a drawer that did not agree."""

import pytest

from collector_desktop.domain.money import Money
from collector_desktop.domain.over_short import CashOutcome, Decided, how_far, may_become

OVER, SHORT = Money(500), Money(-500)


@pytest.mark.parametrize(
    ("difference", "before", "possible"),
    [
        (SHORT, None, (CashOutcome.MADE_GOOD, CashOutcome.BORNE)),
        (OVER, None, (CashOutcome.KEPT, CashOutcome.RETURNED, CashOutcome.PAID_IN)),
        (OVER, CashOutcome.KEPT, (CashOutcome.RETURNED, CashOutcome.PAID_IN)),
        (OVER, CashOutcome.RETURNED, ()),
        (OVER, CashOutcome.PAID_IN, ()),
        (SHORT, CashOutcome.MADE_GOOD, ()),
        (SHORT, CashOutcome.BORNE, ()),
        (Money.ZERO, None, ()),
    ],
)
def test_what_is_over_may_wait_for_its_owner_and_any_other_decision_is_the_last(
    difference: Money, before: CashOutcome | None, possible: tuple[CashOutcome, ...]
) -> None:
    assert may_become(difference, before) == possible


def test_a_difference_waits_until_it_is_decided_and_a_drawer_that_agreed_never_does() -> None:
    assert how_far(Money.ZERO, None) is None
    assert how_far(SHORT, None) is Decided.WAITING
    assert how_far(OVER, CashOutcome.KEPT) is Decided.KEPT
    assert how_far(OVER, CashOutcome.PAID_IN) is Decided.DONE


def test_where_money_came_or_went_there_is_a_paper_and_elsewhere_a_reason() -> None:
    assert [each for each in CashOutcome if not each.moves_money] == [CashOutcome.BORNE, CashOutcome.KEPT]
