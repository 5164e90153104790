"""A case: one household on the ladder, as its facts, its bills and the day make it."""

from datetime import date, datetime
from enum import StrEnum

from collector_desktop.domain.acts.cases import (
    CallMade,
    DisconnectionNoticeIssued,
    DisputeOpened,
    DunningNoticeIssued,
    FinalCheckDone,
    NoticeServed,
    ProtectionNoted,
    SupplyCut,
    WeatherNoted,
)
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.allocation import Due
from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.repayment import PlanState
from collector_desktop.domain.value import Value


class Rung(StrEnum):
    """Where a household stands, in the order of the ladder."""

    CLEAR = "clear"
    OVERDUE = "overdue"
    DUNNING_ISSUED = "dunning_issued"
    DUNNED = "dunned"
    APPLIED = "applied"
    APPROVED = "approved"
    NOTICE_ISSUED = "notice_issued"
    NOTICE_SERVED = "notice_served"
    CALLED = "called"
    CHECKED = "checked"
    CUT = "cut"
    TO_RECONNECT = "to_reconnect"


class Step(StrEnum):
    """What may be done next."""

    ISSUE_DUNNING = "issue_dunning"
    SERVE_DUNNING = "serve_dunning"
    APPLY = "apply"
    DECIDE = "decide"
    ISSUE_NOTICE = "issue_notice"
    SERVE_NOTICE = "serve_notice"
    CALL = "call"
    CHECK = "check"
    CUT = "cut"
    RECONNECT = "reconnect"


class Condition(StrEnum):
    """What a step may lack; each has its refusal."""

    OWING = "owing"
    NOT_CUT = "not_cut"
    IS_CUT = "is_cut"
    NO_DISPUTE = "no_dispute"
    NOT_PROTECTED = "not_protected"
    NO_PLAN_KEPT = "no_plan_kept"
    DUNNING_TO_SERVE = "dunning_to_serve"
    DUNNING_SERVED = "dunning_served"
    LONG_OVERDUE = "long_overdue"
    NOTHING_ASKED = "nothing_asked"
    ASKED = "asked"
    APPROVED = "approved"
    NOT_REFUSED = "not_refused"
    APPROVAL_HOLDS = "approval_holds"
    NO_NOTICE_RUNNING = "no_notice_running"
    NOTICE_ISSUED = "notice_issued"
    NOTICE_NOT_LAPSED = "notice_not_lapsed"
    NOTICE_TO_SERVE = "notice_to_serve"
    SERVED_IN_TIME = "served_in_time"
    NOTICE_SERVED = "notice_served"
    ANNOUNCED_DAY = "announced_day"
    ANNOUNCED_HOURS = "announced_hours"
    CALLED = "called"
    HALF_HOUR = "half_hour"
    CHECKED = "checked"
    CHECK_CLEAR = "check_clear"
    DAYLIGHT = "daylight"
    WORKING_DAY = "working_day"
    CALM_WEATHER = "calm_weather"
    NO_EXAM = "no_exam"


class Missing(Value):
    """One condition that does not hold, with the day, the number or the words that say when or why."""

    condition: Condition
    day: date | None = None
    number: int | None = None
    text: str = ""


class Window(Value):
    """The first and the last day of a step; None where the law sets none."""

    earliest: date | None = None
    latest: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.earliest is None or self.earliest <= day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether its last day has passed."""
        return self.latest is not None and self.latest < day


class Demand(Value):
    """One dunning notice with its proof, if it was served."""

    issued: DunningNoticeIssued
    served: NoticeServed | None = None


class CaseState(Value):
    """One household on one day. Only what still counts is in it: what payment ended or time let lapse is gone."""

    account: AccountNumber
    on: date
    rung: Rung
    since: date | None
    """The day on which this rung was reached."""
    due: Due
    """The overdue bills with what they owe on the day."""
    use: UseClass
    """Other use if any overdue bill is; it decides who approves."""
    demands: tuple[Demand, ...] = ()
    """Dunning notices for what is still owed, oldest first."""
    request: RequestMade | None = None
    """The application that stands."""
    decision: RequestDecided | None = None
    approval_ends: date | None = None
    """The last day on which the approval may be used."""
    notice: DisconnectionNoticeIssued | None = None
    notice_served: NoticeServed | None = None
    lapsed: DisconnectionNoticeIssued | None = None
    """The last disconnection notice, if its window passed unused."""
    cut_days: Window = Window()
    """The days on which the notice allows the cut, or would if served today."""
    call: CallMade | None = None
    """Of the day; yesterday's tells nobody anything."""
    check: FinalCheckDone | None = None
    """Of the day, and after the call."""
    cut: SupplyCut | None = None
    """The cut that stands."""
    paid_at: datetime | None = None
    """When what supply was cut for was paid."""
    reconnect_by: datetime | None = None
    protections: tuple[ProtectionNoted, ...] = ()
    disputes: tuple[DisputeOpened, ...] = ()
    weather: tuple[WeatherNoted, ...] = ()
    plan: PlanState | None = None
    """The repayment plan that is kept; one that lapsed or was fulfilled is gone."""

    @property
    def proofs(self) -> tuple[Demand, ...]:
        """The demands that were served."""
        return tuple(demand for demand in self.demands if demand.served is not None)

    @property
    def to_serve(self) -> Demand | None:
        """The newest demand that waits to be served."""
        return next((demand for demand in reversed(self.demands) if demand.served is None), None)

    @property
    def is_approved(self) -> bool:
        """Whether the station approved and the approval still holds."""
        return self.approval_ends is not None and self.on <= self.approval_ends
