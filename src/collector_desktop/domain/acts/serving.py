"""The service round the money: booked checks, what they found, small repairs, safety talks, explanations."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.names import BillId
from collector_desktop.domain.service_check import CheckedItem, Confirmation, FollowUp
from collector_desktop.domain.visit import Slot


class CheckBooked(Fact):
    """A free check was agreed with the household for a day and a slot."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE

    kind: Literal["check_booked"] = "check_booked"
    on: date
    slot: Slot
    note: str = ""


class CheckMoved(Fact):
    """The booking (`about`) is for another day or slot now."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE

    kind: Literal["check_moved"] = "check_moved"
    on: date
    slot: Slot
    note: str = ""


class CheckBookingCancelled(Fact):
    """The booking (`about`) is off; the free check stays the household's."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE

    kind: Literal["check_booking_cancelled"] = "check_booking_cancelled"
    reason: str


class CheckDone(Fact):
    """A check was made, of a booking (`about`) or on the spot; photos and the signature are its attachments."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE

    kind: Literal["check_done"] = "check_done"
    items: tuple[CheckedItem, ...]
    findings: str = ""
    repaired: str = ""
    """What was put right on the spot, paid by nobody."""
    follow_up: FollowUp | None = None
    minutes: int = Field(0, ge=0)
    confirmation: Confirmation = Confirmation.NOBODY_SIGNED


class FollowUpDone(Fact):
    """What a check (`about`) left to be done was done."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE

    kind: Literal["follow_up_done"] = "follow_up_done"
    what: str


class RepairDone(Fact):
    """A small repair that nobody pays for."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["repair_done"] = "repair_done"
    what: str = ""
    minutes: int = Field(0, ge=0)


class SafetyTalkGiven(Fact):
    """Safe use of electricity was talked through with the household."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["safety_talk_given"] = "safety_talk_given"
    what: str = ""
    minutes: int = Field(0, ge=0)


class TariffExplained(Fact):
    """A household's bill was explained to it, one bill in particular or the tariff in general."""

    TOPIC: ClassVar[Topic] = Topic.SERVICE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["tariff_explained"] = "tariff_explained"
    bill: BillId | None = None
    what: str = ""
    minutes: int = Field(0, ge=0)


ServingFact = (
    CheckBooked
    | CheckMoved
    | CheckBookingCancelled
    | CheckDone
    | FollowUpDone
    | RepairDone
    | SafetyTalkGiven
    | TariffExplained
)
BookingFact = CheckBooked | CheckMoved | CheckBookingCancelled | CheckDone
"""What a booking is folded from."""
