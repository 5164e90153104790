"""Refusals of the free service: who has no check left, what is booked already, what a checklist lacks."""

from collector_desktop.domain.refusals import Refusal


class NotEntitledToCheck(Refusal):
    """The household neither paid every bill in time nor lets the bank pay. Facts: account, months."""


class CheckUsedUp(Refusal):
    """This year's free checks were made. Facts: account, year, on (of the last one), next_year."""


class CheckAlreadyBooked(Refusal):
    """The household has an open booking; it can be moved. Facts: account, on."""


class BookingInThePast(Refusal):
    """A check can't be booked for a day before today. Facts: day."""


class SlotFull(Refusal):
    """As many checks are booked in this slot as it holds. Facts: day, limit."""


class BookingUnknown(Refusal):
    """These books know no such booking. Facts: booking."""


class BookingEnded(Refusal):
    """The booking was cancelled or its check made. Facts: on."""


class ChecklistEmpty(Refusal):
    """A check was made of nothing: no item was looked at."""


class FaultUnanswered(Refusal):
    """A fault was found, nothing was repaired and no follow-up has a day. Facts: faults (how many)."""


class FollowUpInThePast(Refusal):
    """A follow-up can't be due before the check. Facts: day."""


class FollowUpUnknown(Refusal):
    """No check of these books left anything to be done under that id. Facts: check."""
