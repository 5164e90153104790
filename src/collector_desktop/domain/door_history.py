"""What the day plan knows of one door, what binds it to a slot, and when it is left in peace."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.acts.rounds import Wish
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Outcome, Promise, Slot


class Arranged(Value):
    """What the collector wants with a door today."""

    wish: Wish
    slot: Slot | None = None
    before: AccountNumber = AccountNumber("")
    at_end: bool = False


class DoorHistory(Value):
    """What is known of one door to visit: its place in paper order and every knock so far."""

    account: AccountNumber
    order: int
    village: str = ""
    place: str = ""
    """The part of the village walked in one go."""
    promise: Promise | None = None
    past: tuple[Knock, ...] = ()
    today: tuple[Knock, ...] = ()
    booked: Slot | None = None
    """The slot of the day for which a free check is booked here."""
    expected: Slot | None = None
    """The slot of the day in which we said we would come: by appointment, or on a slip at the door."""
    expected_after: int = Field(0, ge=0)
    """How many of today's knocks came before that was said; they don't set the door free."""
    instalment_due: bool = False
    """Whether an instalment of a repayment plan has to come now."""
    away_until: date | None = None
    """The last day on which nobody is at home, as the household or its neighbour said; None if it is not away."""
    due_by: date | None = None
    """The last day before its penalty begins, if that lies ahead."""
    deadline: date | None = None
    """The last day on which a notice may be served here, or the limitation be stopped."""
    arranged: Arranged | None = None
    uses_nothing: bool = False
    """Whether the meter has not moved in the newest month."""
    is_settled: bool = False
    """Nothing is to be done here any more; it was when the slot began."""


class RestReason(StrEnum):
    """Why a door is not to be visited any more today."""

    MET_TODAY = "met_today"
    PROMISED_LATER = "promised_later"
    TRIED_TODAY = "tried_today"
    AWAY = "away"
    SKIPPED = "skipped"


def as_the_slot_began(door: DoorHistory, now: Slot) -> DoorHistory | None:
    """A door as it was before the knocks of the running slot; None if it was settled even then."""
    earlier = tuple(knock for knock in door.today if knock.slot is not now)
    if len(earlier) == len(door.today):
        return None if door.is_settled else door
    promised = any(knock.slot is now and knock.outcome is Outcome.PROMISED for knock in door.today)
    return door.model_copy(
        update={
            "today": earlier,
            "promise": None if promised else door.promise,
            "expected_after": min(door.expected_after, len(earlier)),
            "is_settled": False,
        }
    )


def promised_on(door: DoorHistory, on: date) -> bool:
    """Whether a promise is for the day."""
    return door.promise is not None and door.promise.on == on


def is_expected(door: DoorHistory) -> bool:
    """Whether an appointment still binds the door: met, or tried in its slot, it is free."""
    return door.expected is not None and not any(
        knock.outcome.met or knock.slot is door.expected for knock in door.today[door.expected_after :]
    )


def is_booked(door: DoorHistory) -> bool:
    """Whether a booked check still binds the door: a knock in its slot that nobody answered sets it free."""
    return door.booked is not None and not any(
        knock.slot is door.booked and not knock.outcome.met for knock in door.today
    )


def is_wanted_in(door: DoorHistory) -> Slot | None:
    """The slot into which the collector put it, until it was tried there."""
    if door.arranged is None or door.arranged.wish is not Wish.VISIT or door.arranged.slot is None:
        return None
    return None if any(knock.slot is door.arranged.slot for knock in door.today) else door.arranged.slot


def bound_slot(door: DoorHistory, on: date, left: Sequence[Slot]) -> Slot | None:
    """The slot left today to which a word binds the door: the running one if that slot is over."""
    if is_skipped(door):
        return None
    slot = is_wanted_in(door)
    if slot is None and promised_on(door, on) and door.promise is not None:
        slot = door.promise.slot
    if slot is None and is_expected(door):
        slot = door.expected
    if slot is None and is_booked(door):
        slot = door.booked
    if slot is None:
        return None
    return slot if slot in left else left[0]


def is_skipped(door: DoorHistory) -> bool:
    """Whether the collector does not want to go there today."""
    return door.arranged is not None and door.arranged.wish is Wish.SKIP


def rest_reason(door: DoorHistory, on: date, left: Sequence[Slot]) -> RestReason | None:
    """Why a door that no word binds is left in peace for the rest of the day."""
    if is_skipped(door):
        return RestReason.SKIPPED
    if door.away_until is not None:
        return RestReason.AWAY
    if door.promise is not None and door.promise.on > on:
        return RestReason.PROMISED_LATER
    if any(knock.outcome.met for knock in door.today):
        return RestReason.MET_TODAY
    if not set(left) - {knock.slot for knock in door.today}:
        return RestReason.TRIED_TODAY
    return None
