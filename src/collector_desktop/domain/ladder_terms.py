"""Who takes each step of the ladder, what proves it, and what undoes it again; the services and the fold keep to it."""

from collections.abc import Mapping
from enum import StrEnum

from collector_desktop.domain.case import Step
from collector_desktop.domain.value import Value


class Doer(StrEnum):
    """Who may take a step."""

    COLLECTOR = "collector"
    APPROVER = "approver"
    """At the station, by class of use: see `LadderPolicy.approver`."""
    AUTHORISED = "authorised"
    """Staff with a permit to switch (practice)."""


class Proving(StrEnum):
    """What a step is not kept without."""

    NUMBERED_COPIES = "numbered_copies"
    SERVICE = "service"
    """Signature, adult family member, witness with the reason, or photo (practice)."""
    REASON = "reason"
    ANSWER = "answer"
    """Who decided in which office."""
    TOLD = "told"
    """Who was told, or the photo of the slip left."""
    WHOLE_LIST = "whole_list"
    PERMIT = "permit"
    SWITCHER = "switcher"


class Undoing(StrEnum):
    """What makes a step count no longer."""

    PAYMENT = "payment"
    """Of everything it is about (《供电营业规则》)."""
    APPROVAL_OVER = "approval_over"
    WINDOW_OVER = "window_over"
    DAY_OVER = "day_over"
    RECONNECTION = "reconnection"


class Terms(Value):
    """One step's row of the table; a step that nothing undoes ends the case."""

    doer: Doer
    proving: Proving
    undone_by: tuple[Undoing, ...]


def terms(step: Step) -> Terms:
    """The row of a step."""
    return _TERMS[step]


def _row(doer: Doer, proving: Proving, *undone_by: Undoing) -> Terms:
    return Terms(doer=doer, proving=proving, undone_by=undone_by)


_NOTICE = (Undoing.PAYMENT, Undoing.WINDOW_OVER)
_TODAY = (Undoing.PAYMENT, Undoing.DAY_OVER)

_TERMS: Mapping[Step, Terms] = {
    Step.ISSUE_DUNNING: _row(Doer.COLLECTOR, Proving.NUMBERED_COPIES, Undoing.PAYMENT),
    Step.SERVE_DUNNING: _row(Doer.COLLECTOR, Proving.SERVICE, Undoing.PAYMENT),
    Step.APPLY: _row(Doer.COLLECTOR, Proving.REASON, Undoing.PAYMENT),
    Step.DECIDE: _row(Doer.APPROVER, Proving.ANSWER, Undoing.PAYMENT, Undoing.APPROVAL_OVER),
    Step.ISSUE_NOTICE: _row(Doer.COLLECTOR, Proving.NUMBERED_COPIES, *_NOTICE),
    Step.SERVE_NOTICE: _row(Doer.COLLECTOR, Proving.SERVICE, *_NOTICE),
    Step.CALL: _row(Doer.COLLECTOR, Proving.TOLD, *_TODAY),
    Step.CHECK: _row(Doer.COLLECTOR, Proving.WHOLE_LIST, *_TODAY),
    Step.CUT: _row(Doer.AUTHORISED, Proving.PERMIT, Undoing.RECONNECTION),
    Step.RECONNECT: _row(Doer.AUTHORISED, Proving.SWITCHER),
}
