"""People hard to meet: never met in three slots on three days; what to try next, and why."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from collector_desktop.domain.household import Household
from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Slot

_SATURDAY = 5
_DAY = timedelta(days=1)


class NextTry(StrEnum):
    """What has not been tried yet, the likeliest first; more people are at home in the evening and at weekends."""

    EVENING = "evening"
    WEEKEND = "weekend"
    CALL = "call"
    """Agree on a day by phone."""
    NEIGHBOUR = "neighbour"
    """Send word by the neighbour: that we come, never an amount."""
    LEAST_TRIED = "least_tried"


class Suggestion(Value):
    """What to try next, and when."""

    what: NextTry
    on: date
    slot: Slot
    tried: int = 0
    """How often nobody opened in this slot."""


class HardToMeet(Value):
    """A household nobody met lately: how often one knocked in vain, and what to try next."""

    knocks: int
    days: int
    slots: int
    since: date
    """The first of these knocks."""
    suggestion: Suggestion


def hard_to_meet(
    knocks: Sequence[Knock], known: Household, has_phone: bool, today: date, now: Slot, rules: VisitPolicy
) -> HardToMeet | None:
    """Whether a household is hard to meet; None if it was met within the policy's days, tried too seldom, or is away.

    `has_phone` says that the station's books know a number; the running slot counts as still possible today.
    """
    first = today - timedelta(days=rules.hard_looks_back_days)
    lately = [knock for knock in knocks if first <= knock.on <= today]
    if known.away is not None or any(knock.outcome.met for knock in lately):
        return None
    days, slots = {knock.on for knock in lately}, {knock.slot for knock in lately}
    if len(days) < rules.hard_days or len(slots) < min(rules.hard_slots, len(rules.windows)):
        return None
    return HardToMeet(
        knocks=len(lately),
        days=len(days),
        slots=len(slots),
        since=min(days),
        suggestion=_suggestion(lately, known, has_phone, today, now, rules),
    )


def _suggestion(
    missed: Sequence[Knock], known: Household, has_phone: bool, today: date, now: Slot, rules: VisitPolicy
) -> Suggestion:
    order = [window.slot for window in rules.windows]
    late = Slot.EVENING if Slot.EVENING in order else order[-1]
    tried = {slot: sum(knock.slot is slot for knock in missed) for slot in order}
    tomorrow = today + _DAY
    is_over = late in order and now in order and order.index(now) > order.index(late)
    knocked_tonight = any(knock.on == today and knock.slot is late for knock in missed)
    evening = tomorrow if knocked_tonight or is_over else today
    if tried[late] <= min(tried.values()):
        return Suggestion(what=NextTry.EVENING, on=evening, slot=late, tried=tried[late])
    if not any(knock.on.weekday() >= _SATURDAY for knock in missed):
        return Suggestion(what=NextTry.WEEKEND, on=_weekend_from(evening), slot=late, tried=tried[late])
    if has_phone or known.may_be_called:
        return Suggestion(what=NextTry.CALL, on=evening, slot=late, tried=tried[late])
    if known.neighbour is not None:
        return Suggestion(what=NextTry.NEIGHBOUR, on=evening, slot=late, tried=tried[late])
    least = min(order, key=lambda slot: tried[slot])
    return Suggestion(what=NextTry.LEAST_TRIED, on=tomorrow, slot=least, tried=tried[least])


def _weekend_from(day: date) -> date:
    """This day if it is at a weekend, else the coming Saturday."""
    return day + _DAY * max(_SATURDAY - day.weekday(), 0)
