"""The day plan: which doors to visit in which slot, each with the likelihood of meeting somebody and a plain reason.

It suggests and explains; paper order (`DoorHistory.order`) stays one key away and is never rearranged but for promises,
appointments, booked checks, and instalments that are due.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy, VisitPolicy
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Promise, Slot, SlotWindow


class DoorHistory(Value):
    """What is known of one door that owes something: its place in paper order and every knock so far."""

    account: AccountNumber
    order: int
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
    is_away: bool = False
    """Whether the household said that nobody is at home on the day."""


class ReasonCode(StrEnum):
    """Why a door is suggested in a slot."""

    PROMISED = "promised"
    EXPECTED = "expected"
    SERVICE_BOOKED = "service_booked"
    MET_IN_SLOT = "met_in_slot"
    FAILED_ELSEWHERE = "failed_elsewhere"
    MET_ELSEWHERE = "met_elsewhere"
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


class Reason(Value):
    """The facts of a suggestion: 早上 3 次没人,晚上 2 次在家 1 次 is FAILED_ELSEWHERE with two tallies."""

    code: ReasonCode
    here: Tally
    elsewhere: Tally | None = None


class Planned(Value):
    """One door in one slot."""

    account: AccountNumber
    likelihood: float = Field(ge=0, le=1)
    """That somebody is met."""
    reason: Reason


class SlotPlan(Value):
    """The doors of one slot: promises and appointments first, booked checks, instalments due, then paper order."""

    slot: Slot
    doors: tuple[Planned, ...]

    @property
    def expected(self) -> float:
        """How many of the doors somebody is expected to open."""
        return sum(door.likelihood for door in self.doors)


class RestReason(StrEnum):
    """Why a door is not to be visited any more today."""

    MET_TODAY = "met_today"
    PROMISED_LATER = "promised_later"
    TRIED_TODAY = "tried_today"
    AWAY = "away"


class Resting(Value):
    """A door in no slot, so that none is lost without a word."""

    account: AccountNumber
    why: RestReason


class DayPlan(Value):
    """Every door, in at least one slot or resting."""

    slots: tuple[SlotPlan, ...]
    resting: tuple[Resting, ...]

    def of(self, slot: Slot) -> SlotPlan:
        """The plan of a slot; empty if the slot is over."""
        return next((plan for plan in self.slots if plan.slot is slot), SlotPlan(slot=slot, doors=()))


def plan_day(doors: Sequence[DoorHistory], on: date, now: Slot, policy: Policy) -> DayPlan:
    """Where to go in what is left of a day, the slot `now` included.

    A promise for the day binds the door to its slot (to the running one if that slot is over), and so do an appointment
    and a booked check until they were tried in vain; whoever is away is left alone. A door nobody knocked at is in
    every slot; one with a history is where it is met best, and not where it was missed today.
    """
    windows = policy.visits.windows
    slots = [window.slot for window in windows]
    left = windows[slots.index(now) :] if now in slots else windows
    in_slot: dict[Slot, list[Planned]] = {window.slot: [] for window in left}
    resting: list[Resting] = []
    for door in sorted(doors, key=lambda door: (*_later(door, on), door.order, door.account)):
        chosen = _slots_of(door, on, left, policy.visits)
        if isinstance(chosen, RestReason):
            resting.append(Resting(account=door.account, why=chosen))
            continue
        for window in chosen:
            in_slot[window.slot].append(_planned(door, on, window, policy.visits))
    return DayPlan(
        slots=tuple(SlotPlan(slot=slot, doors=tuple(planned)) for slot, planned in in_slot.items()),
        resting=tuple(resting),
    )


def _promised_on(door: DoorHistory, on: date) -> bool:
    return door.promise is not None and door.promise.on == on


def _later(door: DoorHistory, on: date) -> tuple[bool, bool, bool]:
    """Promises and appointments come before booked checks, those before instalments due, and all before the others."""
    return not (_promised_on(door, on) or _is_expected(door)), not _is_booked(door), not door.instalment_due


def _is_expected(door: DoorHistory) -> bool:
    """Whether an appointment still binds the door: met, or tried in its slot, it is free."""
    return door.expected is not None and not any(
        knock.outcome.met or knock.slot is door.expected for knock in door.today[door.expected_after :]
    )


def _is_booked(door: DoorHistory) -> bool:
    """Whether a booked check still binds the door: a knock in its slot that nobody answered sets it free."""
    return door.booked is not None and not any(
        knock.slot is door.booked and not knock.outcome.met for knock in door.today
    )


def _slots_of(
    door: DoorHistory, on: date, left: Sequence[SlotWindow], rules: VisitPolicy
) -> Sequence[SlotWindow] | RestReason:
    if _promised_on(door, on) and door.promise is not None:
        return [_window_of(door.promise.slot, left)]
    if _is_expected(door) and door.expected is not None:
        return [_window_of(door.expected, left)]
    if _is_booked(door) and door.booked is not None:
        return [_window_of(door.booked, left)]
    if door.is_away:
        return RestReason.AWAY
    if door.promise is not None and door.promise.on > on:
        return RestReason.PROMISED_LATER
    if any(knock.outcome.met for knock in door.today):
        return RestReason.MET_TODAY
    missed = {knock.slot for knock in door.today}
    candidates = [window for window in left if window.slot not in missed]
    if not candidates:
        return RestReason.TRIED_TODAY
    if not door.past and not door.today:
        return candidates
    rates = {window.slot: _likelihood(door, on, window, rules) for window in candidates}
    return [window for window in candidates if rates[window.slot] == max(rates.values())]


def _window_of(slot: Slot, left: Sequence[SlotWindow]) -> SlotWindow:
    """The window of a slot, or the running one if that slot is over."""
    return next((window for window in left if window.slot is slot), left[0])


def _planned(door: DoorHistory, on: date, window: SlotWindow, rules: VisitPolicy) -> Planned:
    return Planned(
        account=door.account,
        likelihood=_likelihood(door, on, window, rules),
        reason=_reason(door, on, window.slot),
    )


def _likelihood(door: DoorHistory, on: date, window: SlotWindow, rules: VisitPolicy) -> float:
    """The rate of being met in this slot, smoothed by the policy's prior; a word given counts as some more meetings."""
    tally = _tally(door, window.slot)
    promised = rules.promise_counts_as if _promised_on(door, on) or _is_expected(door) else 0
    met = window.prior_met + tally.met + promised
    return float(met / (met + window.prior_missed + tally.missed))


def _reason(door: DoorHistory, on: date, slot: Slot) -> Reason:
    here = _tally(door, slot)
    others = [tally for other in Slot if other is not slot and (tally := _tally(door, other)).knocks]
    if _promised_on(door, on):
        return Reason(code=ReasonCode.PROMISED, here=here)
    if _is_expected(door):
        return Reason(code=ReasonCode.EXPECTED, here=here)
    if _is_booked(door):
        return Reason(code=ReasonCode.SERVICE_BOOKED, here=here)
    if never_met := [tally for tally in others if not tally.met]:
        return Reason(code=ReasonCode.FAILED_ELSEWHERE, here=here, elsewhere=_longest(never_met))
    if here.knocks:
        return Reason(code=ReasonCode.MET_IN_SLOT, here=here)
    if others:
        return Reason(code=ReasonCode.MET_ELSEWHERE, here=here, elsewhere=_longest(others))
    return Reason(code=ReasonCode.NO_HISTORY, here=here)


def _longest(tallies: Iterable[Tally]) -> Tally:
    return max(tallies, key=lambda tally: tally.knocks)


def _tally(door: DoorHistory, slot: Slot) -> Tally:
    outcomes = [knock.outcome for knock in (*door.past, *door.today) if knock.slot is slot]
    return Tally(slot=slot, knocks=len(outcomes), met=sum(outcome.met for outcome in outcomes))
