"""From visits as they were recorded to attempts as the plan learns from them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from collector_desktop.domain.planning.attempts import Attempt, Circumstance, setting
from collector_desktop.domain.visit import Knock, Outcome, Slot

_YESTERDAY = timedelta(days=1)
_PAID = frozenset({Outcome.PAID, Outcome.PART_PAID})
_ASKED = frozenset({*_PAID, Outcome.PROMISED, Outcome.REFUSED, Outcome.DISPUTED})

Circumstances = Callable[[date, Slot], Collection[Circumstance]]
"""What a slot of a day was like in the household's village."""


def attempts(
    knocks: Sequence[Knock], circumstances: Circumstances, expected: Collection[tuple[date, Slot]] = ()
) -> tuple[Attempt, ...]:
    """A household's knocks as attempts, in the order given; `expected` are the slots in which it knew we would come.

    A service or a notice says that somebody was there, and nothing of how it pays.
    """
    missed = {(knock.on, knock.slot) for knock in knocks if not knock.outcome.met}
    return tuple(
        Attempt(
            on=knock.on,
            setting=setting(knock.slot, {*circumstances(knock.on, knock.slot), *_told(knock, missed, expected)}),
            met=knock.outcome.met,
            paid=knock.outcome in _PAID if knock.outcome in _ASKED else None,
        )
        for knock in knocks
    )


def _told(
    knock: Knock, missed: Collection[tuple[date, Slot]], expected: Collection[tuple[date, Slot]]
) -> list[Circumstance]:
    return [
        *([Circumstance.MISSED_YESTERDAY] if (knock.on - _YESTERDAY, knock.slot) in missed else []),
        *([Circumstance.EXPECTED] if (knock.on, knock.slot) in expected else []),
    ]
