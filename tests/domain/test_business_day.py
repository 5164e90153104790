"""The table of jumps: what a clock may say, and what is asked then."""

from datetime import date, datetime, timedelta, timezone

import pytest

from collector_desktop.domain.business_day import (
    DayDoubt,
    DayNotPossible,
    LastAct,
    check_day,
    day_doubt,
    likely_day,
    possible_days,
)

CHINA = timezone(timedelta(hours=8))
DAY = date(2026, 11, 23)
LAST = LastAct(business_day=DAY, at=datetime(2026, 11, 23, 18, 42, tzinfo=CHINA), closed=False)


def at(day: int, hour: int = 19, minute: int = 0, *, month: int = 11, year: int = 2026, zone: int = 8) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone(timedelta(hours=zone)))


@pytest.mark.parametrize(
    ("now", "doubt", "offered"),
    [
        (at(23), None, DAY),
        (at(24, 7), None, date(2026, 11, 24)),
        (at(23, 18, 41), None, DAY),  # set right by a minute
        (at(23, 18, 30), DayDoubt.CLOCK_BEHIND, DAY),
        (at(22, 23), DayDoubt.CLOCK_BEHIND, DAY),
        (at(1, month=1, year=2000), DayDoubt.CLOCK_BEHIND, DAY),  # an empty battery
        (at(24, 0, 30), DayDoubt.AFTER_MIDNIGHT, DAY),
        (at(24, 4), None, date(2026, 11, 24)),
        (at(25, 0, 30), None, date(2026, 11, 25)),  # the day between was no night of collecting
        (at(23, 20, zone=9), DayDoubt.OTHER_ZONE, DAY),
        (at(23, 12, zone=0), DayDoubt.OTHER_ZONE, DAY),
        (at(30), None, date(2026, 11, 30)),
        (at(1, 8, month=12), DayDoubt.FAR_AHEAD, date(2026, 12, 1)),
        (at(1, 8, month=1, year=2027), DayDoubt.FAR_AHEAD, date(2027, 1, 1)),  # the year turns
        (at(9, month=1, year=2027), DayDoubt.FAR_AHEAD, date(2027, 1, 9)),
        (at(23, year=2062), DayDoubt.FAR_AHEAD, date(2062, 11, 23)),
    ],
)
def test_a_clock_is_asked_about_where_it_can_not_be_right(now: datetime, doubt: DayDoubt | None, offered: date) -> None:
    assert day_doubt(LAST, now) is doubt
    assert likely_day(LAST, now) == offered


def test_a_business_day_ahead_of_the_clock_is_asked_about() -> None:
    ahead = LAST.model_copy(update={"business_day": DAY + timedelta(days=2)})
    assert day_doubt(ahead, at(23, 20)) is DayDoubt.DAY_BEHIND
    assert likely_day(ahead, at(23, 20)) == DAY + timedelta(days=2)


def test_after_midnight_a_closed_day_is_over() -> None:
    assert day_doubt(LAST.model_copy(update={"closed": True}), at(24, 0, 30)) is None


def test_the_first_day_of_a_laptop_is_the_clocks() -> None:
    assert day_doubt(None, at(23)) is None
    assert likely_day(None, at(23)) == DAY


@pytest.mark.parametrize("days", [0, 1, 30, 62])
def test_days_from_the_last_act_on_may_be_confirmed(days: int) -> None:
    assert check_day(DAY + timedelta(days=days), LAST, at(23)) == DAY + timedelta(days=days)


@pytest.mark.parametrize("days", [-1, -400, 63, 10_000])
def test_no_day_before_the_last_act_nor_far_beyond_it_is_taken(days: int) -> None:
    with pytest.raises(DayNotPossible):
        check_day(DAY + timedelta(days=days), LAST, at(23))


def test_what_is_offered_may_always_be_confirmed() -> None:
    for hours in range(-24 * 500, 24 * 500, 7):
        now = LAST.at + timedelta(hours=hours)
        first, last = possible_days(LAST, now)
        assert first <= likely_day(LAST, now) <= last


WRONG = date(2026, 12, 23)


def wrongly(done_on: date | None) -> LastAct:
    return LastAct(business_day=WRONG, at=at(23, 19), closed=False, done_on=done_on)


def test_a_day_on_which_nothing_was_done_is_taken_back() -> None:
    last = wrongly(date(2026, 11, 22))
    for now in (at(23, 20), at(23, 20, month=12), at(1, month=1, year=2000)):
        assert possible_days(last, now, left=date(2026, 11, 22))[0] == date(2026, 11, 22)


def test_a_day_with_acts_is_left_for_the_clocks_own_and_for_none_before() -> None:
    assert possible_days(wrongly(WRONG), at(23, 20), left=date(2026, 11, 22))[0] == DAY
    with pytest.raises(DayNotPossible):
        check_day(date(2026, 11, 22), wrongly(WRONG), at(23, 20), left=date(2026, 11, 22))


@pytest.mark.parametrize("left", [None, date(2026, 11, 22)])
def test_a_clock_whose_battery_is_flat_leads_back_to_no_day(left: date | None) -> None:
    assert possible_days(wrongly(WRONG), at(1, month=1, year=2000), left)[0] == WRONG


def test_a_clock_that_ran_ahead_by_days_unasked_is_followed_back() -> None:
    ahead = LastAct(business_day=date(2026, 11, 28), at=at(28), closed=True, done_on=date(2026, 11, 28))
    assert check_day(DAY, ahead, at(23, 20)) == DAY
