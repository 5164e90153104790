"""Refusals of publicity, praise and lists: what may not be printed or shown, and why."""

from collector_desktop.domain.refusals import Refusal


class PublicityWithoutTopic(Refusal):
    """Publicity is about something: no topic was named."""


class PublicityWithoutPlace(Refusal):
    """Where the publicity was held is not said."""


class LeafletFieldUnknown(Refusal):
    """A leaflet asks for a field nobody fills. Facts: field, line, known."""


class LeafletBraceOpen(Refusal):
    """A brace of a leaflet has no partner. Facts: line."""


class LeafletTextMissing(Refusal):
    """A leaflet has not even a title."""


class NobodyToPraise(Refusal):
    """Nobody in the village has paid a bill of that month in time. Facts: village, month."""


class NamesNotAllowed(Refusal):
    """Names of debtors are not made public (Personal Information Protection Law art. 25); group totals are.

    Facts: village.
    """


class TooFewForPoster(Refusal):
    """So few households owe that a sum would point at them. Facts: village, households, smallest."""


class UnmaskedListNotApproved(Refusal):
    """A list with full names needs the station's approval, which is not there. Facts: request."""


class UnmaskedListAlreadyMade(Refusal):
    """The approval was used: one approval is one list. Facts: request, file, on."""


class UnmaskedListElsewhere(Refusal):
    """The villages approved are not in these books. Facts: villages."""
