"""The conditions of the ladder's steps: each yields what is missing, and nothing if it holds.

All have one shape so that a step is a row of them; `at` is the clock, the day is the case's.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.case import CaseState, Condition, Missing
from collector_desktop.domain.cut_days import day_blocks, hours, night_block
from collector_desktop.domain.ladder import serving_days
from collector_desktop.domain.policy import Policy


def owing(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """Something is overdue: payment of everything ends the case at every step."""
    if not case.due.bills:
        yield Missing(condition=Condition.OWING)


def not_cut(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """Supply is on."""
    if case.cut is not None:
        yield Missing(condition=Condition.NOT_CUT, day=case.cut.business_day)


def is_cut(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """Supply is off."""
    if case.cut is None:
        yield Missing(condition=Condition.IS_CUT)


def unhindered(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """No dispute is open, no protection holds (practice), and no repayment plan is kept (Civil Code art. 509)."""
    yield from disputed(case)
    yield from protected(case)
    yield from planned(case)


def disputed(case: CaseState) -> Iterator[Missing]:
    """Each open dispute."""
    for dispute in case.disputes:
        yield Missing(condition=Condition.NO_DISPUTE, day=dispute.business_day, text=dispute.what)


def protected(case: CaseState) -> Iterator[Missing]:
    """Each protection that holds."""
    for noted in case.protections:
        yield Missing(condition=Condition.NOT_PROTECTED, day=noted.until, text=noted.ground)


def planned(case: CaseState) -> Iterator[Missing]:
    """The repayment plan that is kept: who agreed to wait may not cut meanwhile."""
    if case.plan is not None and case.plan.next is not None:
        following = case.plan.next
        yield Missing(condition=Condition.NO_PLAN_KEPT, day=following.last_day, number=following.number)


def dunning_to_serve(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """A dunning notice waits to be served."""
    if case.to_serve is None:
        yield Missing(condition=Condition.DUNNING_TO_SERVE)


def demanded(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """At least one demand with proof (《电力供应与使用条例》 art. 39: unpaid after a demand)."""
    if not is_demanded(case, policy):
        had = max((proofs(case, each) for each in case.due.bills), default=0)
        yield Missing(condition=Condition.DUNNING_SERVED, number=policy.ladder.dunning_needed - had)


def long_overdue(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """More than 30 days overdue (《电力供应与使用条例》 art. 39): the first day is D+31."""
    first = apply_from(case, policy)
    if first is not None and case.on < first:
        yield Missing(condition=Condition.LONG_OVERDUE, day=first, number=policy.ladder.overdue_days)


def nothing_asked(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """No application waits, and none was approved that still holds."""
    if case.request is None:
        return
    if case.decision is None or case.is_approved:
        yield Missing(condition=Condition.NOTHING_ASKED, day=case.request.business_day)


def asked(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """An application waits for its decision."""
    if case.request is None or case.decision is not None:
        yield Missing(condition=Condition.ASKED)


def approved(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """No notice without the station's approval (《供电营业规则》: reported to the head of the unit)."""
    if case.decision is None:
        yield Missing(condition=Condition.APPROVED)
    elif not case.decision.approved:
        yield Missing(condition=Condition.NOT_REFUSED, day=case.decision.business_day, text=case.decision.reason)
    elif not case.is_approved:
        yield Missing(condition=Condition.APPROVAL_HOLDS, day=case.approval_ends)


def no_notice(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """No disconnection notice runs: two days announced would tell nobody anything."""
    if case.notice is not None:
        yield Missing(condition=Condition.NO_NOTICE_RUNNING, day=case.notice.notice.cut_on)


def notice(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """A disconnection notice was issued and has not lapsed."""
    if case.notice is None and case.lapsed is not None:
        yield Missing(condition=Condition.NOTICE_NOT_LAPSED, day=case.lapsed.notice.cut_on)
    elif case.notice is None:
        yield Missing(condition=Condition.NOTICE_ISSUED)


def serving_now(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """《供电营业规则》: the notice reaches the household 3 to 7 days before the cut."""
    if case.notice is None:
        return
    if case.notice_served is not None:
        yield Missing(condition=Condition.NOTICE_TO_SERVE, day=case.notice_served.business_day)
    first = serving_days(case.notice, policy).earliest
    if first is not None and case.on < first:
        yield Missing(condition=Condition.SERVED_IN_TIME, day=first)


def served(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """The disconnection notice has its proof of service."""
    if case.notice is not None and case.notice_served is None:
        yield Missing(condition=Condition.NOTICE_SERVED)


def announced_day(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """The day announced has come (《供电营业规则》)."""
    if case.notice is not None and case.on < case.notice.notice.cut_on:
        yield Missing(condition=Condition.ANNOUNCED_DAY, day=case.notice.notice.cut_on)


def free_day(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """Both the business day and the clock's own day must be free: one may have been left open overnight."""
    for day in sorted({case.on, at.date()}):
        yield from day_blocks(day, case.weather, policy)


def daylight(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """It is not night (practice)."""
    yield from night_block(at.time(), policy)


def announced_hours(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """《供电营业规则》: supply may be stopped at the time announced."""
    notice = None if case.notice is None else case.notice.notice
    if notice is not None and not notice.cut_from <= at.time() <= notice.cut_until:
        yield Missing(condition=Condition.ANNOUNCED_HOURS, text=hours(notice.cut_from, notice.cut_until))


def called(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """The household was told once more today (《供电营业规则》)."""
    if case.call is None:
        yield Missing(condition=Condition.CALLED, number=policy.ladder.call_minutes)


def half_hour(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """《供电营业规则》: told once more 30 minutes before the cut."""
    if case.call is None:
        return
    free_at = case.call.at + timedelta(minutes=policy.ladder.call_minutes)
    if at < free_at:
        yield Missing(
            condition=Condition.HALF_HOUR,
            number=policy.ladder.call_minutes,
            text=f"{free_at.astimezone(at.tzinfo):%H:%M}",
        )


def checked(case: CaseState, at: datetime, policy: Policy) -> Iterator[Missing]:
    """The list before the cut was gone through after the call, and nothing stands against it."""
    if case.check is None:
        yield Missing(condition=Condition.CHECKED)
    elif case.check.checks.stops:
        yield Missing(condition=Condition.CHECK_CLEAR, number=len(case.check.checks.stops))


def cut_bills(case: CaseState, policy: Policy) -> tuple[BillDue, ...]:
    """The bills a disconnection may be asked for: more than 30 days overdue, each demanded with proof often enough."""
    return tuple(
        each
        for each in case.due.bills
        if (case.on - each.penalty.due_on).days > policy.ladder.overdue_days
        and proofs(case, each) >= policy.ladder.dunning_needed
    )


def proofs(case: CaseState, each: BillDue) -> int:
    """How many demands with proof name this bill."""
    return sum(each.bill.id in demand.issued.notice.bills for demand in case.proofs)


def first_overdue(case: CaseState) -> date | None:
    """The first day on which any of the bills was overdue: D+1."""
    first = min((each.penalty.due_on for each in case.due.bills), default=None)
    return first and first + timedelta(days=1)


def apply_from(case: CaseState, policy: Policy) -> date | None:
    """The first day on which a demanded bill, or any if none was demanded, is overdue long enough."""
    demanded = [each for each in case.due.bills if proofs(case, each) >= policy.ladder.dunning_needed]
    first = min((each.penalty.due_on for each in demanded or case.due.bills), default=None)
    return first and first + timedelta(days=policy.ladder.overdue_days + 1)


def is_demanded(case: CaseState, policy: Policy) -> bool:
    """Whether a bill still owed was demanded with proof often enough."""
    return any(proofs(case, each) >= policy.ladder.dunning_needed for each in case.due.bills)
