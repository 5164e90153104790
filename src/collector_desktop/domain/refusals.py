"""Refusals: the rule says no.

A refusal is a class that carries facts; the sentence is made elsewhere, so that a refusal reads the same on
screen, on the terminal and in a test.
"""

from typing import Any


class Refusal(Exception):
    """The rule says no; `facts` say what was not so."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(type(self).__name__, facts)
        self.facts = facts

    def __str__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value}' for name, value in self.facts.items())})"


class MoneyNotUnderstood(Refusal):
    """The text is no amount of yuan with at most two decimals. Facts: text, reason."""


class MonthNotUnderstood(Refusal):
    """The text is no billing month. Facts: text."""


class ReceiptNumberNotValid(Refusal):
    """The text is no receipt number, or its check digit is wrong. Facts: text."""


class AmountNotPositive(Refusal):
    """A payment must be more than zero. Facts: amount."""


class AmountOverLimit(Refusal):
    """One payment may not exceed the policy's limit. Facts: amount, limit."""


class TenderedTooLittle(Refusal):
    """Less cash was given than is to be kept. Facts: tendered, received."""


class PartPaymentNotAllowed(Refusal):
    """The policy forbids paying a bill in part. Facts: tendered, needed (next amount up), possible (all of them)."""


class PrepaymentNotAllowed(Refusal):
    """The policy takes no prepayment at the door. Facts: amount."""


class CardOutOfDate(Refusal):
    """What the screen showed is no longer so; the card must be shown again. Facts: account."""


class AccountUnknown(Refusal):
    """These books know no such account. Facts: account."""


class CashCeilingReached(Refusal):
    """Cash in hand would pass the ceiling at which the policy blocks. Facts: in_hand, amount, ceiling."""


class ReceiptUnknown(Refusal):
    """No such receipt in these books. Facts: number."""


class ReceiptAlreadyVoid(Refusal):
    """The receipt was voided before. Facts: number."""


class ReceiptNotFromToday(Refusal):
    """Only a receipt of the same business day may be voided; later the station corrects. Facts: number, day."""


class ReceiptAlreadyRemitted(Refusal):
    """The day's cash was closed or banked; the receipt can no longer be voided. Facts: number, day."""


class ReasonMissing(Refusal):
    """The act needs a reason in words. Facts: over_short, if it is about a drawer."""


class ReferenceMissing(Refusal):
    """A transfer needs the reference of the payment service. Facts: method."""


class VisitUnknown(Refusal):
    """No such visit in these books. Facts: visit."""


class UndoTooLate(Refusal):
    """The outcome was recorded too long ago to take back; record a new one. Facts: seconds."""


class PromiseInThePast(Refusal):
    """A promise names a day before today. Facts: day."""


class DayAlreadyClosed(Refusal):
    """The business day was closed. Facts: day."""


class NothingToRemit(Refusal):
    """No closed takings wait to be banked."""


class CalendarNotUnderstood(Refusal):
    """A holiday file is not as it should be. Facts: where (year and day, or place in the file), reason."""


class DeviceUnknown(Refusal):
    """No such device is enrolled. Facts: device."""


class DeviceAlreadyEnrolled(Refusal):
    """The request's keys are enrolled already. Facts: device."""


class DeviceRevoked(Refusal):
    """The device was revoked. Facts: device."""


class VillageUnknown(Refusal):
    """No account lies in that village. Facts: village, known."""


class BillsOutWithAnother(Refusal):
    """Bills are locked to another device. Facts: device, count."""


class NothingToIssue(Refusal):
    """No account matches. Facts: device."""


class ImportRefused(Refusal):
    """The files have problems and nothing was taken. Facts: problems (how many), report (a file), found (each)."""


class SlipKnown(Refusal):
    """A bank slip of this number and amount was recorded before. Facts: slip, amount."""


class FilesNotAsShown(Refusal):
    """A file was changed, or went, since it was shown what an import would do. Facts: name."""


class BooksNotAsShown(Refusal):
    """The books changed since it was shown what an import would do; nothing was taken."""


class NothingToHandOver(Refusal):
    """The station has acknowledged every line."""


class RouteOlderThanLoaded(Refusal):
    """A newer route was taken before. Facts: number, loaded."""


class LinesMissing(Refusal):
    """A day package does not follow what was taken in: an earlier one is missing. Facts: chain, first, last (lines)."""


class LineForked(Refusal):
    """A known line came with other content: two copies of one device. Facts: chain, line."""


class MoreThanHeld(Refusal):
    """More cash would be banked than was counted and not yet banked. Facts: amount, held."""


class EarlierDayOpen(Refusal):
    """An earlier business day has receipts and is not closed. Facts: day."""


class StationCodeNotValid(Refusal):
    """A station code is eight digits. Facts: code."""


class AttachmentTooLarge(Refusal):
    """A photo or paper is larger than a package should carry. Facts: title, size, limit."""


class AttachmentNotUnderstood(Refusal):
    """A file is not the kind of picture or paper it is said to be. Facts: title, media."""


class AttachmentMissing(Refusal):
    """A package's acts speak of a file that is not in it. Facts: title, sha256."""


class RequestUnknown(Refusal):
    """These books know no such request. Facts: request."""


class RequestAlreadyMade(Refusal):
    """The same was asked for before and is not decided yet. Facts: account, on."""


class RequestAlreadyDecided(Refusal):
    """Somebody decided first. Facts: request, by, on, approved."""


class GrantedOtherThanAsked(Refusal):
    """What would be granted is another matter than what was asked for. Facts: asked, granted."""


class ManagerNeeded(Refusal):
    """This decision is the manager's. Facts: what."""


class DeciderMissing(Refusal):
    """A decision is somebody's: the name is missing."""


class OnlyTheStationDecides(Refusal):
    """A laptop may ask; the decision is the station's. Facts: what."""


class NotWithdrawable(Refusal):
    """What was said stands as evidence and can't be taken back. Facts: kind."""
