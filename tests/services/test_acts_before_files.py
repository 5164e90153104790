"""An act is committed before the file that comes of it appears, and a file that did not appear is written again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from two_seats import LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.app.homes import seal_vault
from collector_desktop.domain.refusals import DeviceAlreadyEnrolled, ReasonMissing
from collector_desktop.security.vault import PinCost, Vault
from collector_desktop.security.whole_file import NotAppeared
from collector_desktop.services import enrolling, issuing, recovering, unlocking
from collector_desktop.services.unlocking import Unlocked


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path)
    seats.bill("4100000001", "前柳村", "202610", 10000)
    (tmp_path / "out").mkdir()
    yield seats
    seats.close()


def unlock(seats: TwoSeats, reason: str = "忘了密码") -> Unlocked:
    """The laptop's own request is granted; it asks where it has not yet."""
    vault_file = seats.folder / "vault.json"
    if not vault_file.exists():
        vault, key = Vault.make(vault_file, "493817", cost=PinCost(passes=1, memory_kib=64))
        seal_vault(vault, key, seats.laptop_keys, seats.station_keys.public, ("农电工甲", LAPTOP))
    request = next(seats.folder.glob("*.zsunreq"), None)
    if request is None:
        vault = Vault.load(vault_file)
        request = unlocking.request_unlock(vault, seats.folder / "unlock.keys", seats.folder, "", stamp(4)).path
    return unlocking.grant_unlock(seats.station, seats.station_keys, request, seats.folder / "out", reason, stamp(5))


def enrol(seats: TwoSeats, name: str = "农电工乙") -> Path:
    request = enrolling.request_enrolment(seats.folder / "second.keys", seats.folder, "笔记本", stamp(1))
    out = seats.folder / "out"
    return enrolling.enrol(seats.station, seats.station_keys, request.path, name, "a2", out, stamp(2)).path


def issue(seats: TwoSeats) -> Path:
    return issuing.issue(seats.station, LAPTOP, (), seats.folder / "out", stamp(2)).path


def second_key(seats: TwoSeats) -> Path:
    keys_file, to = seats.folder / "station.keys", seats.folder / "out" / "safe.txt"
    return recovering.make_recovery_key(seats.station, seats.station_keys, keys_file, to, stamp(2)).path


def forget_requests(seats: TwoSeats) -> None:
    for request in seats.folder.glob("*.zsunreq"):
        request.unlink()


def kinds(seats: TwoSeats) -> list[str]:
    with seats.station.reading() as conn:
        return list(conn.exec_driver_sql("SELECT kind FROM journal ORDER BY chain, line").scalars())


@pytest.mark.parametrize("act", [unlock, enrol, issue, second_key])
def test_no_file_is_there_before_its_act_is_committed(seats: TwoSeats, act: Callable[[TwoSeats], object]) -> None:
    seen: list[list[Path]] = []

    def committing(_conn: Connection) -> None:
        seen.append([path for path in (seats.folder / "out").iterdir() if not path.name.startswith(".")])

    event.listen(seats.station._engine, "commit", committing)
    act(seats)
    assert seen[-1] == []
    assert len(list((seats.folder / "out").iterdir())) == 1


@pytest.mark.parametrize("act", [unlock, enrol, issue, second_key])
def test_books_that_refuse_the_act_let_no_file_out(seats: TwoSeats, act: Callable[[TwoSeats], object]) -> None:
    before = kinds(seats)

    def refuse(_conn: Connection) -> None:
        raise OSError("the disk is full")

    event.listen(seats.station._engine, "commit", refuse)
    with pytest.raises(OSError, match="full"):
        act(seats)
    event.remove(seats.station._engine, "commit", refuse)
    assert list((seats.folder / "out").iterdir()) == []
    assert kinds(seats) == before


def test_an_unlock_file_that_did_not_appear_is_written_again_without_a_second_decision(seats: TwoSeats) -> None:
    path = unlock(seats).path
    forget_requests(seats)
    path.unlink()
    path.mkdir()
    with pytest.raises(NotAppeared):
        unlock(seats)
    path.rmdir()
    assert unlock(seats, reason="").path.is_file()
    assert kinds(seats).count("laptop_unlocked") == 2, "one for each request"
    forget_requests(seats)
    with pytest.raises(ReasonMissing):
        unlock(seats, reason="")


def test_an_answer_that_is_gone_is_written_again_for_the_same_laptop_and_collector_only(seats: TwoSeats) -> None:
    path = enrol(seats)
    first = enrolling.read_station_answer(path, seats.folder / "second.keys")
    with pytest.raises(DeviceAlreadyEnrolled):
        enrol(seats)
    path.unlink()
    with pytest.raises(DeviceAlreadyEnrolled):
        enrol(seats, name="别人")
    assert enrolling.read_station_answer(enrol(seats), seats.folder / "second.keys") == first
    assert kinds(seats).count("device_enrolled") == 2, "with the first laptop's"
