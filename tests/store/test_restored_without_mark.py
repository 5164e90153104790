"""A backup restored on a laptop that lost its number mark as well."""

from datetime import UTC, date, datetime
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge, DeviceCode, StationCode
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.number_mark import MOST_UNKNOWN
from collector_desktop.store.opening import found, open_books
from collector_desktop.store.queries import attention, sync

STAMP = Stamp(by=Badge("01"), business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, tzinfo=UTC))
SEAT = Seat(
    kind=SeatKind.COLLECTOR,
    station_code=StationCode("41070305"),
    station_name="柳泉供电所",
    device=DeviceCode("01"),
    collector_name="农电工甲",
    badge=Badge("01"),
)


def test_restored_books_without_a_mark_leave_out_more_numbers_than_a_week_gives(tmp_path: Path) -> None:
    keys, station = DeviceKeys.generate(), DeviceKeys.generate()
    found(tmp_path / "books.db", SEAT, keys, station.public, STAMP).close()
    ledger = open_books(tmp_path / "books.db", keys, STAMP, restored=True)
    assert ledger.chain == "01.2"
    assert ledger.mark is not None
    with ledger.writing() as conn:
        assert ledger.mark.next(conn) == MOST_UNKNOWN + 1
    with ledger.reading() as conn:
        (line,) = attention.lines(conn)
        assert (line.facts["from"], line.facts["to"]) == ("1", str(MOST_UNKNOWN))
        old, new = sync.chains(conn, "01")
    assert (old.last_line, new.last_line) == (1, 1)
    ledger.close()
    again = open_books(tmp_path / "books.db", keys, STAMP)
    assert again.chain == "01.2"
    again.close()
