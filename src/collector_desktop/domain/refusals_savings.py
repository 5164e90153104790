"""Refusals around money held for a household and its bank: what is never done, what is not there, what comes first."""

from collector_desktop.domain.refusals import Refusal


class RefundInCashNotAllowed(Refusal):
    """Prepayment is refunded by the station, never out of takings (坐支). Facts: account."""


class RefundMoreThanHeld(Refusal):
    """More is to be given back than is held. Facts: amount, held."""


class NothingHeld(Refusal):
    """The account has no money of that kind. Facts: account."""


class WrittenWishMissing(Refusal):
    """A deposit is offset only on the customer's written wish; no photo of it was given. Facts: account."""


class NothingToOffset(Refusal):
    """The account owes nothing a deposit could be offset against. Facts: account."""


class SupplyNotEnded(Refusal):
    """A deposit is refunded when supply has ended. Facts: on."""


class OwesBeforeRefund(Refusal):
    """A deposit is refunded after the bills are settled. Facts: owed."""


class LastDigitsNotValid(Refusal):
    """Of a bank account only the last four digits are kept. Facts: text."""


class BankMissing(Refusal):
    """A saver's bank was not named."""


class SaverUnchanged(Refusal):
    """The household is no saver already. Facts: account."""


class BankResultsRefused(Refusal):
    """The bank's file has errors; nothing was taken. Facts: problems, report, found."""
