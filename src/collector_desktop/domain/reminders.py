"""What is due: instalments, lapsed plans, opinions nobody answered, follow-ups, bookings nobody came for."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from collector_desktop.domain.bookings import OpenFollowUp
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.opinions import Opinion
from collector_desktop.domain.repayment import PlanStanding, PlanState
from collector_desktop.domain.service_check import Booking
from collector_desktop.domain.value import Value

_NOBODY = AccountNumber("")


class Due(StrEnum):
    """What is due, in the order in which it is told."""

    INSTALMENT = "instalment"
    """An instalment of a repayment plan due soon, today, or too late."""
    LAPSED_PLAN = "lapsed_plan"
    """A repayment plan that ended without being paid: the household is asked anew, or the ladder goes on."""
    OPINION = "opinion"
    """A village's opinion past its day."""
    FOLLOW_UP = "follow_up"
    """What a check left to be done by today."""
    MISSED_CHECK = "missed_check"
    """A booked check whose day went by without a word."""


class Reminder(Value):
    """How many of one kind are due, and the oldest of them."""

    kind: Due
    count: int
    since: date
    """The day on which the oldest was due."""
    village: str = ""
    """Where the oldest is, if it is a village's."""
    accounts: tuple[AccountNumber, ...] = ()
    """Whose they are, the oldest first, if it is done on a card."""

    def after(self, account: AccountNumber | None) -> AccountNumber | None:
        """Whose turn it is after an account's: the oldest after the last, or after one that is due no more."""
        if not self.accounts:
            return None
        at = self.accounts.index(account) + 1 if account in self.accounts else 0
        return self.accounts[at % len(self.accounts)]


def reminders(
    opinions: Iterable[Opinion],
    follow_ups: Iterable[OpenFollowUp],
    bookings: Iterable[Booking],
    today: date,
    plans: Collection[PlanState] = (),
) -> tuple[Reminder, ...]:
    """One line for each kind that has something due today; nothing where nothing waits."""
    paying = [(plan.next.last_day, "", plan.plan.account) for plan in plans if plan.reminds and plan.next is not None]
    lapsed = [
        (plan.lapses_on, "", plan.plan.account)
        for plan in plans
        if plan.standing is PlanStanding.LAPSED and plan.lapses_on is not None
    ]
    late = [(each.due_on, each.raised.village, _NOBODY) for each in opinions if each.is_overdue(today)]
    left = [
        (each.check.follow_up.due_on, "", _NOBODY)
        for each in follow_ups
        if each.done is None and each.check.follow_up is not None and each.check.follow_up.due_on <= today
    ]
    missed = [(each.on, "", _NOBODY) for each in bookings if each.is_missed(today)]
    found = (
        (Due.INSTALMENT, paying),
        (Due.LAPSED_PLAN, lapsed),
        (Due.OPINION, late),
        (Due.FOLLOW_UP, left),
        (Due.MISSED_CHECK, missed),
    )
    return tuple(_reminder(kind, days) for kind, days in found if days)


def _reminder(kind: Due, days: Sequence[tuple[date, str, AccountNumber]]) -> Reminder:
    since, village, _ = min(days)
    accounts = tuple(account for _, _, account in sorted(days) if account)
    return Reminder(kind=kind, count=len(days), since=since, village=village, accounts=accounts)
