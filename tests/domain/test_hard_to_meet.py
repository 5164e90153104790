"""Who is hard to meet, and what to try next."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.hard_to_meet import HardToMeet, NextTry, hard_to_meet
from collector_desktop.domain.household import Away, Contact, Household
from collector_desktop.domain.names import ActId
from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.visit import Knock, Outcome, Slot

MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
RULES = VisitPolicy()
NOBODY = Household()
SLOTS = {"m": Slot.MORNING, "n": Slot.NOON, "e": Slot.EVENING}


def missed(text: str) -> list[Knock]:
    """Knocks nobody answered as text, days ago and slot: 12e is the evening twelve days ago."""
    return [
        Knock(on=MONDAY - timedelta(days=int(each[:-1])), slot=SLOTS[each[-1]], outcome=Outcome.NOT_HOME)
        for each in text.split()
    ]


def found(text: str, known: Household = NOBODY, *, has_phone: bool = False, today: date = MONDAY) -> HardToMeet | None:
    return hard_to_meet(missed(text), known, has_phone, today, Slot.MORNING, RULES)


def suggested(text: str, known: Household = NOBODY, *, has_phone: bool = False) -> tuple[NextTry, date, Slot]:
    hard = found(text, known, has_phone=has_phone)
    assert hard is not None
    return hard.suggestion.what, hard.suggestion.on, hard.suggestion.slot


THREE_EACH = "4m 6n 10e"  # a Thursday, a Tuesday, a Friday
WEEKEND_TOO = "1m 4m 6n 10e 11e 12e 13n"  # the Sunday among them


def test_three_slots_on_three_days_without_anybody_is_hard_to_meet() -> None:
    hard = found(THREE_EACH)
    assert hard is not None
    assert (hard.knocks, hard.days, hard.slots, hard.since) == (3, 3, 3, MONDAY - timedelta(days=10))


def test_fewer_slots_or_fewer_days_are_not() -> None:
    assert found("4m 6n 10n") is None
    assert found("4m 4n 6e") is None


def test_somebody_met_lately_is_not_and_a_meeting_long_ago_says_nothing() -> None:
    met = Knock(on=MONDAY - timedelta(days=5), slot=Slot.NOON, outcome=Outcome.PROMISED)
    long_ago = met.model_copy(update={"on": MONDAY - timedelta(days=91)})
    assert hard_to_meet([*missed(THREE_EACH), met], NOBODY, False, MONDAY, Slot.MORNING, RULES) is None
    assert hard_to_meet([long_ago, *missed(THREE_EACH)], NOBODY, False, MONDAY, Slot.MORNING, RULES) is not None


def test_whoever_is_away_is_not_looked_for() -> None:
    assert (
        found(
            THREE_EACH, Household(away=Away(act=ActId("a"), noted_at=datetime(2026, 11, 1, tzinfo=UTC), until=MONDAY))
        )
        is None
    )


def test_an_evening_is_tried_first_where_it_was_tried_least() -> None:
    assert suggested(THREE_EACH) == (NextTry.EVENING, MONDAY, Slot.EVENING)


def test_the_next_evening_is_tomorrow_where_this_one_was_in_vain() -> None:
    assert suggested("4m 5m 6n 7n 0e") == (NextTry.EVENING, MONDAY + timedelta(days=1), Slot.EVENING)


def test_then_a_weekend_that_was_never_tried() -> None:
    assert suggested("4m 6n 10e 11e") == (NextTry.WEEKEND, SATURDAY, Slot.EVENING)


def test_then_a_call_where_there_is_a_number_and_else_the_neighbour() -> None:
    son = Contact(act=ActId("a"), name="王小军", phone="13800000001")
    neighbour = Household(neighbour=Contact(act=ActId("b"), name="李婶"))
    assert suggested(WEEKEND_TOO, has_phone=True)[0] is NextTry.CALL
    assert suggested(WEEKEND_TOO, Household(contacts=(son,)))[0] is NextTry.CALL
    assert suggested(WEEKEND_TOO, neighbour)[0] is NextTry.NEIGHBOUR


def test_at_last_the_slot_tried_least() -> None:
    assert suggested(WEEKEND_TOO)[0::2] == (NextTry.LEAST_TRIED, Slot.MORNING)


@given(
    st.lists(st.tuples(st.integers(0, 120), st.sampled_from(Slot), st.sampled_from(Outcome)), max_size=20),
    st.booleans(),
)
def test_a_suggestion_is_never_for_a_day_gone_by_and_never_after_a_meeting(
    knocks: list[tuple[int, Slot, Outcome]], has_phone: bool
) -> None:
    history = [Knock(on=MONDAY - timedelta(days=ago), slot=slot, outcome=outcome) for ago, slot, outcome in knocks]
    hard = hard_to_meet(history, NOBODY, has_phone, MONDAY, Slot.EVENING, RULES)
    if hard is None:
        return
    assert hard.suggestion.on >= MONDAY
    assert not any(knock.outcome.met for knock in history if knock.on >= MONDAY - timedelta(days=90))
