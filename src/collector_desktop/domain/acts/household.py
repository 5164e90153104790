"""What is known of a household so that it can be met: whom else to call, when it is away, what was agreed."""

from datetime import date
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.visit import Slot


class ContactNoted(Fact):
    """Somebody else who can be called for this household; the newest word on a name counts."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["contact_noted"] = "contact_noted"
    name: str
    relation: str = ""
    phone: str = ""


class NeighbourNoted(Fact):
    """A neighbour who passes messages on: that we were here and when we come again, never an amount (PIPL art. 25)."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["neighbour_noted"] = "neighbour_noted"
    name: str
    phone: str = ""


class AwayNoted(Fact):
    """Nobody is at home until a day, that day included; it ends by itself."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["away_noted"] = "away_noted"
    until: date
    reason: str = ""


class AwayEnded(Fact):
    """They came back earlier than was said (`about`)."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD

    kind: Literal["away_ended"] = "away_ended"


class AppointmentMade(Fact):
    """We agreed to come on a day in a slot, by phone or at the door."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD

    kind: Literal["appointment_made"] = "appointment_made"
    on: date
    slot: Slot
    purpose: str = ""


class AppointmentCancelled(Fact):
    """The appointment (`about`) is off."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD

    kind: Literal["appointment_cancelled"] = "appointment_cancelled"
    reason: str = ""


class DoorSlipLeft(Fact):
    """A folded slip was left at the door after a knock (`about`) nobody answered: which evenings we come again."""

    TOPIC: ClassVar[Topic] = Topic.HOUSEHOLD
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["door_slip_left"] = "door_slip_left"
    evenings: tuple[date, ...]


HouseholdFact = (
    ContactNoted | NeighbourNoted | AwayNoted | AwayEnded | AppointmentMade | AppointmentCancelled | DoorSlipLeft
)
