"""Issuing: bills go out with one device at a time, and come back."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fault_trials.whole_books import dump
from small_disk import files_of_at_most
from sqlalchemy import select, update
from two_seats import DAY, LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.names import AccountNumber, Badge, DeviceCode
from collector_desktop.domain.refusals import (
    BillsOutWithAnother,
    DeviceRevoked,
    DeviceUnknown,
    NothingToIssue,
    ReasonMissing,
    RouteOlderThanLoaded,
    VillageUnknown,
)
from collector_desktop.exchange.package_refusals import PackageForAnotherDevice, PackageSealedForAnother
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import enrolling
from collector_desktop.services.issuing import issue, recall
from collector_desktop.services.taking_route import take_route
from collector_desktop.store import locks
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.queries import bills, doors, policies
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import BillRow, DeviceRow

FRONT, BEND = "4100000001", "4100000002"
OTHER = DeviceCode("02")


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """Two villages with a bill each; the station's books on either engine."""
    seats = two_seats(tmp_path, engine_url)
    seats.bill(FRONT, "前柳村", "202610", 10000)
    seats.bill(BEND, "河湾村", "202610", 5000)
    yield seats
    seats.close()


def second_laptop(seats: TwoSeats) -> DeviceKeys:
    file = seats.folder / "second.keys"
    request = enrolling.request_enrolment(file, seats.folder, "第二台", stamp())
    enrolling.enrol(seats.station, seats.station_keys, request.path, "农电工乙", "a2", seats.folder, stamp())
    return DeviceKeys.load(file)


def out_with(seats: TwoSeats) -> dict[str, str | None]:
    with seats.station.reading() as conn:
        return {row.account: row.out_with for row in conn.execute(select(BillRow.account, BillRow.out_with))}


def test_a_route_locks_the_bills_of_the_villages_asked_for(seats: TwoSeats) -> None:
    issued = issue(seats.station, LAPTOP, ["前柳村"], seats.folder, stamp(1))
    assert (issued.accounts, issued.bills, str(issued.open_total)) == (1, 1, "100.00")
    assert out_with(seats) == {FRONT: LAPTOP, BEND: None}


def test_a_route_without_villages_is_all_of_them(seats: TwoSeats) -> None:
    assert issue(seats.station, LAPTOP, (), seats.folder, stamp(1)).villages == ("前柳村", "河湾村")
    assert set(out_with(seats).values()) == {LAPTOP}


def test_the_laptop_knows_the_doors_of_its_route(seats: TwoSeats) -> None:
    seats.carry_route(stamp(1))
    with seats.laptop.reading() as conn:
        found = doors.doors(conn, DAY, policies.policy(conn), LAPTOP)
    assert [(door.account, door.due.fen) for door in found] == [(FRONT, 10000), (BEND, 5000)]


def test_a_bill_out_with_one_device_cannot_be_issued_to_another(seats: TwoSeats) -> None:
    second_laptop(seats)
    issue(seats.station, LAPTOP, ["前柳村"], seats.folder, stamp(1))
    with pytest.raises(BillsOutWithAnother) as refused:
        issue(seats.station, OTHER, ["前柳村"], seats.folder, stamp(2))
    assert refused.value.facts == {"device": LAPTOP, "count": 1}
    assert out_with(seats) == {FRONT: LAPTOP, BEND: None}


def test_every_village_means_what_is_free(seats: TwoSeats) -> None:
    second_laptop(seats)
    issue(seats.station, LAPTOP, ["前柳村"], seats.folder, stamp(1))
    assert issue(seats.station, OTHER, (), seats.folder, stamp(2)).bills == 1
    assert out_with(seats) == {FRONT: LAPTOP, BEND: OTHER}


def test_recalled_bills_can_go_out_with_another(seats: TwoSeats) -> None:
    second_laptop(seats)
    issue(seats.station, LAPTOP, (), seats.folder, stamp(1))
    assert recall(seats.station, LAPTOP, "笔记本送修", stamp(2)) == 2
    assert issue(seats.station, OTHER, (), seats.folder, stamp(3)).bills == 2
    assert set(out_with(seats).values()) == {OTHER}


def test_issuing_again_takes_along_what_is_out_already(seats: TwoSeats) -> None:
    issue(seats.station, LAPTOP, ["前柳村"], seats.folder, stamp(1))
    again = issue(seats.station, LAPTOP, ["河湾村"], seats.folder, stamp(2))
    assert (again.number, again.bills) == (2, 2)


@pytest.mark.parametrize(
    ("device", "villages", "refusal"),
    [(OTHER, (), DeviceUnknown), (LAPTOP, ("没有的村",), VillageUnknown)],
)
def test_an_unknown_device_or_village_is_refused(
    seats: TwoSeats, device: DeviceCode, villages: tuple[str, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        issue(seats.station, device, villages, seats.folder, stamp(1))
    assert set(out_with(seats).values()) == {None}


def test_a_revoked_device_gets_no_route(seats: TwoSeats) -> None:
    with seats.station.writing() as conn:
        conn.execute(update(DeviceRow).values(revoked_on=DAY))
    with pytest.raises(DeviceRevoked):
        issue(seats.station, LAPTOP, (), seats.folder, stamp(1))


def test_a_station_without_accounts_has_nothing_to_issue(tmp_path: Path) -> None:
    seats = two_seats(tmp_path)
    with pytest.raises(NothingToIssue):
        issue(seats.station, LAPTOP, (), tmp_path, stamp(1))
    seats.close()


def test_a_file_that_cannot_be_written_locks_nothing_and_leaves_no_line(seats: TwoSeats) -> None:
    before = _journal_lines(seats)
    with pytest.raises(OSError, match="missing"):
        issue(seats.station, LAPTOP, (), seats.folder / "missing", stamp(1))
    assert set(out_with(seats).values()) == {None}
    assert _journal_lines(seats) == before


def test_a_recall_needs_a_reason_and_a_device_that_is_known(seats: TwoSeats) -> None:
    with pytest.raises(ReasonMissing):
        recall(seats.station, LAPTOP, "  ", stamp(1))
    with pytest.raises(DeviceUnknown):
        recall(seats.station, OTHER, "收回", stamp(1))


def test_a_route_opens_only_on_the_laptop_it_was_made_for(seats: TwoSeats) -> None:
    keys = second_laptop(seats)
    issued = issue(seats.station, LAPTOP, (), seats.folder, stamp(1))
    unnamed = issued.path.rename(seats.folder / "route")
    with pytest.raises(PackageSealedForAnother):
        take_route(seats.laptop, keys, unnamed, stamp(2))
    for_other = issue(seats.station, OTHER, (), seats.folder, stamp(3))
    with pytest.raises(PackageForAnotherDevice):
        take_route(seats.laptop, seats.laptop_keys, for_other.path, stamp(4))


def test_an_older_route_after_a_newer_one_is_refused_and_the_same_one_changes_nothing(seats: TwoSeats) -> None:
    first = issue(seats.station, LAPTOP, (), seats.folder, stamp(1))
    second = issue(seats.station, LAPTOP, (), seats.folder, stamp(2))
    take_route(seats.laptop, seats.laptop_keys, second.path, stamp(3))
    with pytest.raises(RouteOlderThanLoaded):
        take_route(seats.laptop, seats.laptop_keys, first.path, stamp(4))
    assert take_route(seats.laptop, seats.laptop_keys, second.path, stamp(5)).again


def test_what_is_out_with_a_device_is_counted(seats: TwoSeats) -> None:
    issue(seats.station, LAPTOP, (), seats.folder, stamp(1))
    with seats.station.reading() as conn:
        out = locks.out_with(conn, LAPTOP)
    assert (out.bills, out.accounts, out.open_total.fen) == (2, 2, 15000)


def test_the_clerk_who_issued_stands_in_the_journal(seats: TwoSeats) -> None:
    issue(seats.station, LAPTOP, (), seats.folder, stamp(1).model_copy(update={"by": Badge("所长")}))
    with seats.station.reading() as conn:
        line = conn.execute(select(JournalRow.content).where(JournalRow.kind == "route_issued")).scalar_one()
    assert '"by":"所长"' in line


def _journal_lines(seats: TwoSeats) -> int:
    with seats.station.reading() as conn:
        return len(conn.execute(select(JournalRow.line)).all())


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files as POSIX does")
def test_a_route_whose_books_the_disk_refuses_leaves_no_file_and_no_locked_bill(tmp_path: Path) -> None:
    seats = two_seats(tmp_path)
    for at in range(60):
        seats.bill(f"41{at:08d}", "前柳村", "202610", 10000)
    before = dump(seats.station)
    room = seats.station_file.with_name("station.db-wal").stat().st_size
    with files_of_at_most(room), pytest.raises(BooksFault):
        issue(seats.station, LAPTOP, (), tmp_path, stamp(1))
    assert not list(tmp_path.glob("*.zsroute"))
    assert dump(seats.station) == before
    seats.carry_route(stamp(2))
    seats.close()


def test_a_bill_settled_late_with_its_penalty_is_out_no_longer_from_the_day_after(seats: TwoSeats) -> None:
    late = DAY + timedelta(days=40)
    seats.carry_route(stamp(1))
    with seats.laptop.reading() as conn:
        due = amount_due(bills.collectable(conn, AccountNumber(FRONT), LAPTOP), late, policies.policy(conn)).total
    seats.pay(FRONT, due.fen, stamp(2, late))
    seats.carry_day(stamp(3, late))
    seats.carry_route(stamp(4, late))
    assert out_with(seats)[FRONT] == LAPTOP
    seats.carry_route(stamp(5, late + timedelta(days=1)))
    assert out_with(seats) == {FRONT: None, BEND: LAPTOP}
