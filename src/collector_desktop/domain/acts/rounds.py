"""What the day plan is told besides visits: a village's own days, rain, and what the collector wants otherwise."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.village_days import VillageDays
from collector_desktop.domain.visit import Slot


class VillageDaysNoted(Fact):
    """The village's market days and harvests from now on; the newest word counts, for the days before it too."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["village_days_noted"] = "village_days_noted"
    days: VillageDays


class RainNoted(Fact):
    """It rains in a slot of the business day, or does not after all; the newest word counts."""

    TOPIC: ClassVar[Topic] = Topic.PLAN
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["rain_noted"] = "rain_noted"
    slot: Slot
    rains: bool


class Wish(StrEnum):
    """What the collector wants with a door on a day."""

    VISIT = "visit"
    """Go there in a slot: pinned, added, dragged or moved from another slot."""
    SKIP = "skip"
    """Not today."""
    AS_PLANNED = "as_planned"
    """Whatever the plan says."""


class DoorArranged(Fact):
    """The collector wants a door otherwise than planned, on one day; the newest word on a door and day counts."""

    TOPIC: ClassVar[Topic] = Topic.PLAN
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["door_arranged"] = "door_arranged"
    on: date
    wish: Wish
    slot: Slot | None = None
    """Where to go there, if `wish` is VISIT."""
    before: AccountNumber = AccountNumber("")
    """The door it was put in front of; where the way leads by anyway if empty."""
    at_end: bool = False
    """Whether it was put behind all others of the slot."""


RoundFact = VillageDaysNoted | RainNoted | DoorArranged
