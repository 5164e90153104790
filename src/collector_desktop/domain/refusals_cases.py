"""Refusals of the ladder: which condition a step lacks. Each condition has its own, so that each has its words."""

from collections.abc import Mapping

from collector_desktop.domain.case import Condition, Missing, Step
from collector_desktop.domain.refusals import Refusal


class StepNotAllowed(Refusal):
    """A step of the ladder may not be done now. Facts: step."""


class NothingOverdue(StepNotAllowed):
    """Nothing is overdue: payment of everything ends the case at every step. Facts: step."""


class SupplyIsCut(StepNotAllowed):
    """Supply was stopped already. Facts: step, day."""


class SupplyIsOn(StepNotAllowed):
    """Supply was not stopped, so that it can't come back. Facts: step."""


class DisputeIsOpen(StepNotAllowed):
    """The customer disputes the claim and nobody settled it. Facts: step, day, text (what is disputed)."""


class HouseholdProtected(StepNotAllowed):
    """The household must not be cut off. Facts: step, text (the ground), day (the last one, if it has an end)."""


class PlanKept(StepNotAllowed):
    """A repayment plan is kept. Facts: step, number (of the next instalment), day (its last)."""


class NoDunningToServe(StepNotAllowed):
    """No dunning notice waits to be served. Facts: step."""


class DunningNotServed(StepNotAllowed):
    """Demands with proof of service are missing. Facts: step, number (how many)."""


class NotOverdueLongEnough(StepNotAllowed):
    """A disconnection may be asked for only after so many days overdue. Facts: step, day (the first), number."""


class DisconnectionAsked(StepNotAllowed):
    """The disconnection was asked for and waits, or was approved. Facts: step, day."""


class DisconnectionNotAsked(StepNotAllowed):
    """No application for a disconnection waits. Facts: step."""


class NotApproved(StepNotAllowed):
    """The station has not approved the disconnection. Facts: step."""


class DisconnectionRefused(StepNotAllowed):
    """The station refused the disconnection. Facts: step, day, text (its reason)."""


class ApprovalOver(StepNotAllowed):
    """The approval was not used in time. Facts: step, day (its last)."""


class NoticeRunning(StepNotAllowed):
    """A disconnection notice runs already. Facts: step, day (of the cut announced)."""


class NoDisconnectionNotice(StepNotAllowed):
    """No disconnection notice was issued. Facts: step."""


class NoticeLapsed(StepNotAllowed):
    """The notice's window passed unused. Facts: step, day (of the cut announced)."""


class NoticeServedBefore(StepNotAllowed):
    """The notice was served already. Facts: step, day."""


class ServedTooEarly(StepNotAllowed):
    """The notice would reach the household too long before the cut. Facts: step, day (the first to serve it)."""


class NoticeNotServed(StepNotAllowed):
    """The disconnection notice has no proof of service. Facts: step."""


class BeforeTheDayAnnounced(StepNotAllowed):
    """Supply may not be stopped before the day announced. Facts: step, day."""


class OutsideHoursAnnounced(StepNotAllowed):
    """Supply may be stopped only at the hours announced. Facts: step, text (the hours)."""


class NotCalledAgain(StepNotAllowed):
    """The household was not told once more today. Facts: step, number (minutes before the cut)."""


class CalledTooShortlyBefore(StepNotAllowed):
    """The household was told too shortly before. Facts: step, number (minutes), text (the clock to wait for)."""


class FinalCheckMissing(StepNotAllowed):
    """The list before the cut was not gone through after the call. Facts: step."""


class FinalCheckStops(StepNotAllowed):
    """The list before the cut found something against it. Facts: step, number (of items)."""


class NightBlocks(StepNotAllowed):
    """Nothing is cut at night. Facts: step, text (the hours)."""


class RestDayBlocks(StepNotAllowed):
    """Nothing is cut on rest days and holidays. Facts: step, day (the next working day)."""


class WeatherBlocks(StepNotAllowed):
    """Nothing is cut in severe weather. Facts: step, text (the warning), day (the first after it)."""


class ExamBlocks(StepNotAllowed):
    """Nothing is cut on exam days. Facts: step, text (the exam), day (the first after it)."""


class NoticeUnknown(Refusal):
    """These books know no such notice. Facts: notice."""


class ProofIncomplete(Refusal):
    """A proof of service lacks what its kind needs: for who signed, the signature itself or a photo.

    Facts: lacks (kind, signed_by, relation, signature, witness, reason or photo).
    """


class CallIncomplete(Refusal):
    """A call names nobody it reached, or a note at the door has no photo. Facts: way."""


class CheckIncomplete(Refusal):
    """The list before a cut has items without an answer. Facts: missing (how many)."""


class CutDayNotPossible(Refusal):
    """The day can't be announced for a cut. Facts: day, first, last (of the days the law allows)."""


class CutterMissing(Refusal):
    """A cut needs the name and the permit of whoever does it; a reconnection the name."""


class ReadingNotUnderstood(Refusal):
    """What the meter shows was written so that it is no number. Facts: text."""


class ProtectionOver(Refusal):
    """A protection can't end before today. Facts: day."""


class CaseFactUnknown(Refusal):
    """These books know no such protection or dispute, or it ended. Facts: act."""


_OF: Mapping[Condition, type[StepNotAllowed]] = {
    Condition.OWING: NothingOverdue,
    Condition.NOT_CUT: SupplyIsCut,
    Condition.IS_CUT: SupplyIsOn,
    Condition.NO_DISPUTE: DisputeIsOpen,
    Condition.NOT_PROTECTED: HouseholdProtected,
    Condition.NO_PLAN_KEPT: PlanKept,
    Condition.DUNNING_TO_SERVE: NoDunningToServe,
    Condition.DUNNING_SERVED: DunningNotServed,
    Condition.LONG_OVERDUE: NotOverdueLongEnough,
    Condition.NOTHING_ASKED: DisconnectionAsked,
    Condition.ASKED: DisconnectionNotAsked,
    Condition.APPROVED: NotApproved,
    Condition.NOT_REFUSED: DisconnectionRefused,
    Condition.APPROVAL_HOLDS: ApprovalOver,
    Condition.NO_NOTICE_RUNNING: NoticeRunning,
    Condition.NOTICE_ISSUED: NoDisconnectionNotice,
    Condition.NOTICE_NOT_LAPSED: NoticeLapsed,
    Condition.NOTICE_TO_SERVE: NoticeServedBefore,
    Condition.SERVED_IN_TIME: ServedTooEarly,
    Condition.NOTICE_SERVED: NoticeNotServed,
    Condition.ANNOUNCED_DAY: BeforeTheDayAnnounced,
    Condition.ANNOUNCED_HOURS: OutsideHoursAnnounced,
    Condition.CALLED: NotCalledAgain,
    Condition.HALF_HOUR: CalledTooShortlyBefore,
    Condition.CHECKED: FinalCheckMissing,
    Condition.CHECK_CLEAR: FinalCheckStops,
    Condition.DAYLIGHT: NightBlocks,
    Condition.WORKING_DAY: RestDayBlocks,
    Condition.CALM_WEATHER: WeatherBlocks,
    Condition.NO_EXAM: ExamBlocks,
}


def refusal_of(step: Step, missing: Missing) -> StepNotAllowed:
    """What a missing condition means to whoever wants the step; its sentence is also what a card shows as missing."""
    facts = {"day": missing.day, "number": missing.number, "text": missing.text}
    return _OF[missing.condition](step=step, **{name: fact for name, fact in facts.items() if fact not in (None, "")})
