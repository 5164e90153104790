"""What each step of the ladder needs, when it may be done, and which one comes next."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from collector_desktop.domain import ladder_conditions as conditions
from collector_desktop.domain.case import CaseState, Missing, Rung, Step, Window
from collector_desktop.domain.cut_days import day_blocks, free_days
from collector_desktop.domain.ladder import serving_days
from collector_desktop.domain.policy import Policy

_Condition = Callable[[CaseState, datetime, Policy], Iterator[Missing]]


def may(step: Step, case: CaseState, at: datetime, policy: Policy) -> tuple[Missing, ...]:
    """What a step lacks at this moment of the case's day, what weighs most first; nothing if it may be done."""
    return tuple(missing for condition in _NEEDS[step] for missing in condition(case, at, policy))


def next_step(case: CaseState, policy: Policy) -> Step | None:
    """The next lawful step up, or back once supply is cut; None if nothing is overdue."""
    if case.rung is Rung.DUNNED and not conditions.is_demanded(case, policy):
        return Step.SERVE_DUNNING if case.to_serve is not None else Step.ISSUE_DUNNING
    return _NEXT[case.rung]


def window(step: Step, case: CaseState, policy: Policy) -> Window:
    """The first and the last day of a step as things stand."""
    match step:
        case Step.ISSUE_DUNNING:
            return Window(earliest=conditions.first_overdue(case))
        case Step.SERVE_DUNNING:
            return Window(earliest=case.to_serve.issued.business_day if case.to_serve else None)
        case Step.APPLY:
            return Window(earliest=conditions.apply_from(case, policy))
        case Step.DECIDE:
            return Window(earliest=case.request.business_day if case.request else None)
        case Step.ISSUE_NOTICE:
            least = timedelta(days=policy.ladder.notice_days_least)
            return Window(
                earliest=case.decision.business_day if case.decision else None,
                latest=case.approval_ends - least if case.approval_ends else None,
            )
        case Step.SERVE_NOTICE:
            return serving_days(case.notice, policy) if case.notice else Window()
        case Step.CALL | Step.CHECK | Step.CUT:
            return _cut_window(case, policy)
        case Step.RECONNECT:
            return Window(
                earliest=case.paid_at.date() if case.paid_at else None,
                latest=case.reconnect_by.date() if case.reconnect_by else None,
            )


def blocks(case: CaseState, policy: Policy) -> tuple[Missing, ...]:
    """What stands against a cut on the case's day, whichever rung it is on."""
    return (
        *conditions.disputed(case),
        *conditions.protected(case),
        *conditions.planned(case),
        *day_blocks(case.on, case.weather, policy),
    )


_LAWFUL = (conditions.not_cut, conditions.owing, conditions.unhindered)
_UNDER_NOTICE = (
    *_LAWFUL,
    conditions.demanded,
    conditions.approved,
    conditions.notice,
    conditions.served,
    conditions.announced_day,
)

_NEEDS: Mapping[Step, tuple[_Condition, ...]] = {
    Step.ISSUE_DUNNING: (conditions.owing,),
    Step.SERVE_DUNNING: (conditions.owing, conditions.dunning_to_serve),
    Step.APPLY: (*_LAWFUL, conditions.demanded, conditions.long_overdue, conditions.nothing_asked),
    Step.DECIDE: (*_LAWFUL, conditions.asked),
    Step.ISSUE_NOTICE: (
        *_LAWFUL,
        conditions.demanded,
        conditions.long_overdue,
        conditions.approved,
        conditions.no_notice,
    ),
    Step.SERVE_NOTICE: (*_LAWFUL, conditions.approved, conditions.notice, conditions.serving_now),
    Step.CALL: (*_UNDER_NOTICE, conditions.free_day, conditions.daylight),
    Step.CHECK: (*_UNDER_NOTICE, conditions.called),
    Step.CUT: (
        *_UNDER_NOTICE,
        conditions.free_day,
        conditions.daylight,
        conditions.announced_hours,
        conditions.called,
        conditions.half_hour,
        conditions.checked,
    ),
    Step.RECONNECT: (conditions.is_cut,),
}

_NEXT: Mapping[Rung, Step | None] = {
    Rung.CLEAR: None,
    Rung.OVERDUE: Step.ISSUE_DUNNING,
    Rung.DUNNING_ISSUED: Step.SERVE_DUNNING,
    Rung.DUNNED: Step.APPLY,
    Rung.APPLIED: Step.DECIDE,
    Rung.APPROVED: Step.ISSUE_NOTICE,
    Rung.NOTICE_ISSUED: Step.SERVE_NOTICE,
    Rung.NOTICE_SERVED: Step.CALL,
    Rung.CALLED: Step.CHECK,
    Rung.CHECKED: Step.CUT,
    Rung.CUT: Step.RECONNECT,
    Rung.TO_RECONNECT: Step.RECONNECT,
}


def _cut_window(case: CaseState, policy: Policy) -> Window:
    """The days of the notice on which nothing stands against the cut."""
    earliest, latest = case.cut_days.earliest, case.cut_days.latest
    if earliest is None or latest is None:
        return Window()
    free = free_days(max(earliest, case.on), latest, case.weather, policy)
    return Window(earliest=free[0], latest=free[-1]) if free else case.cut_days
