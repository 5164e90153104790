"""Refusals around what the station decides of a drawer that did not agree."""

from collector_desktop.domain.refusals import Refusal


class NoCashDifference(Refusal):
    """The laptop did not close that day, or its drawer agreed. Facts: device, day."""


class CashDifferenceChanged(Refusal):
    """The close that stands has another difference than the one looked at. Facts: device, day, amount, shown."""


class CashAlreadyDecided(Refusal):
    """Somebody decided this difference, or decided it anew, since it was looked at. Facts: device, day, by, on."""


class OutcomeNotPossible(Refusal):
    """What is short can't be returned, nor made good what is over. Facts: device, day."""


class CashPaperMissing(Refusal):
    """Where money came or went there is a receipt or a slip. Facts: device, day."""
