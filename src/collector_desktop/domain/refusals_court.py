"""Refusals of payment order and suit."""

from collector_desktop.domain.refusals import Refusal


class OnlyTheStationSues(Refusal):
    """A claim is filed and its steps are recorded at the station; the laptop sees them."""


class CourtMissing(Refusal):
    """A claim names the court it is filed with."""


class NothingToClaim(Refusal):
    """None of the bills is overdue. Facts: account."""


class BillNotOverdue(Refusal):
    """A bill that is not overdue can't be claimed. Facts: bill."""


class ClaimRunning(Refusal):
    """The court has a claim for one of these bills. Facts: bill, court, day (of filing)."""


class PaymentOrderDisputed(Refusal):
    """A payment order needs a claim nobody disputes (《民事诉讼法》 art. 225). Facts: text (the dispute)."""


class FilingDayNotPossible(Refusal):
    """A claim is filed today or was filed a short time ago, never later. Facts: day."""


class ClaimUnknown(Refusal):
    """These books know no such claim. Facts: claim."""


class StepDoesNotFollow(Refusal):
    """The step can't follow where the claim stands. Facts: since (day of the last step)."""


class StepDayNotPossible(Refusal):
    """A step happened between the one before and today. Facts: day, first, last."""


class CaseNumberMissing(Refusal):
    """With its acceptance a claim has the court's number."""


class ObjectionTooLate(Refusal):
    """An objection after its days have run out stops nothing (《民事诉讼法》 art. 227). Facts: last (day)."""


class EnforcementTooEarly(Refusal):
    """Enforcement can't be applied for while objection or appeal is still possible. Facts: day (the first)."""


class EvidenceMissing(Refusal):
    """A file of the evidence is not in these books, or is not what its act says. Facts: title."""
