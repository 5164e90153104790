"""What the plan brought: estimated from a log whose truth the test knows."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Record, Setting
from collector_desktop.domain.planning.gain import Gain, Logged, Place, gain
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.schedule import Times
from collector_desktop.domain.visit import Slot

FIRST = date(2026, 11, 2)
DOORS = 120
PLACES = [Place(AccountNumber(f"{at:010d}"), f"村{at // 40}") for at in range(DOORS)]
EMPTY = range(0, DOORS, 3)
"""Every third door is never opened, the others seven times in ten."""
TIMES = Times()
MINUTES = dict.fromkeys(Slot, 120.0)


def slots(days: int) -> Iterator[tuple[date, Slot]]:
    return ((FIRST + timedelta(days=day), slot) for day in range(days) for slot in Slot)


def walked(doors: Sequence[int], dice: random.Random, a_slot: int = 30, days: int = 10) -> list[Logged]:
    """Rounds through these doors in this order until all who can be met have paid; nobody twice in a slot."""
    left, log = list(doors), list[Logged]()
    for on, slot in slots(days):
        for door in left[:a_slot]:
            met = door % 3 != 0 and dice.random() < 0.7
            log.append(Logged(on, slot, PLACES[door].account, met, met))
            left.remove(door)
            if not met:
                left.append(door)
    return log


def estimated(log: Sequence[Logged], before: Sequence[Logged] = ()) -> Gain | None:
    past: dict[AccountNumber, list[Attempt]] = {}
    for knock in (*before, *log):
        past.setdefault(knock.account, []).append(Attempt(knock.on, Setting(knock.slot), knock.met, knock.paid))
    records = [Record(place.account, attempts=tuple(past.get(place.account, ()))) for place in PLACES]
    knowledge = Knowledge(records, log[-1].on, (0.5, 0.5, 0.5))
    return gain(log, PLACES, knowledge, lambda account, on, slot: Setting(slot), TIMES, MINUTES)


@pytest.fixture(params=range(3))
def dice(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(f"gain {request.param}")


def until_paid(log: list[Logged], households: int) -> list[Logged]:
    paid: set[AccountNumber] = set()
    for at, knock in enumerate(log):
        if knock.paid:
            paid.add(knock.account)
        if len(paid) == households:
            return log[: at + 1]
    return log


def test_paper_order_itself_has_brought_nothing(dice: random.Random) -> None:
    found = estimated(until_paid(walked(range(DOORS), dice), 70))
    assert found is not None
    assert not found.is_certain
    assert abs(found.saved) < 0.15


def test_leaving_empty_houses_out_has_saved_what_they_would_have_cost(dice: random.Random) -> None:
    """By the month before, the collector knows which houses are empty."""
    before = [knock._replace(on=knock.on - timedelta(days=30)) for knock in walked(range(DOORS), dice)]
    lived_in = [door for door in range(DOORS) if door not in EMPTY]
    found = estimated(until_paid(walked(lived_in, dice), 70), before)
    assert found is not None
    assert found.is_certain
    truth = until_paid(walked(range(DOORS), dice), found.households)
    assert found.paper == pytest.approx(len(truth) / found.households, rel=0.15)
    assert found.saved > 0.25


def test_going_to_empty_houses_again_and_again_is_told_as_a_loss(dice: random.Random) -> None:
    log = walked(range(DOORS), dice)
    in_vain = [Logged(on, slot, PLACES[door].account, met=False, paid=False) for on, slot in slots(2) for door in EMPTY]
    wasteful = sorted([*in_vain, *log], key=lambda knock: (knock.on, list(Slot).index(knock.slot)))
    found = estimated(wasteful)
    assert found is not None
    assert found.is_certain
    assert found.saved < -0.25


def test_the_same_log_is_estimated_the_same(dice: random.Random) -> None:
    log = walked(range(DOORS), dice)
    assert estimated(log) == estimated(log)


def test_the_real_figure_is_counted_from_the_log(dice: random.Random) -> None:
    log = walked(range(DOORS), dice)
    found = estimated(log)
    assert found is not None
    payers = len({knock.account for knock in log if knock.paid})
    assert found.households == -(-payers * 9 // 10)
    enough = until_paid(log, found.households)
    assert found.real == pytest.approx(len(enough) / found.households)


def test_a_few_knocks_say_nothing() -> None:
    log = [Logged(FIRST, Slot.EVENING, place.account, met=True, paid=True) for place in PLACES[:29]]
    assert estimated(log) is None
    assert estimated([knock._replace(paid=False) for knock in log * 2]) is None
