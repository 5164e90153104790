"""A village's market days and harvests over two seats, and what they do to the plan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Circumstance
from collector_desktop.domain.refusals import VillageUnknown
from collector_desktop.domain.typed_village_days import read_harvests, read_market
from collector_desktop.domain.village_days import ORDINARY_DAYS, VillageDays
from collector_desktop.domain.visit import Slot
from collector_desktop.services.planning_day import planned, think
from collector_desktop.services.village_days import NoteVillageDays, note_village_days
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, rounds
from collector_desktop.store.queries.doors import doors

VILLAGE, ONE = "前柳村", "4100000001"
TODAYS_MARKET = VillageDays(market=read_market(f"每周{'一二三四五六日'[DAY.weekday()]}"))
HARVEST = VillageDays(harvests=read_harvests("三秋 9-25 至 12-20"))


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """One household that owes, on its way from the station to the laptop."""
    made = two_seats(tmp_path)
    made.bill(ONE, VILLAGE, "202610", 10_000)
    made.carry_route(stamp(1))
    yield made
    made.close()


def note(ledger: Ledger, days: VillageDays, minute: int) -> bool:
    """Whether it was news."""
    wanted = NoteVillageDays(id=new_act_id(), village=VILLAGE, days=days)
    return bool(note_village_days(ledger, wanted, stamp(minute)).topics)


def known(ledger: Ledger) -> VillageDays:
    with ledger.reading() as conn:
        return rounds.days_of_villages(conn).get(VILLAGE, ORDINARY_DAYS)


def morning(seats: TwoSeats) -> tuple[float, tuple[Circumstance, ...]]:
    """How likely the household is home in the morning, and what is told of the day."""
    with seats.laptop.reading() as conn:
        policy = policies.policy(conn)
        found = doors(conn, DAY, policy, LAPTOP)
        plan = planned(think(conn, found, DAY, Slot.MORNING, policy), conn, found)
    slot = plan.of(Slot.MORNING)
    (door,) = (each for each in (*slot.doors, *slot.spare) if each.account == AccountNumber(ONE))
    return door.likelihood, door.reason.today


def test_what_the_laptop_notes_the_station_knows_after_the_day_package(seats: TwoSeats) -> None:
    assert note(seats.laptop, TODAYS_MARKET, 2)
    seats.carry_day(stamp(3))
    assert known(seats.station) == TODAYS_MARKET


def test_what_the_station_notes_the_laptop_knows_after_its_route(seats: TwoSeats) -> None:
    assert note(seats.station, HARVEST, 2)
    seats.carry_route(stamp(3))
    assert known(seats.laptop) == HARVEST


def test_the_newest_word_counts_at_both_seats_and_the_same_word_again_is_none(seats: TwoSeats) -> None:
    note(seats.laptop, TODAYS_MARKET, 2)
    assert not note(seats.laptop, TODAYS_MARKET, 3)
    note(seats.station, HARVEST, 4)
    seats.carry_day(stamp(5))
    seats.carry_route(stamp(6))
    assert known(seats.station) == known(seats.laptop) == HARVEST


def test_a_market_or_a_harvest_lowers_the_mornings_chance_and_is_told(seats: TwoSeats) -> None:
    usual, told = morning(seats)
    assert told == ()
    note(seats.laptop, TODAYS_MARKET, 2)
    market, told = morning(seats)
    assert market < usual
    assert told == (Circumstance.MARKET_DAY,)
    note(seats.laptop, HARVEST, 3)
    harvest, told = morning(seats)
    assert harvest < usual
    assert told == (Circumstance.HARVEST,)


def test_a_village_nobody_knows_is_refused(seats: TwoSeats) -> None:
    wanted = NoteVillageDays(id=new_act_id(), village="没有的村", days=TODAYS_MARKET)
    with pytest.raises(VillageUnknown):
        note_village_days(seats.laptop, wanted, stamp(2))
