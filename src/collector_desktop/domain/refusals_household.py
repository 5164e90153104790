"""Refusals of what is noted of a household: a day gone by, nobody named, nothing to call off."""

from collector_desktop.domain.refusals import Refusal


class ContactNameMissing(Refusal):
    """Somebody to call has no name."""


class ContactNeedsPhone(Refusal):
    """Somebody is to be called but has no number. Facts: name."""


class AwayInThePast(Refusal):
    """Nobody can be away until a day gone by. Facts: day."""


class NotAway(Refusal):
    """The household is not noted as away. Facts: account."""


class AppointmentInThePast(Refusal):
    """An appointment can't be before today. Facts: day."""


class AppointmentAlreadyMade(Refusal):
    """We said already that we come on that day. Facts: day, slot."""


class AppointmentUnknown(Refusal):
    """These books know no such appointment, or it is over or off. Facts: appointment."""


class SlipUnknown(Refusal):
    """These books know no such slip. Facts: slip."""
