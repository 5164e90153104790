"""Promises and appointments counted: kept if the household paid or was met that day, else broken by whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Outcome, Slot

_PAID = frozenset({Outcome.PAID, Outcome.PART_PAID})


class AgreementKind(StrEnum):
    """Who gave the word."""

    PROMISE = "promise"
    APPOINTMENT = "appointment"


class Kept(StrEnum):
    """What became of an agreement."""

    OPEN = "open"
    KEPT = "kept"
    NOBODY_CAME = "nobody_came"
    """We did not come."""
    NOBODY_HOME = "nobody_home"
    """We came; the customer was not there."""
    SET_ASIDE = "set_aside"
    """Cancelled, or another day was agreed before this one came."""


class Agreement(Value):
    """A day and a slot agreed with a household: by its promise, or by our appointment."""

    account: AccountNumber
    kind: AgreementKind
    made_at: datetime
    made_on: date
    on: date
    slot: Slot
    is_cancelled: bool = False


class TimedKnock(Value):
    """A knock and the clock when it was written down."""

    at: datetime
    knock: Knock


class History(Value):
    """What happened with one household: knocks at its door, and days on which it paid elsewhere."""

    knocks: tuple[TimedKnock, ...] = ()
    paid_elsewhere: frozenset[date] = frozenset()


class Judged(Value):
    """An agreement and what became of it."""

    agreement: Agreement
    kept: Kept


class AgreementFigures(Value):
    """Agreements counted; those set aside are in none of the numbers."""

    kept: int = 0
    nobody_came: int = 0
    nobody_home: int = 0
    open: int = 0

    @property
    def broken(self) -> int:
        """Broken by us and by the customers."""
        return self.nobody_came + self.nobody_home

    @property
    def share(self) -> float | None:
        """Kept among those whose day is over; None if there are none."""
        ended = self.kept + self.broken
        return self.kept / ended if ended else None


def judge(agreement: Agreement, history: History, today: date) -> Kept:
    """What became of one agreement; the slot is no matter of minutes, the day counts.

    The knock at which it was agreed is no visit to it; money before the day keeps the word too.
    """
    after = [each.knock for each in history.knocks if each.at > agreement.made_at]
    if any(knock.outcome in _PAID and knock.on <= agreement.on for knock in after):
        return Kept.KEPT
    if any(agreement.made_on < day <= agreement.on for day in history.paid_elsewhere):
        return Kept.KEPT
    that_day = [knock for knock in after if knock.on == agreement.on]
    if any(knock.outcome.met for knock in that_day):
        return Kept.KEPT
    if agreement.is_cancelled:
        return Kept.SET_ASIDE
    if agreement.on >= today:
        return Kept.OPEN
    return Kept.NOBODY_HOME if that_day else Kept.NOBODY_CAME


def judged(
    agreements: Sequence[Agreement], histories: Mapping[AccountNumber, History], today: date
) -> tuple[Judged, ...]:
    """Every agreement with what became of it, in the order given.

    A newer agreement of the same kind with the same household, made before the day came, sets the older one aside.
    """
    return tuple(
        Judged(agreement=each, kept=_judged(each, agreements, histories.get(each.account, History()), today))
        for each in agreements
    )


def figures(every: Iterable[Judged]) -> AgreementFigures:
    """How many were kept, broken by us, broken by the customer, and are open."""
    counts = [each.kept for each in every]
    return AgreementFigures(
        kept=counts.count(Kept.KEPT),
        nobody_came=counts.count(Kept.NOBODY_CAME),
        nobody_home=counts.count(Kept.NOBODY_HOME),
        open=counts.count(Kept.OPEN),
    )


def _judged(agreement: Agreement, every: Collection[Agreement], history: History, today: date) -> Kept:
    verdict = judge(agreement, history, today)
    if verdict is Kept.KEPT:
        return verdict
    replaced = any(
        (other.account, other.kind) == (agreement.account, agreement.kind)
        and not other.is_cancelled
        and other.made_at > agreement.made_at
        and other.made_on < agreement.on
        for other in every
    )
    return Kept.SET_ASIDE if replaced else verdict
