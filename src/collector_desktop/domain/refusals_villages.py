"""Refusals of the villages' practice: help, meetings, opinions, and the report to the township."""

from collector_desktop.domain.refusals import Refusal


class MemberNameMissing(Refusal):
    """A committee member without a name can't be called."""


class CampaignDaysTurned(Refusal):
    """A campaign ends before it begins. Facts: since, until."""


class CampaignRunsAlready(Refusal):
    """The village has an open campaign of that kind. Facts: village, until."""


class CampaignUnknown(Refusal):
    """These books know no such campaign. Facts: campaign."""


class CampaignOver(Refusal):
    """The campaign was closed. Facts: on."""


class CampaignSummaryMissing(Refusal):
    """A campaign is closed with a word about what came of it."""


class HelpWithoutWhat(Refusal):
    """A request must say what is wanted."""


class HelpWithoutAsker(Refusal):
    """A request must say who asked."""


class HelpUnknown(Refusal):
    """These books know no such request for help. Facts: request."""


class HelpAlreadyDone(Refusal):
    """The request was done before. Facts: on."""


class HelpInTheFuture(Refusal):
    """Help can't have been given after today. Facts: on."""


class HelpersMissing(Refusal):
    """Somebody must have gone."""


class HelpWithoutResult(Refusal):
    """Help must say what was solved, or why not."""


class HelpHoursImplausible(Refusal):
    """Nobody works that long on one request. Facts: hours, limit."""


class MeetingInTheFuture(Refusal):
    """Minutes can't be of a day after today. Facts: on."""


class MeetingWithoutPresent(Refusal):
    """A meeting was attended by somebody."""


class MeetingWithoutMinutes(Refusal):
    """Minutes say something."""


class MeetingAlreadyKept(Refusal):
    """The minutes of this village's meeting on that day are kept. Facts: village, on."""


class MeetingUnknown(Refusal):
    """These books know no such meeting. Facts: meeting."""


class OpinionWithoutText(Refusal):
    """An opinion says something."""


class OpinionWithoutOwner(Refusal):
    """Somebody must answer an opinion."""


class OpinionDueInThePast(Refusal):
    """An opinion can't be due before today. Facts: due_on."""


class OpinionUnknown(Refusal):
    """These books know no such opinion. Facts: opinion."""


class OpinionAlreadyAnswered(Refusal):
    """The opinion has an answer the next meeting has not heard yet. Facts: on."""


class OpinionAlreadySettled(Refusal):
    """A meeting was content with the answer. Facts: on."""


class OpinionNotAnswered(Refusal):
    """Only what was answered can be settled. Facts: text."""


class AnswerMissing(Refusal):
    """An answer says something, and what was done."""


class ReportMonthAhead(Refusal):
    """A month that has not begun can't be reported. Facts: month."""


class MarketDaysNotUnderstood(Refusal):
    """No rule for market days can be read. Facts: text."""


class HarvestNotUnderstood(Refusal):
    """No days of a harvest can be read. Facts: text."""
