"""Rows 14 to 19: each fault of a package has its own refusal, and books that refuse one are as they were before."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fault_trials.crafted_packages import FAULTS_OF_A_DAY, Day
from fault_trials.whole_books import dump
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_in import take_in

ONE, TWO = "4100000001", "4100000002"


@dataclass(frozen=True)
class Given:
    """Both seats, and a day package the station has not taken in yet."""

    seats: TwoSeats
    day: Path

    @property
    def as_crafted(self) -> Day:
        """What an attacker or a faulty program works on."""
        return Day(self.day, self.seats.laptop_keys, self.seats.station_keys)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    """Made once: every test leaves both books as they were."""
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_cluster").new_database()
    seats = two_seats(tmp_path_factory.mktemp("seats"), url)
    for account in (ONE, TWO):
        seats.bill(account, "前柳村", "202610", 10000)
    seats.carry_route(stamp(2))
    seats.pay(ONE, 10000, stamp(3))
    yield Given(seats, seats.hand_over(stamp(4)))
    seats.close()


REFUSED = {refused for _, refused in FAULTS_OF_A_DAY.values()}
FACTS = ("size", "what", "station", "device", "version", "name", "chain", "line", "reason")


@pytest.mark.parametrize("fault", FAULTS_OF_A_DAY)
def test_a_faulty_day_package_is_refused_by_its_own_name_and_changes_nothing(
    given: Given, fault: str, tmp_path: Path
) -> None:
    make, refused = FAULTS_OF_A_DAY[fault]
    before = dump(given.seats.station)
    path = tmp_path / given.day.name
    path.write_bytes(make(given.as_crafted))
    with pytest.raises(refused) as refusal:
        take_in(given.seats.station, given.seats.station_keys, path, stamp(50))
    assert type(refusal.value) is refused
    assert all(sentence(refusal.value))
    assert dump(given.seats.station) == before


def test_every_fault_is_told_in_its_own_words() -> None:
    """Two faults share words only where nobody could tell them apart, as a cut and a change inside a seal."""
    told = {sentence(refused(**dict.fromkeys(FACTS, "x"))).what for refused in REFUSED}
    assert len(told) == len(REFUSED)


def test_the_package_itself_is_taken_in_after_all_that(given: Given) -> None:
    taken = take_in(given.seats.station, given.seats.station_keys, given.day, stamp(51))
    assert (taken.payments, taken.again) == (1, False)
    before = dump(given.seats.station)
    again = take_in(given.seats.station, given.seats.station_keys, given.day, stamp(52))
    assert (again.payments, again.again) == (0, True)
    assert dump(given.seats.station) == before
