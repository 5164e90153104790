"""Books that can't be restored lose nothing: what backup and mirror hold goes to the station all the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from backup_seats import ACCOUNTS, SafeSeats, safe_seats
from held_seats import decide, groups, received, take
from two_seats import LAPTOP, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.held import Why
from collector_desktop.domain.names import AccountNumber
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import enrolling
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.handing_over_unrestored import hand_over_unrestored
from collector_desktop.services.verifying_evidence import verify_package
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.books_check import check_books
from collector_desktop.store.mirror import FILES
from collector_desktop.store.queries import devices
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.lost_files import lost_on


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    """A backup; then a payment, a change of keys, a payment and a photo under the new ones, all in the mirror."""
    safe = safe_seats(tmp_path)
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(5))
    keys = change_keys(safe.seats.laptop, safe.seats.laptop_keys, safe.files.keys, stamp(6), safe.key)
    safe = replace(safe, seats=replace(safe.seats, laptop_keys=keys))
    safe.seats.pay(ACCOUNTS[2], 700, stamp(7))
    with safe.seats.laptop.writing() as conn:
        photo = keep_attachment(conn, b"\xff\xd8\xff\xe0 a meter box", MediaType.JPEG, "表箱")
        act = CheckDone(
            **dict(stamp(8)), id=new_act_id(), account=AccountNumber(ACCOUNTS[0]), items=(), attachments=(photo,)
        )
        safe.seats.laptop.post(conn, act)
    safe.mirror()
    yield safe
    safe.seats.laptop.close()
    safe.seats.close()


def without_keys(safe: SafeSeats) -> None:
    safe.lose()
    safe.files.keys.unlink()


@pytest.mark.parametrize("is_known", [False, True])
def test_lines_under_keys_that_are_nowhere_go_to_the_station_and_the_laptop_is_enrolled_anew(
    safe: SafeSeats, is_known: bool
) -> None:
    if is_known:
        take(safe.seats, safe.seats.hand_over(stamp(9)))
        safe.seats.pay(ACCOUNTS[2], 300, stamp(10))
        safe.mirror()
    without_keys(safe)
    before = sorted(each.name for each in safe.files.database.parent.iterdir())
    written = hand_over_unrestored(safe.newest(), safe.key, safe.files, safe.seats.folder, stamp(20))
    assert sorted(each.name for each in safe.files.database.parent.iterdir()) == before
    verified = verify_package(safe.seats.station, safe.seats.station_keys, written.path)
    assert verified.lines == written.lines
    taken = take(safe.seats, written.path)
    assert (taken.held_lines, taken.new_lines) == (0, 1 if is_known else written.lines)
    assert received(safe.seats) == 6900 + (300 if is_known else 0)
    request = enrolling.request_enrolment(safe.seats.folder / "new.keys", safe.seats.folder, "笔记本", stamp(51))
    enrolling.enrol(
        safe.seats.station,
        safe.seats.station_keys,
        request.path,
        "农电工甲",
        "a1",
        safe.seats.folder,
        stamp(52),
        LAPTOP,
    )
    with safe.seats.station.reading() as conn:
        assert [device.replaces for device in devices.devices(conn)] == [None, LAPTOP]


def test_a_laptop_back_before_a_change_of_keys_nobody_here_knows_of_has_its_money_held(safe: SafeSeats) -> None:
    take(safe.seats, safe.seats.hand_over(stamp(9)))
    without_keys(safe)
    for mark in safe.files.database.parent.glob("books.db*"):
        mark.unlink()
    safe.restore(safe.newest(with_mirror=False), stamp(20))
    keys = DeviceKeys.load(safe.files.keys, safe.key)
    safe = replace(safe, seats=replace(safe.seats, laptop_keys=keys)).reopened(stamp(21))
    safe.seats.pay(ACCOUNTS[1], 400, stamp(22))
    taken = take(safe.seats, safe.seats.hand_over(stamp(23)))
    assert (taken.new_lines, taken.held_lines, taken.held_received.fen) == (0, 2, 400)
    (group,) = groups(safe.seats)
    assert group.why is Why.FORKED
    decide(safe.seats, release=True)
    assert received(safe.seats) == 6900


def test_a_chain_begun_with_a_key_that_was_changed_is_held_and_can_be_released(safe: SafeSeats) -> None:
    take(safe.seats, safe.seats.hand_over(stamp(9)))
    tail = safe.files.database.with_name("books.db.tail")
    without_keys(safe)
    safe.restore(safe.newest(with_mirror=False), stamp(20))
    assert tail.exists()
    keys = DeviceKeys.load(safe.files.keys, safe.key)
    safe = replace(safe, seats=replace(safe.seats, laptop_keys=keys)).reopened(stamp(21))
    assert safe.seats.laptop.chain == "01.3"
    safe.seats.pay(ACCOUNTS[1], 400, stamp(22))
    package = safe.seats.hand_over(stamp(23))
    assert verify_package(safe.seats.station, safe.seats.station_keys, package).new_lines == 2
    assert take(safe.seats, package).held_lines == 2
    (group,) = groups(safe.seats)
    assert group.why is Why.OLD_KEY
    decide(safe.seats, release=True)
    assert received(safe.seats) == 6900 + 400
    safe.seats.pay(ACCOUNTS[1], 100, stamp(24))
    assert take(safe.seats, safe.seats.hand_over(stamp(25))).held_lines == 1


def test_a_photo_that_is_nowhere_holds_none_of_it_back_and_the_station_says_since_when_it_is_gone(
    safe: SafeSeats,
) -> None:
    (photo,) = (safe.place.mirror / FILES).iterdir()
    photo.unlink()
    without_keys(safe)
    written = hand_over_unrestored(safe.newest(), safe.key, safe.files, safe.seats.folder, stamp(20))
    taken = take(safe.seats, written.path)
    assert (taken.held_lines, taken.new_lines) == (0, written.lines)
    assert [(line.kind, line.account) for line in taken.attention] == [(Attention.FILE_LOST, ACCOUNTS[0])]
    assert received(safe.seats) == 6900
    with safe.seats.station.reading() as conn:
        (check,) = facts(conn, CheckDone)
        assert list(lost_on(conn, check.attachments).values()) == [stamp().business_day]
        assert check_books(conn, safe.seats.station.seat.kind, every=True).problems == ()


def test_keys_that_rotted_in_the_backup_are_those_beside_the_books(safe: SafeSeats) -> None:
    safe.back_up(stamp(9))
    safe.lose()
    source = safe.newest()
    source.backup.keys.write_bytes(b"rotted")
    written = hand_over_unrestored(source, safe.key, safe.files, safe.seats.folder, stamp(20))
    assert take(safe.seats, written.path).new_lines == written.lines
    assert received(safe.seats) == 6900
