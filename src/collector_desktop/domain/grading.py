"""Grades of payers: explained line by line, open to objection, in neutral words only.

Personal Information Protection Law art. 24: whoever is judged by a computation may ask how, and object.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.grading_policy import GradingPolicy
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import effective_due
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.promises import AgreementFigures
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Outcome

_MONTH = timedelta(days=31)


class Grade(StrEnum):
    """A is the best."""

    A = "A"
    B = "B"
    C = "C"


class PayerClass(StrEnum):
    """Neutral words for how a household pays."""

    PROMPT = "prompt"
    SLOW = "slow"
    CONTESTING = "contesting"
    LONG_ARREARS = "long_arrears"
    REFUSING = "refusing"


class GradeCode(StrEnum):
    """What one line of a grade looks at."""

    ON_TIME = "on_time"
    ARREARS = "arrears"
    PROMISES = "promises"


class GradeLine(Value):
    """One line: so many points of so many, and what they were counted from."""

    code: GradeCode
    points: int
    most: int
    counted: int
    """Bills that fell due, days overdue, or promises whose day is over."""
    good: int
    """Bills paid in time, or promises kept; 0 for days overdue."""
    upheld: bool = False
    """The station upheld an objection: the line has all its points."""


class Grading(Value):
    """The grade of one household on one day."""

    account: AccountNumber
    on: date
    score: int
    grade: Grade
    payer: PayerClass
    lines: tuple[GradeLine, ...]


class PayerHistory(Value):
    """What a household is graded by."""

    account: AccountNumber
    bills: tuple[Bill, ...]
    promises: AgreementFigures = AgreementFigures()
    knocks: tuple[Knock, ...] = ()
    disputes: int = 0
    """Disputes that are open."""


def grade(history: PayerHistory, upheld: Collection[GradeCode], on: date, policy: Policy) -> Grading:
    """The grade of a household: points of three lines, an upheld objection giving its line all of them."""
    rules = policy.grading
    since = on - rules.months * _MONTH
    lines = tuple(
        line.model_copy(update={"points": line.most, "upheld": True}) if line.code in upheld else line
        for line in (
            _on_time(history.bills, since, on, policy),
            _arrears(history.bills, on, policy),
            _promises(history.promises, rules),
        )
    )
    most = sum(line.most for line in lines)
    score = round(100 * sum(line.points for line in lines) / most) if most else 100
    return Grading(
        account=history.account,
        on=on,
        score=score,
        grade=Grade.A if score >= rules.grade_a_from else Grade.B if score >= rules.grade_b_from else Grade.C,
        payer=_payer(history, since, on, policy),
        lines=lines,
    )


def settled_on(bill: Bill) -> date | None:
    """The day on which nothing of a bill's principal stayed open; None while something does."""
    if bill.open > Money.ZERO:
        return None
    return max((part.on for part in bill.paid), default=bill.due_on)


def _on_time(bills: Iterable[Bill], since: date, on: date, policy: Policy) -> GradeLine:
    due = [bill for bill in bills if bill.amount > Money.ZERO and since <= effective_due(bill, policy) < on]
    good = sum(1 for bill in due if (paid := settled_on(bill)) is not None and paid <= effective_due(bill, policy))
    most = policy.grading.on_time_points
    points = round(most * good / len(due)) if due else most
    return GradeLine(code=GradeCode.ON_TIME, points=points, most=most, counted=len(due), good=good)


def _arrears(bills: Iterable[Bill], on: date, policy: Policy) -> GradeLine:
    days = _days_overdue(bills, on, policy)
    most, last = policy.grading.arrears_points, policy.grading.arrears_days
    points = round(most * max(last - days, 0) / last)
    return GradeLine(code=GradeCode.ARREARS, points=points, most=most, counted=days, good=0)


def _promises(promises: AgreementFigures, rules: GradingPolicy) -> GradeLine:
    # Where we did not come nobody broke a word.
    ended = promises.kept + promises.nobody_home
    points = round(rules.promises_points * promises.kept / ended) if ended else rules.promises_points
    return GradeLine(
        code=GradeCode.PROMISES, points=points, most=rules.promises_points, counted=ended, good=promises.kept
    )


def _days_overdue(bills: Iterable[Bill], on: date, policy: Policy) -> int:
    return max(((on - effective_due(bill, policy)).days for bill in bills if bill.open > Money.ZERO), default=0)


def _payer(history: PayerHistory, since: date, on: date, policy: Policy) -> PayerClass:
    overdue = _days_overdue(history.bills, on, policy)
    lately = [knock.outcome for knock in history.knocks if knock.on >= since]
    if history.disputes or (overdue > 0 and lately and lately[-1] is Outcome.DISPUTED):
        return PayerClass.CONTESTING
    if overdue > 0 and lately.count(Outcome.REFUSED) >= policy.grading.refusals:
        return PayerClass.REFUSING
    if overdue >= policy.grading.long_arrears_days:
        return PayerClass.LONG_ARREARS
    on_time = _on_time(history.bills, since, on, policy)
    return PayerClass.PROMPT if overdue <= 0 and on_time.good == on_time.counted else PayerClass.SLOW
