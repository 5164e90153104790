"""The wiring and appliance check (安检服务): its list, what was found, and its booking folded from what was said."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.names import AccountNumber, ActId, Badge
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot


class CheckItem(StrEnum):
    """What is looked at in a household, in the order of the work slip."""

    LEAKAGE_PROTECTOR = "leakage_protector"
    WIRES = "wires"
    SWITCH = "switch"
    SOCKETS = "sockets"
    METER_SEAL = "meter_seal"


class CheckResult(StrEnum):
    """How an item was found."""

    OK = "ok"
    FAULT = "fault"
    NOT_CHECKED = "not_checked"


class CheckedItem(Value):
    """One line of the checklist."""

    item: CheckItem
    result: CheckResult
    note: str = ""


class FollowUp(Value):
    """What is still to be done after a check, and by when."""

    what: str
    due_on: date


class Confirmation(StrEnum):
    """How the household confirmed the check; a signature on screen is among the act's attachments."""

    SIGNED_ON_SCREEN = "signed_on_screen"
    SIGNED_ON_PAPER = "signed_on_paper"
    FINGERPRINT_ON_PAPER = "fingerprint_on_paper"
    NOBODY_SIGNED = "nobody_signed"


class BookingState(StrEnum):
    """Where a booking stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Booking(Value):
    """One booked check as it stands after every move."""

    act: ActId
    account: AccountNumber
    by: Badge
    booked_on: date
    """The business day on which it was agreed."""
    on: date
    slot: Slot
    note: str = ""
    moved: int = Field(0, ge=0)
    state: BookingState = BookingState.OPEN

    def is_missed(self, today: date) -> bool:
        """Whether its day went by and nobody said what came of it."""
        return self.state is BookingState.OPEN and self.on < today


def faults(items: tuple[CheckedItem, ...]) -> tuple[CheckItem, ...]:
    """The items found faulty, in the order of the slip."""
    return tuple(line.item for line in items if line.result is CheckResult.FAULT)
