"""Over and short (长款、短款): what the station may decide of a drawer that did not agree with its receipts."""

from enum import StrEnum

from collector_desktop.domain.money import Money


class CashOutcome(StrEnum):
    """What becomes of the difference."""

    MADE_GOOD = "made_good"
    """The collector made a short drawer good (收费员补足)."""
    BORNE = "borne"
    """The station bears what is short (所里承担)."""
    KEPT = "kept"
    """What is over is kept until it is known whose it is (挂账待查)."""
    RETURNED = "returned"
    """What is over went back to its household (退还用户)."""
    PAID_IN = "paid_in"
    """What is over was paid in to the station (缴入所里)."""

    @property
    def is_final(self) -> bool:
        """Whether nothing is decided after it."""
        return self is not CashOutcome.KEPT

    @property
    def moves_money(self) -> bool:
        """Whether money came or went, for which there is a paper; otherwise there must be a reason."""
        return self in (CashOutcome.MADE_GOOD, CashOutcome.RETURNED, CashOutcome.PAID_IN)


_OF_SHORT = (CashOutcome.MADE_GOOD, CashOutcome.BORNE)
_OF_OVER = (CashOutcome.KEPT, CashOutcome.RETURNED, CashOutcome.PAID_IN)


class Decided(StrEnum):
    """How far the station is with a day's difference; what waits stands first."""

    WAITING = "waiting"
    KEPT = "kept"
    DONE = "done"


def may_become(over_short: Money, before: CashOutcome | None) -> tuple[CashOutcome, ...]:
    """What may be decided of a difference (more than zero is over, less is short) after what was decided `before`."""
    if not over_short or (before is not None and before.is_final):
        return ()
    outcomes = _OF_OVER if over_short > Money.ZERO else _OF_SHORT
    return tuple(outcome for outcome in outcomes if outcome is not before)


def how_far(over_short: Money, outcome: CashOutcome | None) -> Decided | None:
    """How far the station is with a difference; None where there is none."""
    if not over_short:
        return None
    if outcome is None:
        return Decided.WAITING
    return Decided.DONE if outcome.is_final else Decided.KEPT
