"""Why a door is suggested in a slot, as facts: 早上 3 次没人,晚上 2 次在家 1 次."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from collector_desktop.domain.door_history import (
    DoorHistory,
    is_booked,
    is_expected,
    is_wanted_in,
    promised_on,
)
from collector_desktop.domain.planning.attempts import Circumstance
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot


class ReasonCode(StrEnum):
    """Why a door is suggested in a slot."""

    WANTED = "wanted"
    PROMISED = "promised"
    EXPECTED = "expected"
    SERVICE_BOOKED = "service_booked"
    DEADLINE = "deadline"
    MET_IN_SLOT = "met_in_slot"
    FAILED_ELSEWHERE = "failed_elsewhere"
    MET_ELSEWHERE = "met_elsewhere"
    USES_NOTHING = "uses_nothing"
    NEIGHBOURS = "neighbours"
    NO_HISTORY = "no_history"


class Tally(Value):
    """Knocks in one slot and how many of them met somebody."""

    slot: Slot
    knocks: int
    met: int

    @property
    def missed(self) -> int:
        """Knocks that nobody answered."""
        return self.knocks - self.met


class Better(Value):
    """When a door is better visited than in the slot at hand."""

    on: date
    slot: Slot


class Reason(Value):
    """The facts of a suggestion: 早上 3 次没人,晚上 2 次在家 1 次 is FAILED_ELSEWHERE with two tallies."""

    code: ReasonCode
    here: Tally
    elsewhere: Tally | None = None
    neighbours: Tally | None = None
    """The doors of the same place in the slot, where nobody has been at this one yet."""
    today: tuple[Circumstance, ...] = ()
    """What makes today unlike other days here."""
    better: Better | None = None
    """For a door that may wait."""


_ENOUGH = 5
"""Fewer knocks next door are no reason."""
_TOLD = (Circumstance.MARKET_DAY, Circumstance.HARVEST, Circumstance.RAIN, Circumstance.HOMECOMING)


def reason_of(
    door: DoorHistory,
    on: date,
    slot: Slot,
    today: frozenset[Circumstance],
    better: Better | None = None,
    neighbours: Tally | None = None,
) -> Reason:
    """Why to go to a door in a slot, or why it may wait; `neighbours` were knocked at in that slot."""
    here = _tally(door, slot)
    others = [tally for other in Slot if other is not slot and (tally := _tally(door, other)).knocks]
    code, elsewhere = _code(door, on, here, others)
    told = tuple(each for each in _TOLD if each in today)
    if code is ReasonCode.NO_HISTORY and neighbours is not None and neighbours.knocks >= _ENOUGH:
        code = ReasonCode.NEIGHBOURS
    near = neighbours if code is ReasonCode.NEIGHBOURS else None
    return Reason(code=code, here=here, elsewhere=elsewhere, neighbours=near, today=told, better=better)


def tallied(doors: Iterable[DoorHistory]) -> dict[tuple[str, Slot], Tally]:
    """The knocks at all doors of each place, slot by slot."""
    counts: dict[tuple[str, Slot], list[bool]] = {}
    for door in doors:
        for knock in (*door.past, *door.today):
            counts.setdefault((door.place, knock.slot), []).append(knock.outcome.met)
    return {key: Tally(slot=key[1], knocks=len(met), met=sum(met)) for key, met in counts.items()}


def _code(door: DoorHistory, on: date, here: Tally, others: list[Tally]) -> tuple[ReasonCode, Tally | None]:
    if is_wanted_in(door) is not None:
        return ReasonCode.WANTED, None
    if promised_on(door, on):
        return ReasonCode.PROMISED, None
    if is_expected(door):
        return ReasonCode.EXPECTED, None
    if is_booked(door):
        return ReasonCode.SERVICE_BOOKED, None
    if door.deadline is not None and door.deadline <= on:
        return ReasonCode.DEADLINE, None
    if never_met := [tally for tally in others if not tally.met]:
        return ReasonCode.FAILED_ELSEWHERE, _longest(never_met)
    if here.knocks:
        return ReasonCode.MET_IN_SLOT, None
    if others:
        return ReasonCode.MET_ELSEWHERE, _longest(others)
    return (ReasonCode.USES_NOTHING if door.uses_nothing else ReasonCode.NO_HISTORY), None


def _longest(tallies: Iterable[Tally]) -> Tally:
    return max(tallies, key=lambda tally: tally.knocks)


def _tally(door: DoorHistory, slot: Slot) -> Tally:
    outcomes = [knock.outcome for knock in (*door.past, *door.today) if knock.slot is slot]
    return Tally(slot=slot, knocks=len(outcomes), met=sum(outcome.met for outcome in outcomes))
