"""Slots and outcomes."""

from datetime import time

import pytest

from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Outcome, Slot, slot_at


@pytest.mark.parametrize(
    ("clock", "slot"),
    [
        ("06:30", Slot.MORNING),
        ("08:30", Slot.MORNING),
        ("11:30", Slot.NOON),
        ("18:42", Slot.EVENING),
        ("10:30", Slot.NOON),
        ("09:30", Slot.MORNING),
        ("17:00", Slot.EVENING),
        ("23:59", Slot.EVENING),
        ("00:10", Slot.MORNING),
    ],
)
def test_a_visit_belongs_to_the_slot_running_or_nearest(clock: str, slot: Slot) -> None:
    assert slot_at(time.fromisoformat(clock), Policy().visits.windows) is slot


def test_a_closed_door_and_an_empty_house_are_not_a_meeting() -> None:
    assert [outcome for outcome in Outcome if not outcome.met] == [Outcome.NOT_HOME, Outcome.MOVED]
