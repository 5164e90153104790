"""Visits: slots of the day and what a knock at a door brought."""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.value import Value


class Slot(StrEnum):
    """A part of the day in which people are visited."""

    MORNING = "morning"
    NOON = "noon"
    EVENING = "evening"


class Outcome(StrEnum):
    """What a visit brought, in the order of the outcome bar (1-8); a served notice comes with its act."""

    PAID = "paid"
    PART_PAID = "part_paid"
    PROMISED = "promised"
    NOT_HOME = "not_home"
    REFUSED = "refused"
    DISPUTED = "disputed"
    MOVED = "moved"
    SERVICED = "serviced"
    NOTICE_SERVED = "notice_served"

    @property
    def met(self) -> bool:
        """Whether somebody of the household was there."""
        return self not in (Outcome.NOT_HOME, Outcome.MOVED)


class Knock(Value):
    """One visit to a door: when, and what came of it."""

    on: date
    slot: Slot
    outcome: Outcome


class Promise(Value):
    """The customer said when to come back."""

    on: date
    slot: Slot


class SlotWindow(Value):
    """When a slot begins and ends, local time, and what to expect before the first knock.

    The prior counts like that many earlier knocks: met 1.2 and missed 0.8 is six in ten, soon outweighed.
    """

    slot: Slot
    begins: time
    ends: time
    prior_met: Decimal = Field(Decimal(1), gt=0)
    prior_missed: Decimal = Field(Decimal(1), gt=0)


def slot_at(clock: time, windows: tuple[SlotWindow, ...]) -> Slot:
    """The slot a visit at this local time belongs to: the one running, else the one nearest in time."""

    def away(window: SlotWindow) -> int:
        now, begins, ends = (at.hour * 60 + at.minute for at in (clock, window.begins, window.ends))
        return max(begins - now, now - ends, 0)

    return min(windows, key=away).slot
