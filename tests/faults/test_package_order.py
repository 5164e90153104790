"""Row 16: packages in any order, old ones after new ones, those of two laptops swapped, and lines that are missing."""

import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from fault_trials.crafted_packages import put_together, taken_apart
from fault_trials.whole_books import dump
from two_seats import DAY, LAPTOP, STATION_CODE, TwoSeats, owing_seats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import LinesMissing, Refusal, RouteOlderThanLoaded
from collector_desktop.exchange.package import VERSION
from collector_desktop.exchange.package_refusals import (
    NotAPackage,
    PackageChanged,
    PackageForAnotherDevice,
    PackageFromTheFuture,
    PackageSealedForAnother,
    PackageSignedWithUnknownKey,
    PackageTruncated,
)
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import enrolling, issuing
from collector_desktop.services.founding import open_station
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_in import take_in
from collector_desktop.services.taking_route import take_route
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import takings
from collector_desktop.store.snapshot import SnapshotRowWrong

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """Three households that owe 100.00 each, out with the laptop."""
    seats = owing_seats(tmp_path, ONE, TWO, THREE)
    yield seats
    seats.close()


def received(station: Ledger) -> int:
    with station.reading() as conn:
        assert check_books(conn, station.seat.kind, every=True).problems == ()
        return takings.books(conn, LAPTOP).received.fen


def copy_of_the_station(seats: TwoSeats, folder: Path) -> Ledger:
    """The station's books as they are now, in a place of their own."""
    seats.station.close()
    folder.mkdir()
    shutil.copy(seats.station_file, folder / "station.db")
    ledger, _ = open_station(str(folder / "station.db"), seats.folder / "station.db.keys", stamp(40))
    return ledger


def test_three_packages_in_any_order_count_each_payment_once(seats: TwoSeats, tmp_path: Path) -> None:
    packages = []
    for minute, account in enumerate((ONE, TWO, THREE), start=2):
        seats.pay(account, 10000, stamp(minute))
        packages.append(seats.hand_over(stamp(minute)))
    for order in permutations(packages):
        station = copy_of_the_station(seats, tmp_path / "-".join(each.stem[-4:] for each in order))
        payments = [take_in(station, seats.station_keys, each, stamp(50)).payments for each in order]
        assert sum(payments) == 3
        assert received(station) == 30000
        station.close()


def test_missing_lines_are_named_and_the_laptop_hands_everything_over_again(seats: TwoSeats, tmp_path: Path) -> None:
    restored = copy_of_the_station(seats, tmp_path / "backup of the station")
    seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    seats.carry_route(stamp(4))
    seats.pay(TWO, 10000, stamp(5))
    later = seats.hand_over(stamp(6))
    before = dump(restored)
    with pytest.raises(LinesMissing) as refusal:
        take_in(restored, seats.station_keys, later, stamp(50))
    said = sentence(refusal.value)
    first, last = refusal.value.facts["first"], refusal.value.facts["last"]
    assert f"01.1 缺第 {first} 至 {last} 行" in said.what
    assert "全部重交" in said.advice
    assert dump(restored) == before
    whole = hand_over(seats.laptop, seats.folder, stamp(7), everything=True)
    assert 1 <= first <= last < whole.lines
    taken = take_in(restored, seats.station_keys, whole.path, stamp(51))
    assert (taken.payments, taken.received) == (2, Money(20000))
    assert received(restored) == 20000
    restored.close()
    assert take_in(seats.station, seats.station_keys, whole.path, stamp(52)).payments == 1
    assert received(seats.station) == 20000


def test_a_package_whose_content_was_taken_in_already_brings_nothing_new(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    first, second = seats.hand_over(stamp(3)), seats.hand_over(stamp(4))
    for package in (second, first):
        taken = take_in(seats.station, seats.station_keys, package, stamp(50))
    assert (taken.new_lines, taken.again) == (0, False)
    assert received(seats.station) == 10000


def test_packages_of_two_laptops_swapped_are_each_what_they_are(seats: TwoSeats, tmp_path: Path) -> None:
    second = second_laptop(seats, tmp_path / "second")
    seats.pay(ONE, 10000, stamp(2))
    own = seats.hand_over(stamp(3))
    other = hand_over(second, tmp_path, stamp(3)).path
    swapped = tmp_path / "swapped"
    swapped.mkdir()
    shutil.copy(own, swapped / other.name)
    shutil.copy(other, swapped / own.name)
    as_first = take_in(seats.station, seats.station_keys, swapped / other.name, stamp(4))
    as_second = take_in(seats.station, seats.station_keys, swapped / own.name, stamp(5))
    assert (as_first.device, as_first.payments) == (LAPTOP, 1)
    assert (as_second.device, as_second.payments) == ("02", 0)
    issued = issuing.issue(seats.station, DeviceCode("02"), (), tmp_path, stamp(6))
    with pytest.raises(PackageForAnotherDevice):
        take_route(seats.laptop, seats.laptop_keys, issued.path, stamp(7))
    second.close()


def second_laptop(seats: TwoSeats, folder: Path) -> Ledger:
    folder.mkdir()
    request = enrolling.request_enrolment(folder / "keys", folder, "另一台", stamp(20))
    enrolled = enrolling.enrol(seats.station, seats.station_keys, request.path, "农电工乙", "b1", folder, stamp(20))
    answer = enrolling.read_station_answer(enrolled.path, folder / "keys")
    return enrolling.accept_answer(answer, folder / "keys", folder / "second.db", stamp(20))


def faulty_routes(seats: TwoSeats) -> dict[str, tuple[bytes, type[Refusal]]]:
    """What can be wrong with a route, from the stick to the station's own program."""
    older = issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(2)).path.read_bytes()
    path = issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(3)).path
    whole = path.read_bytes()
    manifest, parts = taken_apart(path, seats.laptop_keys)
    to, stranger = seats.laptop_keys.public, DeviceKeys.generate()
    day = seats.hand_over(stamp(4)).read_bytes()
    issued = issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(5)).path
    take_route(seats.laptop, seats.laptop_keys, issued, stamp(6))

    def made(signer: DeviceKeys = seats.station_keys, **changed: bytes | None) -> bytes:
        other = {f"{name.replace('_', '-')}.jsonl": content for name, content in changed.items()}
        kept = {name: content for name, content in {**parts, **other}.items() if content is not None}
        return put_together(manifest | {"header": manifest["header"] | {"number": 99}}, kept, signer, to)

    return {
        "older than the one taken": (older, RouteOlderThanLoaded),
        "cut at the head": (whole[:50], PackageTruncated),
        "cut in the middle": (whole[:-500], PackageChanged),
        "a day package under a route's name": (day, PackageSealedForAnother),
        "signed by a stranger": (made(stranger), PackageSignedWithUnknownKey),
        "without its bills": (made(bill=None), NotAPackage),
        "an amount that is none": (made(bill=parts["bill.jsonl"].replace(b"10000", b'"x"')), SnapshotRowWrong),
        "nested without end": (made(account=b"[" * 70_000), SnapshotRowWrong),
        "of a newer program": (
            put_together(manifest | {"version": VERSION + 1}, parts, seats.station_keys, to),
            PackageFromTheFuture,
        ),
    }


def test_a_faulty_route_is_refused_by_its_own_name_and_the_laptop_is_as_before(
    seats: TwoSeats, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    seats.pay(ONE, 4000, stamp(2))
    faults = faulty_routes(seats)
    before = dump(seats.laptop)
    path = tmp_path / f"线路_{STATION_CODE}_01_{DAY:%Y%m%d}_0099.zsroute"
    for fault, (content, refused) in faults.items():
        with subtests.test(fault):
            path.write_bytes(content)
            with pytest.raises(refused) as refusal:
                take_route(seats.laptop, seats.laptop_keys, path, stamp(50))
            assert all(sentence(refusal.value))
            assert dump(seats.laptop) == before
