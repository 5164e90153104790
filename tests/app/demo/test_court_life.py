"""The demo before the court: each kind of claim stands somewhere on its way."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.app.demo.court_life import go_to_court
from collector_desktop.domain.court_claim import CourtStep
from collector_desktop.domain.policy import Policy
from collector_desktop.store.queries.court import claims
from collector_desktop.store.tables.snapshot import BillRow


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    made = two_seats(tmp_path)
    for number in range(4):
        made.bill(f"000000000{number}", "前柳村", "202610", 8640 + number)
    yield made
    made.close()


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 2, 20), date(2026, 10, 8)])
def test_there_is_a_claim_at_every_kind_of_stage(seats: TwoSeats, day: date) -> None:
    with seats.station.writing() as conn:
        conn.execute(update(BillRow).values(due_on=day - timedelta(days=70)))
    go_to_court(seats.station, day, stamp(0, day - timedelta(days=1)))
    with seats.station.reading() as conn:
        found = claims(conn, Policy())
        stages = [claim.stage for claim in found]
    assert sorted(stages) == sorted([CourtStep.ORDER_SERVED, CourtStep.OBJECTED, CourtStep.ACCEPTED])
    assert all(claim.claimed.demands for claim in found), "sued without a demand that proves anything"


def test_nobody_is_sued_who_owes_nothing(seats: TwoSeats) -> None:
    go_to_court(seats.station, date(2026, 11, 23), stamp(0, date(2026, 11, 22)))
    with seats.station.reading() as conn:
        assert not claims(conn, Policy())
