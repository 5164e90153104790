"""Which doors to visit when, and why."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.day_plan import DayPlan, DoorHistory, ReasonCode, RestReason, plan_day
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Knock, Outcome, Promise, Slot

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 24)
POLICY = Policy()
HOME, AWAY = Outcome.PROMISED, Outcome.NOT_HOME


def door(order: int, past: str = "", today: str = "", promise: Promise | None = None) -> DoorHistory:
    """Knocks as text: M, N, E met somebody in the morning, at noon, in the evening; m, n, e met nobody."""
    slots = {"m": Slot.MORNING, "n": Slot.NOON, "e": Slot.EVENING}

    def knocks(text: str, on: date) -> tuple[Knock, ...]:
        return tuple(
            Knock(on=on, slot=slots[letter.lower()], outcome=HOME if letter.isupper() else AWAY) for letter in text
        )

    return DoorHistory(
        account=AccountNumber(f"{order:010d}"),
        order=order,
        promise=promise,
        past=knocks(past, YESTERDAY),
        today=knocks(today, TODAY),
    )


def orders(plan: DayPlan, slot: Slot) -> list[int]:
    return [int(planned.account) for planned in plan.of(slot).doors]


def where(*doors: DoorHistory, now: Slot = Slot.MORNING) -> dict[Slot, list[int]]:
    plan = plan_day(doors, TODAY, now, POLICY)
    return {slot: orders(plan, slot) for slot in Slot}


def test_doors_nobody_knocked_at_are_in_every_slot_in_paper_order() -> None:
    everywhere = [1, 2, 3]
    assert where(door(3), door(1), door(2)) == dict.fromkeys(Slot, everywhere)


def test_a_door_is_where_it_was_met_best() -> None:
    assert where(door(1, past="mmEE")) == {Slot.MORNING: [], Slot.NOON: [], Slot.EVENING: [1]}
    assert where(door(1, past="NNe")) == {Slot.MORNING: [], Slot.NOON: [1], Slot.EVENING: []}


def test_a_slot_that_is_over_is_empty_and_its_doors_move_on() -> None:
    assert where(door(1, past="MM"), door(2), now=Slot.EVENING) == {
        Slot.MORNING: [],
        Slot.NOON: [],
        Slot.EVENING: [1, 2],
    }


def test_a_door_that_failed_today_is_tried_in_another_slot() -> None:
    assert where(door(1, past="MMMM", today="m"))[Slot.MORNING] == []
    assert where(door(1, past="MMMM", today="m"))[Slot.EVENING] == [1]


def test_a_promise_for_today_comes_first_in_its_slot_and_is_only_there() -> None:
    promised = door(9, past="MMM", promise=Promise(on=TODAY, slot=Slot.NOON))
    assert where(door(1), promised) == {Slot.MORNING: [1], Slot.NOON: [9, 1], Slot.EVENING: [1]}


def test_a_promise_whose_slot_is_over_is_kept_in_the_running_one() -> None:
    promised = door(9, promise=Promise(on=TODAY, slot=Slot.MORNING))
    assert where(door(1), promised, now=Slot.EVENING)[Slot.EVENING] == [9, 1]


def test_a_door_met_promised_for_later_or_tried_everywhere_rests_with_its_reason() -> None:
    doors = (
        door(1, today="E"),
        door(2, promise=Promise(on=TOMORROW, slot=Slot.MORNING)),
        door(3, today="e"),
        door(4, promise=Promise(on=YESTERDAY, slot=Slot.MORNING)),
    )
    plan = plan_day(doors, TODAY, Slot.EVENING, POLICY)
    assert orders(plan, Slot.EVENING) == [4]
    assert [(int(door.account), door.why) for door in plan.resting] == [
        (1, RestReason.MET_TODAY),
        (2, RestReason.PROMISED_LATER),
        (3, RestReason.TRIED_TODAY),
    ]


@pytest.mark.parametrize(
    ("history", "code", "here", "elsewhere"),
    [
        (door(1), ReasonCode.NO_HISTORY, (0, 0), None),
        (door(1, past="EEEEEe"), ReasonCode.MET_IN_SLOT, (6, 5), None),
        (door(1, past="mmmEe"), ReasonCode.FAILED_ELSEWHERE, (2, 1), (Slot.MORNING, 3)),
        (door(1, past="mnn"), ReasonCode.FAILED_ELSEWHERE, (0, 0), (Slot.NOON, 2)),
        (door(1, past="M"), ReasonCode.MET_ELSEWHERE, (0, 0), (Slot.MORNING, 0)),
        (door(1, past="m", promise=Promise(on=TODAY, slot=Slot.EVENING)), ReasonCode.PROMISED, (0, 0), None),
    ],
)
def test_a_suggestion_carries_the_facts_of_its_reason(
    history: DoorHistory, code: ReasonCode, here: tuple[int, int], elsewhere: tuple[Slot, int] | None
) -> None:
    (planned,) = plan_day((history,), TODAY, Slot.EVENING, POLICY).of(Slot.EVENING).doors
    reason = planned.reason
    assert reason.code is code
    assert (reason.here.knocks, reason.here.met) == here
    assert (reason.elsewhere and (reason.elsewhere.slot, reason.elsewhere.missed)) == elsewhere


def test_the_likelihood_is_the_rate_smoothed_by_what_the_slot_promises() -> None:
    def evening(history: DoorHistory) -> float:
        return plan_day((history,), TODAY, Slot.EVENING, POLICY).of(Slot.EVENING).doors[0].likelihood

    assert evening(door(1)) == pytest.approx(0.6)
    assert evening(door(1, past="EEEEe")) == pytest.approx(5.2 / 7)
    assert evening(door(1, promise=Promise(on=TODAY, slot=Slot.EVENING))) == pytest.approx(0.8)


def test_the_slot_says_how_many_doors_will_open() -> None:
    plan = plan_day([door(1), door(2)], TODAY, Slot.MORNING, POLICY)
    assert plan.of(Slot.EVENING).expected == pytest.approx(1.2)
    assert plan.of(Slot.MORNING).expected == pytest.approx(0.8)


HISTORIES = st.text("MNEmne", max_size=6)
PROMISES = st.none() | st.builds(Promise, on=st.sampled_from([YESTERDAY, TODAY, TOMORROW]), slot=st.sampled_from(Slot))
DOORS = st.lists(
    st.tuples(st.integers(1, 50), HISTORIES, st.text("MNEmne", max_size=2), PROMISES), unique_by=lambda made: made[0]
).map(lambda made: [door(*each) for each in made])


@given(DOORS, st.sampled_from(Slot))
def test_no_door_is_lost_and_none_is_twice_in_a_slot(doors: list[DoorHistory], now: Slot) -> None:
    plan = plan_day(doors, TODAY, now, POLICY)
    placed = {planned.account for slot in plan.slots for planned in slot.doors}
    resting = {door.account for door in plan.resting}
    assert placed | resting == {door.account for door in doors}
    assert not placed & resting
    for slot in plan.slots:
        assert all(times == 1 for times in Counter(planned.account for planned in slot.doors).values())


@given(DOORS, st.sampled_from(Slot), st.randoms())
def test_the_same_doors_make_the_same_plan_in_whatever_order_they_come(
    doors: list[DoorHistory], now: Slot, random: Random
) -> None:
    shuffled = random.sample(doors, len(doors))
    assert plan_day(shuffled, TODAY, now, POLICY) == plan_day(doors, TODAY, now, POLICY)


@given(DOORS, st.sampled_from(Slot))
def test_after_the_promises_a_slot_keeps_paper_order(doors: list[DoorHistory], now: Slot) -> None:
    plan = plan_day(doors, TODAY, now, POLICY)
    promised = {door.account for door in doors if door.promise and door.promise.on == TODAY}
    for slot in plan.slots:
        accounts = [planned.account for planned in slot.doors]
        assert accounts == sorted(accounts, key=lambda account: (account not in promised, account))


def test_a_booked_check_comes_after_promises_and_before_everybody_else() -> None:
    booked = door(5).model_copy(update={"booked": Slot.NOON})
    promised = door(9, promise=Promise(on=TODAY, slot=Slot.NOON))
    assert where(door(1), booked, promised)[Slot.NOON] == [9, 5, 1]
    assert where(door(1), booked, promised)[Slot.MORNING] == [1]


def test_an_instalment_due_comes_after_booked_checks_and_before_everybody_else() -> None:
    paying = door(9).model_copy(update={"instalment_due": True})
    checked = door(8).model_copy(update={"booked": Slot.MORNING})
    assert where(door(1), paying, checked)[Slot.MORNING] == [8, 9, 1]
    assert where(door(1), paying, checked)[Slot.EVENING] == [9, 1]


def test_a_booked_check_is_made_although_somebody_was_met_today_and_a_promise_is_for_later() -> None:
    later = Promise(on=TOMORROW, slot=Slot.NOON)
    booked = door(5, today="M", promise=later).model_copy(update={"booked": Slot.EVENING})
    plan = plan_day([booked], TODAY, Slot.MORNING, POLICY)
    assert orders(plan, Slot.EVENING) == [5]
    assert plan.of(Slot.EVENING).doors[0].reason.code is ReasonCode.SERVICE_BOOKED


def test_a_booked_check_whose_slot_is_over_is_made_in_the_running_one_until_it_was_tried_in_vain() -> None:
    booked = door(5).model_copy(update={"booked": Slot.MORNING})
    assert where(door(1), booked, now=Slot.EVENING)[Slot.EVENING] == [5, 1]
    tried = door(5, past="MM", today="m").model_copy(update={"booked": Slot.MORNING})
    assert where(tried)[Slot.MORNING] == []


def expected(order: int, slot: Slot, today: str = "", *, is_away: bool = False) -> DoorHistory:
    return door(order, past="MMM", today=today).model_copy(update={"expected": slot, "is_away": is_away})


def test_where_we_are_expected_comes_first_in_its_slot_like_a_promise() -> None:
    plan = plan_day([door(1), expected(2, Slot.NOON)], TODAY, Slot.MORNING, POLICY)
    assert orders(plan, Slot.NOON) == [2, 1]
    assert orders(plan, Slot.MORNING) == [1]
    assert plan.of(Slot.NOON).doors[0].reason.code is ReasonCode.EXPECTED
    assert plan.of(Slot.NOON).doors[0].likelihood > plan.of(Slot.NOON).doors[1].likelihood


def test_an_appointment_tried_in_vain_or_met_binds_no_more() -> None:
    assert where(expected(1, Slot.MORNING, today="m"))[Slot.MORNING] == []
    plan = plan_day([expected(1, Slot.EVENING, today="N")], TODAY, Slot.NOON, POLICY)
    assert plan.resting[0].why is RestReason.MET_TODAY


def test_a_word_given_after_the_knock_binds_the_door_again_in_the_same_slot() -> None:
    missed_then_called = expected(1, Slot.EVENING, today="e").model_copy(update={"expected_after": 1})
    assert where(missed_then_called)[Slot.EVENING] == [1]
    missed_again = expected(1, Slot.EVENING, today="ee").model_copy(update={"expected_after": 1})
    assert where(missed_again)[Slot.EVENING] == []


def test_whoever_is_away_rests_unless_we_are_expected_all_the_same() -> None:
    away = door(1).model_copy(update={"is_away": True})
    plan = plan_day([away, expected(2, Slot.EVENING, is_away=True)], TODAY, Slot.MORNING, POLICY)
    assert [(int(each.account), each.why) for each in plan.resting] == [(1, RestReason.AWAY)]
    assert orders(plan, Slot.EVENING) == [2]
