"""Waiting: measured from card to receipt, never by a card left lying, told as a median."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.waiting import Waiting, measured, waiting

OPENED = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
RULES = VisitPolicy(longest_wait_minutes=30)


def test_a_wait_is_the_time_from_card_to_receipt() -> None:
    assert measured(OPENED, OPENED + timedelta(seconds=95), RULES) == 95


def test_a_card_left_lying_measures_nobody() -> None:
    assert measured(OPENED, OPENED + timedelta(minutes=30), RULES) == 1800
    assert measured(OPENED, OPENED + timedelta(minutes=30, seconds=1), RULES) is None


def test_a_clock_put_back_measures_nobody() -> None:
    assert measured(OPENED, OPENED - timedelta(seconds=1), RULES) is None


def test_nobody_measured_has_no_median() -> None:
    assert waiting(()) == Waiting(customers=0, median=None)


@given(st.lists(st.integers(0, 1800), min_size=1))
def test_the_median_is_a_wait_somebody_had_and_half_waited_no_longer(seconds: list[int]) -> None:
    told = waiting(seconds)
    assert told.median in seconds
    assert sum(each <= (told.median or 0) for each in seconds) * 2 >= len(seconds)
    assert told.customers == len(seconds)
