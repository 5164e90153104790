"""Refusals around the penalty as a contract term: contracts and waivers."""

from collector_desktop.domain.refusals import Refusal


class RateOverTheLaw(Refusal):
    """A contract may not agree on more a day than the law allows (条例 art. 39). Facts: permille, most."""


class ContractNumberMissing(Refusal):
    """A contract is registered by its number. Facts: account."""


class ContractSignedInTheFuture(Refusal):
    """A contract that is not signed yet binds nobody. Facts: on."""


class ContractOlderThanRegistered(Refusal):
    """A contract signed later is in force already. Facts: number, on."""


class ContractsRefused(Refusal):
    """A contract register has errors; nothing was taken. Facts: problems, report, found."""


class WaiverMoreThanOpen(Refusal):
    """More is to be waived than is open of the bill's penalty. Facts: amount, open."""


class NothingToWaive(Refusal):
    """Nothing is open of the bill's penalty. Facts: bill."""


class BillUnknown(Refusal):
    """These books hold no such bill of the account. Facts: bill."""


class WaiverOnAnotherBill(Refusal):
    """A decision waives the penalty of the bill that was asked for and of no other. Facts: asked, granted."""


class WaiverNotApproved(Refusal):
    """The books take no waiver without the station's decision for it. Facts: bill, amount."""
