"""The ladder at the doors: notices issued and served, the call, the check, the cut and the way back."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.ladder_policy import Protection
from collector_desktop.domain.names import BillId
from collector_desktop.domain.notices import CutCheckList, DisconnectionNotice, DunningNotice, Proof


class DunningNoticeIssued(Fact):
    """A dunning notice was issued; the paper as printed is its attachment."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["dunning_notice_issued"] = "dunning_notice_issued"
    notice: DunningNotice


class DisconnectionNoticeIssued(Fact):
    """A disconnection notice was issued under an approval (`about` is the request)."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["disconnection_notice_issued"] = "disconnection_notice_issued"
    notice: DisconnectionNotice


class NoticeServed(Fact):
    """A notice (`about`) reached its household, and what proves it; it starts the limitation period anew.

    Civil Code art. 195; photos and signatures are its attachments.
    """

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["notice_served"] = "notice_served"
    number: str
    """Of the notice."""
    bills: tuple[BillId, ...]
    """The bills the notice claims."""
    proof: Proof


class CallWay(StrEnum):
    """How a household was told once more before the cut."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    LEFT_AT_DOOR = "left_at_door"


class CallMade(Fact):
    """The household was told the time of the cut once more (`about` is the disconnection notice)."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["call_made"] = "call_made"
    way: CallWay
    spoke_to: str = ""
    """Empty where a note was left at the door; then a photo is attached."""


class FinalCheckDone(Fact):
    """The list before a cut was gone through at the meter (`about` is the disconnection notice)."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["final_check_done"] = "final_check_done"
    checks: CutCheckList


class SupplyCut(Fact):
    """Supply was stopped by authorised staff under a disconnection notice (`about`)."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["supply_cut"] = "supply_cut"
    bills: tuple[BillId, ...]
    """What it was stopped for."""
    cut_by: str
    """Who did it, by name."""
    permit: str
    """The number of that person's permit to work at the meter."""
    reading: Decimal | None = None


class SupplyReconnected(Fact):
    """Supply came back after a cut (`about`)."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["supply_reconnected"] = "supply_reconnected"
    reconnected_by: str
    reading: Decimal | None = None
    reason: str = ""
    """Why, if it came back before everything was paid."""


class ProtectionNoted(Fact):
    """A household, or a whole village if no account is named, must not be cut off until a day or until lifted."""

    TOPIC: ClassVar[Topic] = Topic.CASES
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["protection_noted"] = "protection_noted"
    ground: Protection
    until: date | None = None
    note: str = ""


class ProtectionLifted(Fact):
    """A protection (`about`) no longer holds."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["protection_lifted"] = "protection_lifted"
    reason: str


class WeatherNoted(Fact):
    """Severe weather over some days, in a village or everywhere if none is named."""

    TOPIC: ClassVar[Topic] = Topic.CASES
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["weather_noted"] = "weather_noted"
    first: date
    last: date
    warning: str
    """As the weather service says it: 暴雨橙色预警."""


class DisputeOpened(Fact):
    """The customer disputes what is claimed; nothing is cut while that is open."""

    TOPIC: ClassVar[Topic] = Topic.CASES
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["dispute_opened"] = "dispute_opened"
    what: str


class DisputeSettled(Fact):
    """A dispute (`about`) was settled, and how."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["dispute_settled"] = "dispute_settled"
    how: str


CaseFact = (
    DunningNoticeIssued
    | DisconnectionNoticeIssued
    | NoticeServed
    | CallMade
    | FinalCheckDone
    | SupplyCut
    | SupplyReconnected
    | ProtectionNoted
    | ProtectionLifted
    | WeatherNoted
    | DisputeOpened
    | DisputeSettled
)
