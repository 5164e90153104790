"""The ledger: one door, one transaction, once per act; on either engine."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from collector_desktop.domain import acts
from collector_desktop.domain.acts.base import Act, Fact, Stamp, new_act_id
from collector_desktop.domain.acts.station import DeviceEnrolled
from collector_desktop.domain.names import Badge, DeviceCode, StationCode
from collector_desktop.domain.seat import STATION_DEVICE, Seat, SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.apply import EFFECTS
from collector_desktop.store.ledger import Ledger, link_of
from collector_desktop.store.opening import found
from collector_desktop.store.queries import devices, sync
from collector_desktop.store.tables.machinery import JournalRow

STAMP = Stamp(
    by=Badge("a1"),
    business_day=date(2026, 11, 10),
    at=datetime(2026, 11, 10, 9, tzinfo=timezone(timedelta(hours=8))),
)


@pytest.fixture
def ledger(engine_url: str) -> Iterator[Ledger]:
    """A station's books."""
    keys = DeviceKeys.generate()
    seat = Seat(
        kind=SeatKind.STATION,
        station_code=StationCode("41070305"),
        station_name="柳泉供电所",
        device=STATION_DEVICE,
        collector_name="",
        badge=Badge("a1"),
    )
    ledger = found(engine_url, seat, keys, keys.public, STAMP)
    yield ledger
    ledger.close()


def enrolled(code: str = "01") -> DeviceEnrolled:
    """An act that writes one row of its own."""
    keys = DeviceKeys.generate().public
    return DeviceEnrolled(
        **dict(STAMP),
        id=new_act_id(),
        device=DeviceCode(code),
        collector_name="农电工甲",
        badge=Badge("a1"),
        signing_key=keys.signing,
        recipient=keys.recipient,
    )


class PlugPulled(Exception):
    """Something that is no error of the books."""


def post_and_fail(ledger: Ledger, *some: Act) -> None:
    with ledger.writing() as conn:
        for act in some:
            ledger.post(conn, act)
        raise PlugPulled


def lines(ledger: Ledger) -> int:
    with ledger.reading() as conn:
        count: int = conn.execute(select(func.count()).select_from(JournalRow)).scalar_one()
    return count


def test_an_act_is_one_row_and_one_line(ledger: Ledger) -> None:
    with ledger.writing() as conn:
        posted = ledger.post(conn, enrolled())
    assert (posted.line, posted.again, lines(ledger)) == (2, False, 2)
    with ledger.reading() as conn:
        assert [device.code for device in devices.devices(conn)] == ["01"]
        assert link_of(conn, ledger.chain).line == 2


def test_an_act_posted_again_changes_nothing_and_says_so(ledger: Ledger) -> None:
    act = enrolled()
    with ledger.writing() as conn:
        ledger.post(conn, act)
    with ledger.writing() as conn:
        again = ledger.post(conn, act)
    assert (again.line, again.again, lines(ledger)) == (2, True, 2)


def test_a_failure_after_the_act_leaves_neither_row_nor_line(ledger: Ledger) -> None:
    with pytest.raises(PlugPulled):
        post_and_fail(ledger, enrolled())
    assert lines(ledger) == 1
    with ledger.reading() as conn:
        assert devices.devices(conn) == ()
        assert link_of(conn, ledger.chain).line == 1


def test_of_two_acts_in_one_transaction_both_are_there_or_none(ledger: Ledger) -> None:
    with pytest.raises(PlugPulled):
        post_and_fail(ledger, enrolled("01"), enrolled("02"))
    assert lines(ledger) == 1
    with ledger.writing() as conn:
        ledger.post(conn, enrolled("01"))
        ledger.post(conn, enrolled("02"))
    assert lines(ledger) == 3


def test_each_line_holds_the_hash_of_the_one_before(ledger: Ledger) -> None:
    with ledger.writing() as conn:
        ledger.post(conn, enrolled())
    with ledger.reading() as conn:
        first, second = sync.lines(conn, ledger.chain)
    assert f'"previous":"{first.hash}"' in second.content


def test_every_act_has_its_effects() -> None:
    told = {*Act.__subclasses__(), *Fact.__subclasses__()} - {Fact}
    kinds = {kind for kind in told if kind.__module__.startswith(acts.__name__)}
    assert kinds == EFFECTS.keys()


def test_of_what_is_only_tried_nothing_stays(ledger: Ledger) -> None:
    with ledger.trying() as conn:
        tried = ledger.post(conn, enrolled())
        assert devices.device(conn, DeviceCode("01")) is not None
    assert lines(ledger) == 1
    with ledger.writing() as conn:
        assert devices.device(conn, DeviceCode("01")) is None
        assert ledger.post(conn, enrolled()).line == tried.line
