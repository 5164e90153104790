"""A claim before the court: its steps, what may follow each, and the law's days (《民事诉讼法》 2023 arts. 225-228)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from collector_desktop.domain.acts.court import ClaimFiled, CourtStepTaken
from collector_desktop.domain.court_claim import Claimed, CourtStep, Way
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value

ENDS = frozenset({CourtStep.NOT_ACCEPTED, CourtStep.ORDER_NOT_SERVED, CourtStep.WITHDRAWN, CourtStep.CLOSED})
"""After these nothing follows in the same claim; another may be filed."""
WITH_TITLE = frozenset({CourtStep.JUDGED, CourtStep.MEDIATED, CourtStep.ENFORCEMENT_APPLIED})
"""From here on it is enforcement that has a period, no longer the bills."""

_ORDER: Mapping[CourtStep, tuple[CourtStep, ...]] = {
    CourtStep.FILED: (CourtStep.ACCEPTED, CourtStep.NOT_ACCEPTED, CourtStep.WITHDRAWN),
    CourtStep.ACCEPTED: (CourtStep.ORDER_ISSUED, CourtStep.NOT_ACCEPTED, CourtStep.WITHDRAWN),
    CourtStep.ORDER_ISSUED: (CourtStep.ORDER_SERVED, CourtStep.ORDER_NOT_SERVED, CourtStep.WITHDRAWN),
    CourtStep.ORDER_SERVED: (CourtStep.OBJECTED, CourtStep.ENFORCEMENT_APPLIED, CourtStep.CLOSED),
    CourtStep.OBJECTED: (CourtStep.SUIT_OPENED, CourtStep.CLOSED),
}
_SUIT: Mapping[CourtStep, tuple[CourtStep, ...]] = {
    CourtStep.FILED: (CourtStep.ACCEPTED, CourtStep.NOT_ACCEPTED, CourtStep.WITHDRAWN),
    CourtStep.ACCEPTED: (CourtStep.MEDIATED, CourtStep.JUDGED, CourtStep.WITHDRAWN),
    CourtStep.SUIT_OPENED: (CourtStep.MEDIATED, CourtStep.JUDGED, CourtStep.WITHDRAWN),
    CourtStep.MEDIATED: (CourtStep.ENFORCEMENT_APPLIED, CourtStep.CLOSED),
    CourtStep.JUDGED: (CourtStep.ENFORCEMENT_APPLIED, CourtStep.CLOSED),
}
_LAST: Mapping[CourtStep, tuple[CourtStep, ...]] = {CourtStep.ENFORCEMENT_APPLIED: (CourtStep.CLOSED,)}


class Waits(StrEnum):
    """Whose turn it is while a deadline runs."""

    COURT = "court"
    DEBTOR = "debtor"
    STATION = "station"


class Deadline(Value):
    """The last day of what is waited for, and who is to act."""

    step: CourtStep
    """What should have happened by then."""
    day: date
    waits: Waits


class ClaimState(Value):
    """A claim on one day, folded from what was recorded of it."""

    filed: ClaimFiled
    steps: tuple[CourtStepTaken, ...] = ()
    """In the order they happened."""
    way: Way
    """A payment order objected to has become a suit."""
    stage: CourtStep
    since: date
    case_number: str = ""
    """The court's; empty until it is known."""
    next_steps: tuple[CourtStep, ...] = ()
    deadline: Deadline | None = None
    enforce_from: date | None = None
    """The first day on which enforcement may be applied for; None where nothing can be enforced yet."""

    @property
    def is_open(self) -> bool:
        """Whether anything can still follow."""
        return self.stage not in ENDS

    @property
    def claimed(self) -> Claimed:
        """What was filed."""
        return self.filed.claimed


def followers(way: Way, stage: CourtStep) -> tuple[CourtStep, ...]:
    """What may follow a stage; nothing once the claim has ended."""
    steps = _ORDER if way is Way.PAYMENT_ORDER else _SUIT
    return steps.get(stage) or _LAST.get(stage, ())


def fold(filed: ClaimFiled, taken: Iterable[CourtStepTaken], policy: Policy) -> ClaimState:
    """A claim as its steps made it, those of one day in the court's order; one that can't follow is passed over."""
    way, stage, since = filed.claimed.way, CourtStep.FILED, filed.claimed.filed_on
    number, counted = filed.case_number, []
    for step in sorted(taken, key=lambda each: (each.on, list(CourtStep).index(each.step), each.at)):
        if step.about != filed.id or step.step not in followers(way, stage):
            continue
        way = Way.SUIT if step.step is CourtStep.SUIT_OPENED else way
        stage, since = step.step, step.on
        number = step.case_number or number
        counted.append(step)
    return ClaimState(
        filed=filed,
        steps=tuple(counted),
        way=way,
        stage=stage,
        since=since,
        case_number=number,
        next_steps=followers(way, stage),
        deadline=deadline(way, stage, since, policy),
        enforce_from=enforce_from(stage, since, policy),
    )


def deadline(way: Way, stage: CourtStep, since: date, policy: Policy) -> Deadline | None:
    """What is waited for after a step and until when; None if no day is set or nothing is waited for."""
    rules = policy.court
    order = way is Way.PAYMENT_ORDER
    match stage:
        case CourtStep.FILED:
            days = rules.order_accept_days if order else rules.suit_accept_days
            return _until(CourtStep.ACCEPTED, since, days, Waits.COURT, policy)
        case CourtStep.ACCEPTED if order:
            return _until(CourtStep.ORDER_ISSUED, since, rules.order_issue_days, Waits.COURT, policy)
        case CourtStep.ORDER_ISSUED:
            return _until(CourtStep.ORDER_SERVED, since, rules.order_serve_days, Waits.COURT, policy)
        case CourtStep.ORDER_SERVED:
            return _until(CourtStep.OBJECTED, since, rules.objection_days, Waits.DEBTOR, policy)
        case CourtStep.ACCEPTED | CourtStep.SUIT_OPENED:
            return _until(CourtStep.JUDGED, since, rules.judgment_days, Waits.COURT, policy)
        case CourtStep.JUDGED | CourtStep.MEDIATED:
            return _until(CourtStep.ENFORCEMENT_APPLIED, since, rules.enforcement_days, Waits.STATION, policy)
        case _:
            return None


def enforce_from(stage: CourtStep, since: date, policy: Policy) -> date | None:
    """The first day for enforcement: once objection or appeal ran out (arts. 171, 227), at once after a mediation."""
    match stage:
        case CourtStep.ORDER_SERVED:
            return last_day_of(since, policy.court.objection_days, policy) + timedelta(days=1)
        case CourtStep.JUDGED:
            return last_day_of(since, policy.court.appeal_days, policy) + timedelta(days=1)
        case CourtStep.MEDIATED:
            return since
        case _:
            return None


def last_day_of(since: date, days: int, policy: Policy) -> date:
    """The last of so many days after a day; one on a rest day moves to the next working day (art. 85)."""
    return policy.calendar.next_working_day(since + timedelta(days=days))


def _until(step: CourtStep, since: date, days: int, waits: Waits, policy: Policy) -> Deadline:
    return Deadline(step=step, day=last_day_of(since, days, policy), waits=waits)
