"""What knocks teach: of the household, of its other slots, of the village, and how it fades."""

import math
import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Setting, Usage, setting
from collector_desktop.domain.planning.counts import count
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.lattice import STATES, first_guess, sigmoid
from collector_desktop.domain.planning.learning import HALF_LIFE_DAYS, evidence, one_more, pays_given, states_given
from collector_desktop.domain.planning.population import EFFECTS, PAYS, unknown_village
from collector_desktop.domain.visit import Slot

TODAY = date(2026, 11, 23)
USUAL = (0.4, 0.35, 0.6)
MORNING, NOON, EVENING = (Setting(slot) for slot in Slot)
ONE = AccountNumber("0000000001")
VILLAGE = unknown_village(USUAL)
HOME = {Slot.MORNING: 0.6, Slot.NOON: 0.5, Slot.EVENING: 0.8}


def knock(slot: Setting, met: bool, days_ago: int = 0, paid: bool | None = None) -> Attempt:
    return Attempt(TODAY - timedelta(days=days_ago), slot, met, paid)


def record(*attempts: Attempt, account: AccountNumber = ONE, usage: Usage = Usage.UNKNOWN) -> Record:
    return Record(account, usage, attempts)


def knows(*records: Record) -> Knowledge:
    return Knowledge(records, TODAY, USUAL)


knocks = st.lists(
    st.builds(
        knock,
        st.builds(setting, st.sampled_from(Slot), st.frozensets(st.sampled_from(Circumstance), max_size=2)),
        st.booleans(),
    ),
    max_size=12,
)


@given(knocks)
def test_the_posterior_is_exact(attempts: list[Attempt]) -> None:
    weights = []
    for state, first in zip(STATES, first_guess(USUAL), strict=True):
        likely = first
        for each in attempts:
            shift = sum(EFFECTS[circumstance] for circumstance in each.setting.circumstances)
            home = sigmoid(state[tuple(Slot).index(each.setting.slot)] + shift)
            likely *= home if each.met else 1 - home
        weights.append(likely)
    exact = [weight / sum(weights) for weight in weights]
    found = states_given(evidence(record(*attempts), TODAY), VILLAGE)
    assert found == pytest.approx(exact, rel=1e-6, abs=1e-12)


@given(knocks.filter(bool))
def test_one_more_knock_at_once_is_worth_what_learning_all_anew_is(attempts: list[Attempt]) -> None:
    before = states_given(evidence(record(*attempts[:-1]), TODAY), VILLAGE)
    after = states_given(evidence(record(*attempts), TODAY), VILLAGE)
    assert one_more(before, attempts[-1], VILLAGE) == pytest.approx(after, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("missed", [MORNING, NOON, EVENING])
def test_a_miss_in_one_slot_speaks_against_the_others_too(missed: Setting) -> None:
    nothing, once, twice = (knows(record(*[knock(missed, met=False)] * times)) for times in (0, 1, 2))
    for slot in (MORNING, NOON, EVENING):
        assert nothing.home(ONE, slot) > once.home(ONE, slot) > twice.home(ONE, slot)
    falls = {slot: nothing.home(ONE, slot) - twice.home(ONE, slot) for slot in (MORNING, NOON, EVENING)}
    assert max(falls, key=lambda slot: falls[slot]) == missed


def test_whoever_is_met_in_the_evening_alone_is_expected_there() -> None:
    knowledge = knows(record(*[knock(MORNING, met=False)] * 3, knock(EVENING, met=True), knock(EVENING, met=True)))
    assert knowledge.home(ONE, EVENING) > 0.6
    assert knowledge.home(ONE, MORNING) < 0.3


@pytest.mark.parametrize("met", [True, False])
def test_old_knocks_fade(met: bool) -> None:
    before = knows(record()).home(ONE, EVENING)
    fresh, year_old, old = (
        abs(
            math.log(
                sum(map(lambda w, s: w * sigmoid(s[2]), states_given(evidence(record(*past), TODAY), VILLAGE), STATES))
                / before
            )
        )
        for past in ([knock(EVENING, met, days)] * 3 for days in (1, HALF_LIFE_DAYS, 6 * HALF_LIFE_DAYS))
    )
    assert fresh > year_old > old
    assert old < 0.2 * fresh


def test_the_meter_speaks_before_the_first_knock() -> None:
    usages = (Usage.NONE, Usage.TRACE, Usage.LITTLE, Usage.LESS, Usage.ORDINARY)
    chances = [knows(record(usage=usage)).home(ONE, EVENING) for usage in usages]
    assert chances == sorted(chances)
    assert chances[0] < 0.3 < 0.5 < chances[-1]


def test_an_unknown_household_is_like_the_village() -> None:
    """The same question of a household nobody knocked at, in a village seldom at home and in one that always is."""
    seldom, often = (
        knows(*(record(knock(NOON, met), account=AccountNumber(f"{at:010d}")) for at in range(2, 60)))
        for met in (False, True)
    )
    assert seldom.home(ONE, NOON) < 0.2 < 0.6 < often.home(ONE, NOON)


def test_a_household_nobody_knocked_at_is_like_its_neighbours() -> None:
    def of_place(place: str, first: int, met: bool) -> list[Record]:
        return [
            Record(AccountNumber(f"{first + at:010d}"), attempts=(knock(NOON, met), knock(NOON, met)), place=place)
            for at in range(25)
        ]

    strangers = [Record(AccountNumber(f"{at:010d}"), place=place) for at, place in ((1, "一组"), (2, "二组"), (3, ""))]
    knowledge = knows(*of_place("一组", 100, met=True), *of_place("二组", 200, met=False), *strangers)
    often, seldom, anywhere = (knowledge.home(each.account, NOON) for each in strangers)
    assert often > anywhere + 0.1
    assert seldom < anywhere - 0.1


def village(effect: Circumstance, home: float, under: float) -> list[Record]:
    """Eighty households that differ, each knocked at on five ordinary mornings and five unlike them."""
    dice = random.Random(7)
    other = setting(Slot.MORNING, {effect})
    records = []
    for at in range(1, 81):
        off = dice.gauss(0, 0.8)
        usual, then = (sigmoid(math.log(share / (1 - share)) + off) for share in (home, under))
        made = [knock(MORNING, dice.random() < usual, 30) for _ in range(5)]
        made += [knock(other, dice.random() < then, 30) for _ in range(5)]
        records.append(record(*made, account=AccountNumber(f"{at:010d}")))
    return records


@pytest.mark.parametrize("effect", [Circumstance.MARKET_DAY, Circumstance.RAIN])
@pytest.mark.parametrize(("home", "under"), [(0.7, 0.3), (0.6, 0.6), (0.5, 0.65)])
def test_what_a_market_day_or_rain_does_is_learned_against_what_people_say(
    effect: Circumstance, home: float, under: float
) -> None:
    knowledge = knows(*village(effect, home, under))
    stranger = AccountNumber("9999999999")
    usual, then = knowledge.home(stranger, MORNING), knowledge.home(stranger, setting(Slot.MORNING, {effect}))
    assert abs(usual - home) < 0.12
    assert abs(then - under) < 0.1


def test_who_pays_is_learned_at_the_door_and_a_word_given_is_no_test_of_it() -> None:
    asked, told = setting(Slot.EVENING), setting(Slot.EVENING, {Circumstance.EXPECTED})
    knowledge = knows(
        record(*[knock(asked, met=True, paid=True)] * 4, account=AccountNumber("0000000001")),
        record(*[knock(asked, met=True, paid=False)] * 4, account=AccountNumber("0000000002")),
        record(*[knock(told, met=True, paid=False)] * 4, account=AccountNumber("0000000003")),
        record(account=AccountNumber("0000000004")),
    )
    payer, refuser, promising, unknown = (knowledge.pays(AccountNumber(f"{at:010d}")) for at in range(1, 5))
    assert payer > unknown > refuser
    assert promising == unknown


@given(st.floats(0, 20), st.floats(0, 20))
def test_the_chances_of_paying_are_chances(paid: float, unpaid: float) -> None:
    found = pays_given(paid, unpaid, [1 / len(PAYS)] * len(PAYS))
    assert sum(found) == pytest.approx(1)
    assert min(found) >= 0


@given(st.lists(knocks, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_same_acts_teach_the_same_in_whatever_order(doors: list[list[Attempt]], dice: random.Random) -> None:
    records = [record(*attempts, account=AccountNumber(f"{at:010d}")) for at, attempts in enumerate(doors)]
    shuffled = [
        Record(each.account, each.usage, tuple(dice.sample(each.attempts, len(each.attempts))))
        for each in dice.sample(records, len(records))
    ]
    assert chances(knows(*records), records) == pytest.approx(chances(knows(*shuffled), records))


def chances(knowledge: Knowledge, records: Sequence[Record]) -> list[float]:
    return [knowledge.home(each.account, slot) for each in records for slot in (MORNING, NOON, EVENING)]


@given(knocks)
def test_counts_of_another_collectors_knocks_teach_what_the_knocks_would(attempts: list[Attempt]) -> None:
    middle = date(TODAY.year, TODAY.month, 15)
    at_the_middle = [each._replace(on=middle) for each in attempts]
    told = Record(ONE, counts=count(at_the_middle))
    assert chances(knows(told), [told]) == pytest.approx(chances(knows(record(*at_the_middle)), [told]))
