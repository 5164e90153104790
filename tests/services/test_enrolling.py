"""Enrolling a laptop by two files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from two_seats import STATION_CODE, stamp

from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import DeviceAlreadyEnrolled, ReasonMissing
from collector_desktop.domain.seat import SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import AnswerForAnotherLaptop, EnrolmentFileDamaged
from collector_desktop.services.enrolling import Enrolled, accept_answer, enrol, read_station_answer, request_enrolment
from collector_desktop.services.founding import found_station
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import BooksTaken, station_keys
from collector_desktop.store.queries import devices


@pytest.fixture
def station(tmp_path: Path, engine_url: str) -> Iterator[Ledger]:
    ledger = found_station(engine_url, tmp_path / "station.keys", STATION_CODE, "柳泉供电所", stamp())
    yield ledger
    ledger.close()


def enrolled(station: Ledger, folder: Path, laptop: str = "laptop", badge: str = "a1") -> Enrolled:
    request = request_enrolment(folder / f"{laptop}.keys", folder, "收费员的笔记本", stamp(1))
    keys = DeviceKeys.load(folder / "station.keys")
    return enrol(station, keys, request.path, "农电工甲", badge, folder, stamp(2))


def test_a_laptop_is_founded_as_the_station_answered(station: Ledger, tmp_path: Path) -> None:
    done = enrolled(station, tmp_path)
    answer = read_station_answer(done.path, tmp_path / "laptop.keys")
    laptop = accept_answer(answer, tmp_path / "laptop.keys", tmp_path / "laptop.db", stamp(3))
    seat = laptop.seat
    assert (seat.kind, seat.device, seat.collector_name, seat.badge) == (SeatKind.COLLECTOR, "01", "农电工甲", "a1")
    assert (seat.station_code, seat.station_name) == (STATION_CODE, "柳泉供电所")
    with laptop.reading() as conn:
        assert station_keys(conn) == station.signer.public
    laptop.close()


def test_both_sides_show_the_same_fingerprints(station: Ledger, tmp_path: Path) -> None:
    request = request_enrolment(tmp_path / "laptop.keys", tmp_path, "笔记本", stamp(1))
    done = enrolled(station, tmp_path)
    answer = read_station_answer(done.path, tmp_path / "laptop.keys")
    assert done.laptop_fingerprint == request.fingerprint
    assert done.station_fingerprint == answer.fingerprint == station.signer.public.fingerprint


def test_asking_again_asks_with_the_same_keys(tmp_path: Path) -> None:
    first = request_enrolment(tmp_path / "laptop.keys", tmp_path, "笔记本", stamp(1))
    again = request_enrolment(tmp_path / "laptop.keys", tmp_path, "笔记本", stamp(2))
    assert first.fingerprint == again.fingerprint


def test_device_codes_run_on(station: Ledger, tmp_path: Path) -> None:
    assert [enrolled(station, tmp_path, f"laptop{at}", f"a{at}").device for at in (1, 2, 3)] == ["01", "02", "03"]
    with station.reading() as conn:
        assert [device.badge for device in devices.devices(conn)] == ["a1", "a2", "a3"]


def test_a_laptop_is_enrolled_once(station: Ledger, tmp_path: Path) -> None:
    enrolled(station, tmp_path)
    with pytest.raises(DeviceAlreadyEnrolled) as refused:
        enrolled(station, tmp_path)
    assert refused.value.facts["device"] == DeviceCode("01")


def test_an_answer_goes_into_a_folder_or_to_the_very_file_that_is_named(station: Ledger, tmp_path: Path) -> None:
    request = request_enrolment(tmp_path / "laptop.keys", tmp_path, "笔记本", stamp(1))
    keys = DeviceKeys.load(tmp_path / "station.keys")
    done = enrol(station, keys, request.path, "农电工甲", "a1", tmp_path / "答复.zsans", stamp(2))
    assert done.path == tmp_path / "答复.zsans"
    assert done.path.exists()


def test_a_collector_has_a_name_and_a_badge(station: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ReasonMissing):
        enrolled(station, tmp_path, badge=" ")


def test_a_changed_request_is_refused(station: Ledger, tmp_path: Path) -> None:
    request = request_enrolment(tmp_path / "laptop.keys", tmp_path, "笔记本", stamp(1))
    request.path.write_bytes(request.path.read_bytes().replace("笔记本".encode(), "笔记簿".encode()))
    with pytest.raises(EnrolmentFileDamaged):
        enrol(station, DeviceKeys.load(tmp_path / "station.keys"), request.path, "甲", "a1", tmp_path, stamp(2))


def test_another_laptops_answer_is_refused(station: Ledger, tmp_path: Path) -> None:
    done = enrolled(station, tmp_path)
    request_enrolment(tmp_path / "other.keys", tmp_path, "另一台", stamp(3))
    with pytest.raises(AnswerForAnotherLaptop):
        read_station_answer(done.path, tmp_path / "other.keys")


def test_books_that_belong_to_a_laptop_take_no_second_answer(station: Ledger, tmp_path: Path) -> None:
    answer = read_station_answer(enrolled(station, tmp_path).path, tmp_path / "laptop.keys")
    accept_answer(answer, tmp_path / "laptop.keys", tmp_path / "laptop.db", stamp(3)).close()
    with pytest.raises(BooksTaken):
        accept_answer(answer, tmp_path / "laptop.keys", tmp_path / "laptop.db", stamp(4))
