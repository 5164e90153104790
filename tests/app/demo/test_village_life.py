"""The demo villages live: no tab of 村务 is empty, in any season."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.app.demo.village_life import live
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.domain.opinions import OpinionState
from collector_desktop.store.queries import villages

VILLAGES = ("前柳村", "河湾村", "石磨坡村")


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    made = two_seats(tmp_path)
    for number, village in enumerate(VILLAGES):
        made.bill(f"000000000{number}", village, "202610", 8640)
    made.carry_route(stamp(1))
    yield made
    made.close()


def at(day: date, hour: int) -> Stamp:
    clock = datetime(day.year, day.month, day.day, hour, tzinfo=timezone(timedelta(hours=8)))
    return Stamp(by=Badge("01"), business_day=day, at=clock)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 6, 10), date(2026, 1, 2), date(2026, 8, 1)])
def test_every_village_has_a_committee_a_meeting_opinions_and_help(seats: TwoSeats, day: date) -> None:
    live(seats.laptop, day, at, seed=1)
    with seats.laptop.reading() as conn:
        for village in VILLAGES:
            assert villages.committee(conn, village)
            assert villages.meetings(conn, village)
            assert {each.state for each in villages.opinions(conn, village)} == {
                OpinionState.OPEN,
                OpinionState.ANSWERED,
                OpinionState.SETTLED,
            }
            assert any(not each.is_open for each in villages.helps(conn, village))
        assert any(each.is_open for each in villages.helps(conn))
