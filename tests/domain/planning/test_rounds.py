"""Which doors go into which slot: beside the exact optimum of small villages, and in plain cases."""

from collections.abc import Sequence

import pytest
from exact_rounds import KNOCK_PRICE, ROOM, TIMES, Case, State, best, brings, drawn

from collector_desktop.domain.planning.attempts import Setting
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.outlook import Outlook
from collector_desktop.domain.planning.rounds import plan_rounds
from collector_desktop.domain.planning.schedule import Candidate, Opening, Times
from collector_desktop.domain.visit import Slot

CASES = [(seed, *size) for seed in range(8) for size in ((3, 5), (4, 3))]


def ours(case: Case, state: State) -> Sequence[int]:
    return plan_rounds(case.candidates(state), case.openings(state), 1, KNOCK_PRICE, TIMES).slots[0]


def in_paper_order(case: Case, state: State) -> Sequence[int]:
    return [each.key for each in case.candidates(state)][:ROOM]


def test_the_rounds_come_near_the_best_possible_ones() -> None:
    shares = []
    for seed, doors, slots in CASES:
        case = drawn(seed, doors, slots)
        most, found = best(case), brings(case, lambda state, case=case: ours(case, state))
        book = brings(case, lambda state, case=case: in_paper_order(case, state))
        assert found <= most + 1e-9
        assert found >= book - 1e-9
        shares.append(found / most)
    assert min(shares) > 0.96
    assert sum(shares) / len(shares) > 0.99


def outlook(morning: float, noon: float, evening: float, pays: float = 0.9) -> Outlook:
    return Outlook(dict(zip(map(Setting, SLOTS), (morning, noon, evening), strict=True)), pays)


def candidate(key: int, known: Outlook, hamlet: int = 0, **more: object) -> Candidate:
    return Candidate(key=key, hamlet=hamlet, order=key, outlook=known, **more)  # type: ignore[arg-type]  # test's words


def days(number: int, minutes: float = 120) -> list[Opening]:
    return [Opening(Setting(slot), minutes) for _ in range(number) for slot in Slot]


def test_who_can_only_be_met_in_the_evening_is_kept_for_the_evening() -> None:
    doors = [candidate(key, outlook(0.1, 0.1, 0.8) if key % 2 else outlook(0.7, 0.7, 0.7)) for key in range(40)]
    found = plan_rounds(doors, days(2), 3, 0.1, Times())
    assert set(found.slots[0]) <= set(range(0, 40, 2))
    assert {key for key in found.slots[2] if key % 2}


def test_a_door_with_its_last_slot_at_hand_goes_before_one_that_has_time() -> None:
    same = outlook(0.5, 0.5, 0.5)
    doors = [candidate(key, same, last=0 if key >= 30 else None) for key in range(40)]
    found = plan_rounds(doors, days(3, minutes=60), 1, 0.1, Times())
    assert set(range(30, 40)) <= set(found.slots[0])


def test_a_house_where_nobody_ever_is_takes_no_knock() -> None:
    doors = [candidate(0, outlook(0.01, 0.01, 0.01)), candidate(1, outlook(0.6, 0.5, 0.7))]
    found = plan_rounds(doors, days(5), 3, 0.1, Times())
    assert 0 not in {key for slot in found.slots for key in slot}


def test_a_slot_that_words_fill_and_one_in_which_nobody_goes_out_take_no_door() -> None:
    doors = [candidate(key, outlook(0.6, 0.9, 0.6)) for key in range(40)]
    full = [Opening(each.setting, 0.0 if each.setting.slot is Slot.NOON else 120.0) for each in days(2)]
    morning, noon, evening = plan_rounds(doors, full, 3, 0.1, Times()).slots
    assert noon == ()
    assert morning
    assert evening


def test_a_slot_stays_in_few_hamlets_rather_than_in_many() -> None:
    same = outlook(0.6, 0.6, 0.6)
    doors = [candidate(key, same, hamlet=key % 6) for key in range(120)]
    (chosen,) = plan_rounds(doors, days(5), 1, 0.1, Times(next_hamlet=15)).slots
    assert len(chosen) > 15
    assert len({key % 6 for key in chosen}) <= 3


@pytest.mark.parametrize("doors", [1, 7, 200])
def test_with_nothing_known_a_slot_is_walked_as_the_book_says(doors: int) -> None:
    same = outlook(0.4, 0.35, 0.6)
    candidates = [candidate(key, same, hamlet=key // 40) for key in range(doors)]
    for chosen in plan_rounds(candidates, days(5), 3, 0.1, Times()).slots:
        assert list(chosen) == sorted(chosen)
        hamlets = [key // 40 for key in chosen]
        for hamlet in set(hamlets):
            keys = [key for key in chosen if key // 40 == hamlet]
            assert keys == list(range(keys[0], keys[-1] + 1))
