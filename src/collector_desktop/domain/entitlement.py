"""Who has a right to the free yearly check, and why: whoever paid in time, and whoever lets the bank pay."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value


class Payment(NamedTuple):
    """How one bill was paid, as far as a payer is judged by it."""

    month: BillingMonth
    due_on: date
    settled_on: date | None
    """The day on which nothing of the principal stayed open; None while something does."""


class Ground(StrEnum):
    """Why a household is entitled."""

    PROMPT_PAYER = "prompt_payer"
    SAVER = "saver"


class WhyNot(StrEnum):
    """Why a household is no prompt payer."""

    PAID_LATE = "paid_late"
    OVERDUE = "overdue"
    NO_BILLS = "no_bills"


class Promptness(Value):
    """What the bills of the last months say about a payer."""

    months: int
    """How many months were looked at."""
    bills: int
    """Bills that fell due in them."""
    in_time: int
    first_late: BillingMonth | None = None
    why_not: WhyNot | None = None

    @property
    def is_prompt(self) -> bool:
        """Whether every bill was paid in time, and there were enough of them."""
        return self.why_not is None


class Entitlement(Value):
    """A household's right to free checks in one calendar year."""

    year: int
    grounds: tuple[Ground, ...]
    promptness: Promptness
    a_year: int
    """How many checks the policy gives."""
    done_on: tuple[date, ...]
    """Checks made this calendar year, oldest first."""
    booked_on: date | None = None
    """The day of an open booking, whichever year it lies in."""

    @property
    def is_entitled(self) -> bool:
        """Whether there is a ground at all."""
        return bool(self.grounds) and self.a_year > 0

    @property
    def used(self) -> int:
        """Checks of this year that were made."""
        return len(self.done_on)

    @property
    def left(self) -> int:
        """Checks still to be had this year, a booked one among them; none without a ground."""
        return max(self.a_year - self.used, 0) if self.is_entitled else 0

    @property
    def next_from(self) -> date | None:
        """The first day of the next right once this year's is used; None while some is left or there is no ground."""
        return date(self.year + 1, 1, 1) if self.is_entitled and not self.left else None


def promptness(payments: Iterable[Payment], on: date, policy: Policy) -> Promptness:
    """How a household paid what fell due in the policy's months before a day; a bill due today is not late yet.

    The months are counted back from the day itself, by the date on the bill: six months hold six monthly bills.
    """
    since = _months_before(on, policy.service.prompt_months)
    dated = [(_last_day(payment.due_on, policy), payment) for payment in payments if payment.due_on >= since]
    judged = sorted(((payment.month, last, payment) for last, payment in dated if last < on), key=itemgetter(0, 1))
    late = [payment for _, last, payment in judged if payment.settled_on is None or payment.settled_on > last]
    why_not = None
    if any(payment.settled_on is None for payment in late):
        why_not = WhyNot.OVERDUE
    elif late:
        why_not = WhyNot.PAID_LATE
    elif len(judged) < policy.service.least_bills:
        why_not = WhyNot.NO_BILLS
    return Promptness(
        months=policy.service.prompt_months,
        bills=len(judged),
        in_time=len(judged) - len(late),
        first_late=late[0].month if late else None,
        why_not=why_not,
    )


def entitlement(
    payments: Iterable[Payment],
    is_saver: bool,
    checks_done: Sequence[date],
    on: date,
    policy: Policy,
    *,
    year: int | None = None,
    booked_on: date | None = None,
) -> Entitlement:
    """A household's right in the year of a day, or in another one; checks of other years do not touch it.

    Promptness is judged by what is known on the day, whichever year is asked for.
    """
    year = on.year if year is None else year
    prompt = promptness(payments, on, policy)
    grounds = ((Ground.PROMPT_PAYER, prompt.is_prompt), (Ground.SAVER, is_saver))
    return Entitlement(
        year=year,
        grounds=tuple(ground for ground, holds in grounds if holds),
        promptness=prompt,
        a_year=policy.service.free_checks_a_year,
        done_on=tuple(sorted(day for day in checks_done if day.year == year)),
        booked_on=booked_on,
    )


def _last_day(due_on: date, policy: Policy) -> date:
    """The last day in time; a due date on a rest day moves to the next working day (Civil Code art. 203)."""
    return policy.calendar.next_working_day(due_on) if policy.penalty.due_moves_to_working_day else due_on


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier; where that month is too short, the first of the next."""
    month = BillingMonth.of(day).plus(-months)
    first, next_first = (date(each.year, each.month, 1) for each in (month, month.plus(1)))
    return min(first + timedelta(days=day.day - 1), next_first)
