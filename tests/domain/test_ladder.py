"""The ladder, rung by rung: what each step needs, when, what blocks it, what ends it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from ladder_household import (
    APPLIED_ON,
    CUT_ON,
    DUE,
    Household,
    all_clear,
    approved,
    at,
    bill,
    checked,
    cut,
    dunned,
    noticed,
)

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import (
    DisputeOpened,
    DisputeSettled,
    ProtectionLifted,
    ProtectionNoted,
    WeatherNoted,
)
from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.calendar import HolidayYear
from collector_desktop.domain.case import Condition, Rung, Step, Window
from collector_desktop.domain.cut_check import corrected, known_lines
from collector_desktop.domain.cut_days import suggested_cut_day
from collector_desktop.domain.ladder_policy import DayRange, LadderPolicy, Protection
from collector_desktop.domain.ladder_steps import blocks, may, next_step, window
from collector_desktop.domain.notices import CutCheckItem
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals_cases import refusal_of
from collector_desktop.services.sentences import sentence

DAY = timedelta(days=1)


def lacks(household: Household, step: Step) -> list[Condition]:
    """What a step lacks; every condition on the way can be said in words."""
    found = household.missing(step)
    assert all(sentence(refusal_of(step, missing)).what for missing in found)
    return [missing.condition for missing in found]


@pytest.mark.parametrize(
    ("made", "rung", "since", "step"),
    [
        (lambda: Household(now=at(DUE)), Rung.CLEAR, None, None),
        (Household, Rung.OVERDUE, DUE + DAY, Step.ISSUE_DUNNING),
        (lambda: Household().climb(Step.ISSUE_DUNNING), Rung.DUNNING_ISSUED, DUE + 10 * DAY, Step.SERVE_DUNNING),
        (dunned, Rung.DUNNED, DUE + 10 * DAY, Step.APPLY),
        (lambda: dunned().move_to(APPLIED_ON).climb(Step.APPLY), Rung.APPLIED, APPLIED_ON, Step.DECIDE),
        (approved, Rung.APPROVED, APPLIED_ON, Step.ISSUE_NOTICE),
        (lambda: approved().climb(Step.ISSUE_NOTICE), Rung.NOTICE_ISSUED, APPLIED_ON, Step.SERVE_NOTICE),
        (noticed, Rung.NOTICE_SERVED, APPLIED_ON + DAY, Step.CALL),
        (lambda: noticed().move_to(CUT_ON).climb(Step.CALL), Rung.CALLED, CUT_ON, Step.CHECK),
        (checked, Rung.CHECKED, CUT_ON, Step.CUT),
        (cut, Rung.CUT, CUT_ON, Step.RECONNECT),
    ],
)
def test_each_rung_says_since_when_and_which_step_comes_next(
    made: Callable[[], Household], rung: Rung, since: date | None, step: Step | None
) -> None:
    household = made()
    assert (household.state.rung, household.state.since) == (rung, since)
    assert next_step(household.state, household.policy) is step


def test_a_disconnection_is_asked_for_from_the_31st_day_overdue() -> None:
    household = dunned().move_to(DUE + 30 * DAY)
    (missing,) = household.missing(Step.APPLY)
    assert (missing.condition, missing.day, missing.number) == (Condition.LONG_OVERDUE, DUE + 31 * DAY, 30)
    assert window(Step.APPLY, household.state, household.policy) == Window(earliest=DUE + 31 * DAY)
    assert not household.move_to(DUE + 31 * DAY).missing(Step.APPLY)


def test_the_days_overdue_run_from_a_due_date_moved_to_a_working_day() -> None:
    saturday = date(2026, 9, 19)
    household = dunned(bills=[bill(due_on=saturday)], now=at(saturday + 5 * DAY))
    assert window(Step.APPLY, household.state, household.policy).earliest == saturday + 33 * DAY


def test_without_a_demand_with_proof_nothing_is_asked_for() -> None:
    household = Household().climb(Step.ISSUE_DUNNING).move_to(APPLIED_ON)
    assert lacks(household, Step.APPLY) == [Condition.DUNNING_SERVED]
    assert lacks(Household(now=at(APPLIED_ON)), Step.APPLY) == [Condition.DUNNING_SERVED]


def test_a_station_may_want_two_demands() -> None:
    twice = Policy(ladder=LadderPolicy(dunning_needed=2))
    household = dunned(policy=twice).move_to(APPLIED_ON)
    assert household.missing(Step.APPLY)[0].number == 1
    assert next_step(household.state, twice) is Step.ISSUE_DUNNING
    household.climb(Step.ISSUE_DUNNING)
    assert next_step(household.state, twice) is Step.SERVE_DUNNING
    household.climb(Step.SERVE_DUNNING, Step.APPLY)


def test_a_demand_counts_only_for_the_bills_it_names() -> None:
    household = dunned().move_to(APPLIED_ON)
    household.bills.append(bill("202609", DUE + 2 * DAY))
    household.climb(Step.APPLY)
    assert household.state.request is not None
    assert household.state.request.matter.bills == (household.bills[0].id,)  # type: ignore[union-attr]


def test_no_notice_without_the_station_s_approval() -> None:
    waiting = dunned().move_to(APPLIED_ON).climb(Step.APPLY)
    assert lacks(waiting, Step.ISSUE_NOTICE) == [Condition.APPROVED]
    assert lacks(waiting, Step.APPLY) == [Condition.NOTHING_ASKED]
    refused = dunned().move_to(APPLIED_ON).climb(Step.APPLY).climb(Step.DECIDE, approved=False)
    assert lacks(refused, Step.ISSUE_NOTICE) == [Condition.NOT_REFUSED]
    assert refused.state.rung is Rung.DUNNED
    refused.climb(Step.APPLY)


def test_an_approval_not_used_in_time_must_be_asked_anew() -> None:
    household = approved().move_to(APPLIED_ON + 30 * DAY)
    assert not household.missing(Step.ISSUE_NOTICE)
    household.move_to(APPLIED_ON + 31 * DAY)
    assert lacks(household, Step.ISSUE_NOTICE) == [Condition.APPROVAL_HOLDS]
    assert household.state.rung is Rung.DUNNED
    household.climb(Step.APPLY)


@pytest.mark.parametrize(("days_before", "may_serve"), [(8, False), (7, True), (3, True), (2, False)])
def test_a_notice_is_served_three_to_seven_days_before_the_cut(days_before: int, may_serve: bool) -> None:
    household = approved().climb(Step.ISSUE_NOTICE, cut_on=CUT_ON)
    household.move_to(CUT_ON - days_before * DAY)
    assert (not household.missing(Step.SERVE_NOTICE)) is may_serve
    if days_before < 3:
        assert lacks(household, Step.SERVE_NOTICE) == [Condition.NOTICE_NOT_LAPSED]
        assert household.state.rung is Rung.APPROVED


def test_a_notice_lapses_when_its_window_passes_unused() -> None:
    household = noticed()
    assert window(Step.CUT, household.state, household.policy) == Window(earliest=CUT_ON, latest=CUT_ON)
    household.move_to(CUT_ON + DAY)
    assert lacks(household, Step.CALL) == [Condition.NOTICE_NOT_LAPSED]
    assert (household.state.rung, household.state.notice) == (Rung.APPROVED, None)
    household.climb(Step.ISSUE_NOTICE)


def test_a_notice_served_three_days_before_holds_until_the_seventh() -> None:
    household = approved().move_to(APPLIED_ON + DAY)
    household.climb(Step.ISSUE_NOTICE, Step.SERVE_NOTICE, cut_on=APPLIED_ON + 4 * DAY)
    assert window(Step.CUT, household.state, household.policy) == Window(
        earliest=APPLIED_ON + 4 * DAY, latest=APPLIED_ON + 8 * DAY
    )
    household.move_to(APPLIED_ON + 3 * DAY)
    assert lacks(household, Step.CALL) == [Condition.ANNOUNCED_DAY]


@pytest.mark.parametrize(
    ("minutes", "lacking"), [(29, [Condition.HALF_HOUR]), (30, []), (7 * 60, []), (9 * 60, [Condition.DAYLIGHT])]
)
def test_the_household_is_told_again_half_an_hour_before(minutes: int, lacking: list[Condition]) -> None:
    household = checked()
    household.now = at(CUT_ON) + timedelta(minutes=minutes)
    assert lacks(household, Step.CUT)[: len(lacking) or None] == lacking


def test_the_list_is_gone_through_after_the_call_and_must_be_clear() -> None:
    household = noticed().move_to(CUT_ON).climb(Step.CALL).move_to(CUT_ON, 10)
    assert lacks(household, Step.CUT) == [Condition.CHECKED]
    household.climb(Step.CHECK, lines=all_clear(CutCheckItem.RIGHT_METER))
    assert lacks(household, Step.CUT) == [Condition.CHECK_CLEAR]
    assert household.state.rung is Rung.CALLED
    household.climb(Step.CHECK, Step.CUT)


def test_yesterday_s_call_and_list_tell_nobody_anything() -> None:
    household = approved().move_to(APPLIED_ON + DAY)
    household.climb(Step.ISSUE_NOTICE, Step.SERVE_NOTICE, cut_on=APPLIED_ON + 4 * DAY)
    household.move_to(APPLIED_ON + 4 * DAY).climb(Step.CALL, Step.CHECK)
    household.move_to(APPLIED_ON + 7 * DAY)
    assert lacks(household, Step.CUT) == [Condition.CALLED, Condition.CHECKED]


@pytest.mark.parametrize(
    ("rules", "said", "condition"),
    [
        ({}, (WeatherNoted, {"first": CUT_ON, "last": CUT_ON, "warning": "暴雨橙色预警"}), Condition.CALM_WEATHER),
        ({}, (ProtectionNoted, {"ground": Protection.LIFE_SUPPORT}), Condition.NOT_PROTECTED),
        ({}, (ProtectionNoted, {"ground": Protection.WELFARE, "until": CUT_ON}), Condition.NOT_PROTECTED),
        ({}, (ProtectionNoted, {"ground": Protection.IRRIGATION}), Condition.NOT_PROTECTED),
        ({}, (ProtectionNoted, {"ground": Protection.FLOOD_FIGHTING}), Condition.NOT_PROTECTED),
        ({}, (DisputeOpened, {"what": "电表走得快"}), Condition.NO_DISPUTE),
        ({"exam_days": (DayRange(first=CUT_ON, last=CUT_ON, name="高考"),)}, None, Condition.NO_EXAM),
        ({"cut_until": at(CUT_ON, 9).time()}, None, Condition.DAYLIGHT),
    ],
)
def test_nothing_is_cut_in_a_block(
    rules: dict[str, object], said: tuple[type[Fact], dict[str, object]] | None, condition: Condition
) -> None:
    household = checked()
    household.policy = Policy(ladder=LadderPolicy(**rules))  # type: ignore[arg-type]
    if said is not None:
        household.say(said[0], **said[1])
    assert condition in lacks(household, Step.CUT)
    assert condition is Condition.DAYLIGHT or condition in [
        missing.condition for missing in blocks(household.state, household.policy)
    ]


def test_nothing_is_cut_on_a_holiday_or_a_weekend_and_the_window_names_free_days_only() -> None:
    holiday = Policy(holidays=(HolidayYear(year=2026, days_off=(CUT_ON,)),))
    assert Condition.WORKING_DAY in lacks(checked_in(holiday), Step.CUT)
    household = approved().move_to(APPLIED_ON + DAY)
    saturday = APPLIED_ON + 5 * DAY
    household.climb(Step.ISSUE_NOTICE, Step.SERVE_NOTICE, cut_on=saturday).move_to(saturday)
    assert lacks(household, Step.CALL) == [Condition.WORKING_DAY]
    assert window(Step.CUT, household.state, household.policy) == Window(
        earliest=saturday + 2 * DAY, latest=saturday + 3 * DAY
    )


def checked_in(policy: Policy) -> Household:
    """A household ready to be cut, then judged by another policy."""
    household = checked()
    household.policy = policy
    return household


def test_a_business_day_left_open_overnight_does_not_let_anybody_cut_on_a_saturday() -> None:
    household = approved().move_to(APPLIED_ON + DAY)
    friday = APPLIED_ON + 4 * DAY
    household.climb(Step.ISSUE_NOTICE, Step.SERVE_NOTICE, cut_on=friday).move_to(friday)
    state = household.state
    household.now = at(friday + DAY)
    assert state.on == friday
    assert Condition.WORKING_DAY in [each.condition for each in may(Step.CALL, state, household.now, household.policy)]


@pytest.mark.parametrize("switch", ["night_blocks", "rest_days_block", "weather_blocks", "exams_block"])
def test_a_station_may_switch_a_block_off(switch: str) -> None:
    household = checked()
    saturday = date(2026, 10, 31)
    rules = LadderPolicy(exam_days=(DayRange(first=saturday, last=saturday, name="中考"),))
    household.say(WeatherNoted, first=saturday, last=saturday, warning="大风蓝色预警")
    household.move_to(saturday, 22)
    kept = set(lacks(household_with(household, rules), Step.CUT))
    off = set(lacks(household_with(household, rules.model_copy(update={switch: False})), Step.CUT))
    assert len(kept - off) == 1


def household_with(household: Household, rules: LadderPolicy) -> Household:
    """The same household under other rules."""
    household.policy = Policy(ladder=rules)
    return household


def test_a_protection_ends_by_its_day_or_when_it_is_lifted_and_a_dispute_when_it_is_settled() -> None:
    household = checked()
    household.say(ProtectionNoted, ground=Protection.WELFARE, until=CUT_ON - DAY)
    noted = household.say(ProtectionNoted, ground=Protection.LIFE_SUPPORT)
    opened = household.say(DisputeOpened, what="抄表有误")
    assert lacks(household, Step.CUT) == [Condition.NO_DISPUTE, Condition.NOT_PROTECTED]
    household.say(ProtectionLifted, about=noted, reason="设备已搬走")
    household.say(DisputeSettled, about=opened, how="现场核对无误")
    assert lacks(household, Step.CUT) == []


@pytest.mark.parametrize(
    "made", [Household, dunned, lambda: dunned().move_to(APPLIED_ON).climb(Step.APPLY), approved, noticed, checked]
)
def test_payment_of_everything_ends_the_case_at_every_step_before_the_cut(made: Callable[[], Household]) -> None:
    household = made()
    household.pay()
    assert household.state.rung is Rung.CLEAR
    for step in Step:
        assert lacks(household, step), step


def test_a_case_paid_and_overdue_again_begins_at_the_bottom() -> None:
    household = noticed()
    household.pay()
    household.bills.append(bill("202609", DUE + 30 * DAY))
    household.move_to(CUT_ON)
    assert household.state.rung is Rung.OVERDUE
    assert household.state.demands == ()


def test_part_payment_ends_nothing_and_the_amount_follows() -> None:
    household = checked()
    before = household.state.due.total
    household.pay(5000)
    assert household.state.rung is Rung.CHECKED
    assert (before - household.state.due.total).fen == 5000
    household.climb(Step.CUT)


def test_payment_after_the_cut_starts_the_clock_of_the_reconnection() -> None:
    household = cut().move_to(CUT_ON + DAY, 16, 20)
    household.pay(5000)
    assert (household.state.rung, household.state.reconnect_by) == (Rung.CUT, None)
    household.pay()
    assert household.state.rung is Rung.TO_RECONNECT
    assert household.state.reconnect_by == datetime(2026, 10, 29, 16, 20, tzinfo=household.now.tzinfo)
    assert household.climb(Step.RECONNECT).state.rung is Rung.CLEAR


def test_a_case_under_the_1996_edition_has_three_days_to_reconnect() -> None:
    assert (LadderPolicy().reconnect_within(date(2024, 5, 31)), LadderPolicy().reconnect_within(date(2024, 6, 1))) == (
        72,
        24,
    )


def test_a_cut_uses_up_its_approval_and_a_household_is_not_cut_twice_for_it() -> None:
    household = cut()
    assert Condition.NOT_CUT in lacks(household, Step.CUT)
    household.climb(Step.RECONNECT)
    assert household.state.rung is Rung.DUNNED
    assert Condition.APPROVED in lacks(household, Step.CUT)


ESSENTIAL = (
    "dunning_notice_issued",
    "request_made",
    "request_decided",
    "disconnection_notice_issued",
    "call_made",
    "final_check_done",
)


@pytest.mark.parametrize("kind", [*ESSENTIAL, "notice_served"])
def test_a_cut_lacks_whatever_one_fact_is_missing(kind: str) -> None:
    whole = checked()
    assert not whole.missing(Step.CUT)
    for gone in [fact for fact in whole.said if fact.kind == kind]:
        household = checked()
        household.said = [fact for fact in whole.said if fact is not gone]
        assert household.missing(Step.CUT), gone


def test_who_approves_follows_from_the_use_of_what_is_overdue() -> None:
    household = Household(bills=[bill(), bill("202609", DUE, use=UseClass.OTHER)])
    assert household.state.use is UseClass.OTHER


@pytest.mark.parametrize(
    ("today", "suggested"),
    [
        (date(2026, 10, 19), date(2026, 10, 26)),
        (date(2026, 10, 17), date(2026, 10, 23)),
        (date(2026, 10, 18), date(2026, 10, 23)),
    ],
)
def test_the_day_suggested_keeps_the_promised_seven_days_or_is_the_last_free_one(today: date, suggested: date) -> None:
    assert suggested_cut_day(today, (), Policy()) == suggested


def test_no_day_is_suggested_where_none_is_free() -> None:
    storm = WeatherNoted(
        **{"id": "1", "by": "a1", "business_day": DUE, "at": at(DUE)},  # type: ignore[arg-type]
        first=DUE,
        last=DUE + 20 * DAY,
        warning="台风",
    )
    assert suggested_cut_day(DUE, (storm,), Policy()) is None


def test_the_books_fill_in_the_list_and_nobody_ticks_away_what_they_know() -> None:
    household = checked()
    household.say(DisputeOpened, what="抄表有误")
    known = known_lines(household.state, household.now, household.policy)
    assert [line.item for line in known if not line.clear] == [CutCheckItem.NO_DISPUTE]
    assert CutCheckItem.RIGHT_METER not in [line.item for line in known]
    (stopped,) = [line for line in corrected(all_clear(), known) if not line.clear]
    assert (stopped.item, stopped.note) == (CutCheckItem.NO_DISPUTE, "抄表有误")
