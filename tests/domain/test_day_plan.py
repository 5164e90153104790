"""Which doors to visit when, and why."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector_desktop.domain.acts.rounds import Wish
from collector_desktop.domain.day_outline import outlined
from collector_desktop.domain.day_plan import DayPlan, plan_day
from collector_desktop.domain.day_plan_reasons import ReasonCode, Tally
from collector_desktop.domain.door_history import Arranged, DoorHistory, RestReason
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Circumstance, Record
from collector_desktop.domain.planning.history import attempts
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.prospect import Prospect
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Knock, Outcome, Promise, Slot

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 24)
RULES = Policy().visits
HOME, AWAY, PAID = Outcome.PROMISED, Outcome.NOT_HOME, Outcome.PAID
SLOTS = {"m": Slot.MORNING, "n": Slot.NOON, "e": Slot.EVENING}


def door(order: int, past: str = "", today: str = "", promise: Promise | None = None, **known: object) -> DoorHistory:
    """Knocks as text: M, N, E met somebody in the morning, at noon, in the evening; m, n, e met nobody.

    The past ones were made a month ago and on the days after it, one a day.
    """
    first = TODAY - timedelta(days=30)
    return DoorHistory(
        account=AccountNumber(f"{order:010d}"),
        order=order,
        promise=promise,
        past=tuple(_knock(letter, first + timedelta(days=at)) for at, letter in enumerate(past)),
        today=tuple(_knock(letter, TODAY, HOME) for letter in today),
    ).model_copy(update=known)


def _knock(letter: str, on: date, met: Outcome = PAID) -> Knock:
    return Knock(on=on, slot=SLOTS[letter.lower()], outcome=met if letter.isupper() else AWAY)


def ahead(doors: Sequence[DoorHistory], days: int = 5, minutes: float = 120, **known: object) -> Prospect:
    """What was learned of the doors' past knocks, on days like all others."""
    records = [Record(each.account, attempts=attempts(each.past, lambda day, slot: ())) for each in doors]
    knowledge = Knowledge(sorted(records, key=lambda each: each.account), TODAY, (0.4, 0.35, 0.6))
    return Prospect(
        knowledge=knowledge,
        on=TODAY,
        days=days,
        minutes=dict.fromkeys(Slot, minutes),
        day_in=lambda village, day: (),
        **known,  # type: ignore[arg-type]  # what a test names
    )


def planned(*doors: DoorHistory, now: Slot = Slot.MORNING, days: int = 5, minutes: float = 120) -> DayPlan:
    return plan_day(doors, ahead(doors, days, minutes), now, RULES)


def orders(plan: DayPlan, slot: Slot) -> list[int]:
    return [int(each.account) for each in plan.of(slot).doors]


def spare(plan: DayPlan, slot: Slot) -> list[int]:
    return [int(each.account) for each in plan.of(slot).spare]


def where(*doors: DoorHistory, now: Slot = Slot.MORNING) -> dict[Slot, list[int]]:
    """Every slot's doors, those for spare time behind the others."""
    plan = planned(*doors, now=now)
    return {slot: orders(plan, slot) + spare(plan, slot) for slot in Slot}


def arranged(wish: Wish, slot: Slot | None = None, before: int | None = None) -> Arranged:
    return Arranged(wish=wish, slot=slot, before=AccountNumber("" if before is None else f"{before:010d}"))


VILLAGE = [door(at, past="EmEn" if at % 2 else "MeMe") for at in range(1, 31)]
"""The odd ones are met in the evening, the even ones in the morning."""


def test_households_are_visited_when_they_are_met() -> None:
    plan = planned(*VILLAGE)
    morning, evening = orders(plan, Slot.MORNING), orders(plan, Slot.EVENING)
    assert sum(order % 2 == 0 for order in morning) >= 0.9 * len(morning)
    assert sum(order % 2 for order in evening) >= 0.9 * len(evening)
    assert len(morning) > 10
    assert len(evening) > 10


def test_who_is_in_no_slot_or_in_another_one_stands_behind_with_when_to_go_instead() -> None:
    plan = planned(*VILLAGE)
    evening = plan.of(Slot.EVENING)
    in_morning = next(each for each in plan.of(Slot.MORNING).spare if int(each.account) in orders(plan, Slot.EVENING))
    better = in_morning.reason.better
    assert better is not None
    assert (better.on, better.slot) == (TODAY, Slot.EVENING)
    assert {each.account for each in (*evening.doors, *evening.spare)} == {each.account for each in VILLAGE}


def test_what_the_slot_holds_is_respected_and_the_others_wait_for_tomorrow() -> None:
    plan = planned(*VILLAGE, now=Slot.EVENING, minutes=30)
    assert 3 <= len(orders(plan, Slot.EVENING)) <= 10
    assert all(each.reason.better and each.reason.better.on > TODAY for each in plan.of(Slot.EVENING).spare)


def test_a_slot_that_is_over_is_empty() -> None:
    plan = planned(*VILLAGE, now=Slot.EVENING)
    assert [slot.slot for slot in plan.slots] == [Slot.EVENING]
    assert orders(plan, Slot.MORNING) == []


def test_a_door_that_failed_today_is_not_tried_again_in_that_slot() -> None:
    plan = planned(door(1, past="MMMM", today="m"))
    assert 1 not in orders(plan, Slot.MORNING) + spare(plan, Slot.MORNING)
    assert 1 in orders(plan, Slot.EVENING) + spare(plan, Slot.EVENING)


def test_a_promise_for_today_comes_first_in_its_slot_and_is_only_there() -> None:
    promised = door(99, past="MMM", promise=Promise(on=TODAY, slot=Slot.NOON))
    plan = planned(*VILLAGE, promised)
    assert orders(plan, Slot.NOON)[0] == 99
    assert all(99 not in orders(plan, slot) + spare(plan, slot) for slot in (Slot.MORNING, Slot.EVENING))


def test_a_promise_whose_slot_is_over_is_kept_in_the_running_one() -> None:
    promised = door(99, promise=Promise(on=TODAY, slot=Slot.MORNING))
    assert orders(planned(*VILLAGE, promised, now=Slot.EVENING), Slot.EVENING)[0] == 99


def test_a_door_met_promised_for_later_tried_everywhere_or_skipped_rests_with_its_reason() -> None:
    doors = (
        door(1, today="E"),
        door(2, promise=Promise(on=TOMORROW, slot=Slot.MORNING)),
        door(3, today="e"),
        door(4, promise=Promise(on=YESTERDAY, slot=Slot.MORNING)),
        door(5, arranged=arranged(Wish.SKIP)),
    )
    plan = planned(*doors, now=Slot.EVENING)
    assert orders(plan, Slot.EVENING) + spare(plan, Slot.EVENING) == [4]
    assert [(int(each.account), each.why) for each in plan.resting] == [
        (1, RestReason.MET_TODAY),
        (2, RestReason.PROMISED_LATER),
        (3, RestReason.TRIED_TODAY),
        (5, RestReason.SKIPPED),
    ]


@pytest.mark.parametrize(
    ("history", "code", "here", "elsewhere"),
    [
        (door(1), ReasonCode.NO_HISTORY, (0, 0), None),
        (door(1, uses_nothing=True), ReasonCode.USES_NOTHING, (0, 0), None),
        (door(1, past="EEEEEe"), ReasonCode.MET_IN_SLOT, (6, 5), None),
        (door(1, past="mmmEe"), ReasonCode.FAILED_ELSEWHERE, (2, 1), (Slot.MORNING, 3)),
        (door(1, past="mnn"), ReasonCode.FAILED_ELSEWHERE, (0, 0), (Slot.NOON, 2)),
        (door(1, past="M"), ReasonCode.MET_ELSEWHERE, (0, 0), (Slot.MORNING, 0)),
        (door(1, past="m", promise=Promise(on=TODAY, slot=Slot.EVENING)), ReasonCode.PROMISED, (0, 0), None),
        (door(1, deadline=TODAY), ReasonCode.DEADLINE, (0, 0), None),
        (door(1, arranged=arranged(Wish.VISIT, Slot.EVENING)), ReasonCode.WANTED, (0, 0), None),
    ],
)
def test_a_suggestion_carries_the_facts_of_its_reason(
    history: DoorHistory, code: ReasonCode, here: tuple[int, int], elsewhere: tuple[Slot, int] | None
) -> None:
    evening = planned(history, now=Slot.EVENING).of(Slot.EVENING)
    (found,) = (*evening.doors, *evening.spare)
    reason = found.reason
    assert reason.code is code
    assert (reason.here.knocks, reason.here.met) == here
    assert (reason.elsewhere and (reason.elsewhere.slot, reason.elsewhere.missed)) == elsewhere


def test_where_nobody_has_been_yet_the_neighbours_are_the_reason() -> None:
    there = [door(at, past="Ee", place="一组") for at in range(1, 5)]
    new, elsewhere = door(8, place="一组"), door(9, place="二组")
    evening = planned(*there, new, elsewhere, now=Slot.EVENING).of(Slot.EVENING)
    reasons = {int(each.account): each.reason for each in (*evening.doors, *evening.spare)}
    assert reasons[8].code is ReasonCode.NEIGHBOURS
    assert reasons[8].neighbours == Tally(slot=Slot.EVENING, knocks=8, met=4)
    assert reasons[9].code is ReasonCode.NO_HISTORY
    assert reasons[1].neighbours is None


def test_the_likelihood_is_what_was_learned_and_a_word_given_raises_it() -> None:
    promise = Promise(on=TODAY, slot=Slot.EVENING)
    doors = [*VILLAGE, door(40), door(41, past="EEEEE"), door(42, past="eeeee"), door(43, promise=promise)]
    evening = planned(*doors, now=Slot.EVENING).of(Slot.EVENING)
    home = {int(each.account): each.likelihood for each in (*evening.doors, *evening.spare)}
    assert home[42] < home[40] < home[41]
    assert home[40] < home[43]
    assert all(0 <= each.pays <= 1 for each in evening.doors)


def test_the_slot_says_how_many_households_will_pay() -> None:
    evening = planned(*VILLAGE, now=Slot.EVENING).of(Slot.EVENING)
    assert evening.expected == pytest.approx(sum(each.likelihood * each.pays for each in evening.doors))
    assert 0 < evening.expected < len(evening.doors)


def test_a_knock_takes_its_door_off_the_list_and_moves_no_other_one() -> None:
    before = orders(planned(*VILLAGE), Slot.MORNING)
    at = before[3]
    after = [each.model_copy(update={"today": (_knock("m", TODAY),)}) if each.order == at else each for each in VILLAGE]
    paid = [
        each.model_copy(update={"today": (Knock(on=TODAY, slot=Slot.MORNING, outcome=PAID),), "is_settled": True})
        if each.order == at
        else each
        for each in VILLAGE
    ]
    left = [order for order in before if order != at]
    assert orders(planned(*after), Slot.MORNING) == left
    assert orders(planned(*paid), Slot.MORNING) == left


def test_a_missed_door_is_thought_of_anew_when_the_next_slot_begins() -> None:
    village = [door(at, past="MNEM" if at % 2 else "mnem") for at in range(1, 31)]

    def likelihood(today: str) -> float:
        evening = planned(*village, door(99, today=today), now=Slot.EVENING).of(Slot.EVENING)
        return next(each.likelihood for each in (*evening.doors, *evening.spare) if int(each.account) == 99)

    assert likelihood("m") < 0.7 * likelihood("")


def test_what_has_its_last_day_today_is_visited_whatever_it_is_worth() -> None:
    never = door(99, past="mmnnee" * 3, deadline=TODAY)
    plan = planned(*VILLAGE, never)
    assert sum(99 in orders(plan, slot) for slot in Slot) == 1
    slot = next(slot for slot in Slot if 99 in orders(plan, slot))
    assert orders(plan, slot)[0] == 99


def test_what_has_its_last_day_soon_comes_before_what_has_time() -> None:
    def in_plan(deadline: date | None) -> bool:
        plan = planned(*VILLAGE, door(99, past="eemE", deadline=deadline), now=Slot.EVENING, minutes=20)
        return 99 in orders(plan, Slot.EVENING)

    assert in_plan(TOMORROW)
    assert not in_plan(None)


def test_rain_and_market_days_are_told_with_the_reason() -> None:
    doors = [door(1)]
    rainy = ahead(doors, rainy=frozenset({Slot.EVENING}))
    evening = plan_day(doors, rainy, Slot.EVENING, RULES).of(Slot.EVENING)
    assert (*evening.doors, *evening.spare)[0].reason.today == (Circumstance.RAIN,)


def test_a_pinned_door_is_in_its_slot_alone_and_a_dragged_one_in_front_of_another() -> None:
    pinned = door(99, past="mmmmmm", arranged=arranged(Wish.VISIT, Slot.MORNING))
    plan = planned(*VILLAGE, pinned)
    assert 99 in orders(plan, Slot.MORNING)
    assert 99 not in orders(plan, Slot.EVENING) + spare(plan, Slot.EVENING)
    first = orders(planned(*VILLAGE), Slot.MORNING)[0]
    dragged = door(99, past="mmmmmm", arranged=arranged(Wish.VISIT, Slot.MORNING, first))
    assert orders(planned(*VILLAGE, dragged), Slot.MORNING)[:2] == [99, first]


def test_a_pinned_door_that_was_missed_there_goes_on_as_planned() -> None:
    pinned = door(99, past="EEEE", today="m", arranged=arranged(Wish.VISIT, Slot.MORNING))
    plan = planned(pinned)
    assert 99 not in orders(plan, Slot.MORNING) + spare(plan, Slot.MORNING)
    assert 99 in orders(plan, Slot.EVENING) + spare(plan, Slot.EVENING)


def test_what_the_collector_wants_teaches_nothing() -> None:
    skipped = [each.model_copy(update={"arranged": arranged(Wish.SKIP)}) for each in VILLAGE[:10]]
    plan = planned(*skipped, *VILLAGE[10:])
    other = planned(*VILLAGE[10:], *(each.model_copy(update={"away_until": TODAY}) for each in VILLAGE[:10]))
    assert plan.slots == other.slots


def test_pinned_doors_take_their_time_from_the_slot() -> None:
    pinned = [door(order, arranged=arranged(Wish.VISIT, Slot.MORNING)) for order in range(100, 120)]
    free = orders(planned(*VILLAGE, minutes=120), Slot.MORNING)
    beside = [order for order in orders(planned(*VILLAGE, *pinned, minutes=120), Slot.MORNING) if order < 100]
    assert len(beside) < len(free)


HISTORIES = st.text("MNEmne", max_size=6)
PROMISES = st.none() | st.builds(Promise, on=st.sampled_from([YESTERDAY, TODAY, TOMORROW]), slot=st.sampled_from(Slot))
WISHES = st.none() | st.builds(arranged, st.sampled_from(Wish), st.sampled_from(Slot), st.none() | st.integers(1, 50))
DEADLINES = st.none() | st.sampled_from([YESTERDAY, TODAY, TOMORROW])
DOORS = st.lists(
    st.tuples(st.integers(1, 50), HISTORIES, st.text("MNEmne", max_size=2), PROMISES, WISHES, DEADLINES),
    unique_by=lambda made: made[0],
    max_size=8,
).map(lambda made: [door(*each[:4], arranged=each[4], deadline=each[5]) for each in made])


@settings(max_examples=60, deadline=None)
@given(DOORS, st.sampled_from(Slot))
def test_no_door_is_lost_and_none_is_twice_in_a_slot(doors: list[DoorHistory], now: Slot) -> None:
    plan = planned(*doors, now=now)
    placed = {each.account for slot in plan.slots for each in (*slot.doors, *slot.spare)}
    resting = {each.account for each in plan.resting}
    assert placed | resting == {each.account for each in doors}
    assert not placed & resting
    for slot in plan.slots:
        assert all(times == 1 for times in Counter(each.account for each in (*slot.doors, *slot.spare)).values())
    walked = Counter(each.account for slot in plan.slots for each in slot.doors)
    assert all(times == 1 for times in walked.values())


@settings(max_examples=60, deadline=None)
@given(DOORS, st.sampled_from(Slot))
def test_words_given_are_kept_and_last_days_are_not_missed(doors: list[DoorHistory], now: Slot) -> None:
    plan = planned(*doors, now=now)
    left = [slot.slot for slot in plan.slots]
    for each in doors:
        if each.arranged is not None and each.arranged.wish is not Wish.AS_PLANNED:
            continue
        promise = each.promise
        if promise is not None and promise.on == TODAY:
            slot = promise.slot if promise.slot in left else left[0]
            assert each.account in {found.account for found in plan.of(slot).doors}
        elif each.deadline == TODAY and each.account not in {resting.account for resting in plan.resting}:
            assert any(each.account in {found.account for found in slot.doors} for slot in plan.slots)


@settings(max_examples=40, deadline=None)
@given(DOORS, st.sampled_from(Slot), st.randoms())
def test_the_same_doors_make_the_same_plan_in_whatever_order_they_come(
    doors: list[DoorHistory], now: Slot, random: Random
) -> None:
    shuffled = random.sample(doors, len(doors))
    assert planned(*shuffled, now=now) == planned(*doors, now=now)


@settings(max_examples=40, deadline=None)
@given(DOORS, st.sampled_from(Slot))
def test_after_what_binds_us_a_slot_keeps_paper_order_unless_a_door_was_dragged(
    doors: list[DoorHistory], now: Slot
) -> None:
    undragged = [each.model_copy(update={"arranged": None}) for each in doors]
    plan = planned(*undragged, now=now)
    first = {each.account for each in undragged if each.promise and each.promise.on == TODAY}
    due = {each.account for each in undragged if each.deadline is not None and each.deadline <= TODAY}
    for slot in plan.slots:
        accounts = [each.account for each in slot.doors]
        assert accounts == sorted(accounts, key=lambda account: (account not in first, account not in due, account))


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
    plan = planned(booked)
    assert orders(plan, Slot.EVENING) == [5]
    assert plan.of(Slot.EVENING).doors[0].reason.code is ReasonCode.SERVICE_BOOKED


def test_a_booked_check_whose_slot_is_over_is_made_in_the_running_one_until_it_was_tried_in_vain() -> None:
    booked = door(5).model_copy(update={"booked": Slot.MORNING})
    assert where(door(1), booked, now=Slot.EVENING)[Slot.EVENING] == [5, 1]
    tried = door(5, past="MM", today="m").model_copy(update={"booked": Slot.MORNING})
    assert where(tried)[Slot.MORNING] == []


def expected(order: int, slot: Slot, today: str = "", *, is_away: bool = False) -> DoorHistory:
    return door(order, past="MMM", today=today).model_copy(
        update={"expected": slot, "away_until": TODAY if is_away else None}
    )


def test_where_we_are_expected_comes_first_in_its_slot_like_a_promise() -> None:
    plan = planned(door(1, past="NNNNN"), expected(2, Slot.NOON), now=Slot.NOON)
    assert orders(plan, Slot.NOON) == [2, 1]
    assert plan.of(Slot.NOON).doors[0].reason.code is ReasonCode.EXPECTED
    without = planned(door(2, past="MMM"), now=Slot.NOON).of(Slot.NOON)
    assert plan.of(Slot.NOON).doors[0].likelihood > (*without.doors, *without.spare)[0].likelihood


def test_an_appointment_tried_in_vain_or_met_binds_no_more() -> None:
    assert where(expected(1, Slot.MORNING, today="m"))[Slot.MORNING] == []
    plan = planned(expected(1, Slot.EVENING, today="N"), now=Slot.NOON)
    assert plan.resting[0].why is RestReason.MET_TODAY


def test_a_word_given_after_the_knock_binds_the_door_again_in_the_same_slot() -> None:
    missed_then_called = expected(1, Slot.EVENING, today="e").model_copy(update={"expected_after": 1})
    assert where(missed_then_called)[Slot.EVENING] == [1]
    missed_again = expected(1, Slot.EVENING, today="ee").model_copy(update={"expected_after": 1})
    assert where(missed_again)[Slot.EVENING] == []


def test_whoever_is_away_rests_unless_we_are_expected_all_the_same() -> None:
    away = door(1).model_copy(update={"away_until": TODAY})
    plan = planned(away, expected(2, Slot.EVENING, is_away=True))
    assert [(int(each.account), each.why) for each in plan.resting] == [(1, RestReason.AWAY)]
    assert orders(plan, Slot.EVENING) == [2]


def test_whoever_comes_back_tomorrow_has_a_part_in_the_days_planned() -> None:
    back = door(50, past="EEEEE", away_until=TODAY)
    doors = [*VILLAGE, back]
    outline = outlined(doors, ahead(doors), Slot.EVENING, RULES)
    assert back.account not in outline.chosen[Slot.EVENING]
    assert outline.later[back.account] == len(Slot)
