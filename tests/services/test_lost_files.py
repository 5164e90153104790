"""A photo that is nowhere any more stops neither a restore nor a hand-over: what it was of counts, and all are told."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from backup_seats import ACCOUNTS, SafeSeats, safe_seats
from sqlalchemy import Connection, delete
from two_seats import LAPTOP, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.attachment import Attachment, MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AttachmentMissing
from collector_desktop.domain.service_check import Confirmation
from collector_desktop.exchange.package import PackageLimits
from collector_desktop.services import handing_over
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.lost_files import declare_lost
from collector_desktop.services.restore_preview import preview
from collector_desktop.services.taking_in import TakenIn, take_in
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.attachments import keep_attachment, read_attachments
from collector_desktop.store.mirror import FILE, FILES, read_mirrored_file
from collector_desktop.store.opening import open_books
from collector_desktop.store.own_lines import LineNotItsOwn
from collector_desktop.store.queries import attention, takings
from collector_desktop.store.queries.facts import fact, facts
from collector_desktop.store.queries.lost_files import lost_on
from collector_desktop.store.tables.facts import AttachmentRow

METER_BOX = b"\xff\xd8\xff\xe0 a meter box"


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    """Two checks with a photo each and a payment after the backup, all in the mirror."""
    safe = safe_seats(tmp_path)
    safe.back_up(stamp(4))
    checked(safe, "check", METER_BOX)
    checked(safe, "other check", METER_BOX + b" of another household")
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(6))
    safe.mirror()
    yield safe
    safe.seats.laptop.close()
    safe.seats.close()


def checked(safe: SafeSeats, act: str, photo: bytes, title: str = "表箱") -> Attachment:
    with safe.seats.laptop.writing() as conn:
        file = keep_attachment(conn, photo, MediaType.JPEG, title)
        safe.seats.laptop.post(
            conn,
            CheckDone(
                **dict(stamp(5)),
                id=ActId(act),
                account=AccountNumber(ACCOUNTS[0]),
                items=(),
                confirmation=Confirmation.NOBODY_SIGNED,
                attachments=(file,),
            ),
        )
    return file


def photos(safe: SafeSeats) -> list[Path]:
    return sorted((safe.place.mirror / FILES).iterdir())


def restored_without(safe: SafeSeats, photo: Path) -> SafeSeats:
    """The books back from backup and mirror, with one photo gone from the stick."""
    photo.unlink()
    safe.lose()
    assert safe.restore(safe.newest(), stamp(20)).files_lost == 1
    return safe.reopened()


def taken(safe: SafeSeats, path: Path) -> TakenIn:
    return take_in(safe.seats.station, safe.seats.station_keys, path, stamp(40))


def held(safe: SafeSeats) -> int:
    """How many of the two photos the station has."""
    with safe.seats.station.reading() as conn:
        acts = [fact(conn, ActId(act)) for act in ("check", "other check")]
        files = [file for act in acts if act is not None for file in act.attachments]
        return len(read_attachments(conn, files))


@pytest.mark.parametrize("is_gone", [True, False])
def test_one_photo_gone_or_damaged_costs_nothing_but_the_photo(safe: SafeSeats, is_gone: bool) -> None:
    photo = photos(safe)[0]
    content = photo.read_bytes()
    photo.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    if is_gone:
        photo.unlink()
    safe.lose()
    (missed,) = preview(safe.newest(), safe.key, safe.files).files_missed
    assert (missed.title, missed.account, missed.day) == ("表箱", ACCOUNTS[0], stamp().business_day)
    restored = safe.restore(safe.newest(), stamp(20))
    assert (restored.lines_back, restored.goes_on, restored.files_lost) == (3, True, 1)
    safe = safe.reopened()
    assert safe.check().problems == ()
    assert safe.check().received_by_journal == Money(6200)
    with safe.seats.laptop.reading() as conn:
        (line,) = attention.lines(conn)
    assert line.kind is Attention.FILE_LOST
    assert attention_sentence(line) == (
        "01 号机丢失了 4100000001 2026-11-10 的「表箱」,哪里都找不到了;那条记录还在,算数"
    )
    result = taken(safe, safe.seats.hand_over(stamp(30)))
    assert (result.payments, result.held_lines) == (2, 0)
    assert [(line.kind, line.account) for line in result.attention] == [(Attention.FILE_LOST, ACCOUNTS[0])]
    assert held(safe) == 1
    with safe.seats.station.reading() as conn:
        assert takings.books(conn, LAPTOP).received == Money(6200)
    safe.seats.laptop.close()


def test_a_lost_photo_is_said_to_be_lost_once_however_often_books_come_back(safe: SafeSeats) -> None:
    safe = restored_without(safe, photos(safe)[0])
    safe.mirror()
    safe.lose()
    again = safe.restore(safe.newest(), stamp(25))
    assert (again.lines_back, again.files_lost, again.goes_on) == (4, 0, True)


def test_a_photo_the_station_has_already_is_not_lost(safe: SafeSeats) -> None:
    safe.seats.carry_day(stamp(10))
    safe.seats.carry_route(stamp(11))
    safe.mirror()
    photos(safe)[0].unlink()
    safe.lose()
    assert preview(safe.newest(), safe.key, safe.files).files_missed == ()
    assert safe.restore(safe.newest(), stamp(20)).files_lost == 0


def test_a_station_that_lost_it_since_is_told_with_the_hand_over_of_everything(safe: SafeSeats) -> None:
    station = safe.seats.folder / "station.db"
    before = safe.seats.folder / "before.db"
    with closing(sqlite3.connect(station)) as source, closing(sqlite3.connect(before)) as copy:
        source.backup(copy)
    safe.seats.carry_day(stamp(10))
    safe.seats.carry_route(stamp(11))
    safe.mirror()
    photos(safe)[0].unlink()
    safe.lose()
    assert safe.restore(safe.newest(), stamp(20)).files_lost == 0
    safe = safe.reopened()
    safe.seats.station.close()
    for each in station.parent.glob("station.db*"):
        if each.suffix in (".mark", ".tail", ".db-wal", ".db-shm"):
            each.unlink()
    before.replace(station)
    safe = replace(safe, seats=replace(safe.seats, station=open_books(station, safe.seats.station_keys, stamp(31))))
    written = handing_over.hand_over(safe.seats.laptop, safe.seats.folder, stamp(32), everything=True)
    result = taken(safe, written.path)
    assert [(line.kind, line.account) for line in result.attention] == [(Attention.FILE_LOST, ACCOUNTS[0])]
    assert held(safe) == 1
    with safe.seats.station.reading() as conn:
        assert takings.books(conn, LAPTOP).received == Money(6200)
        assert [lost.by for lost in facts(conn, FileLost)] == ["a1"]
    safe.seats.laptop.close()
    safe.seats.station.close()


def test_a_photo_that_is_missing_and_not_said_to_be_lost_is_refused(safe: SafeSeats) -> None:
    with safe.seats.laptop.writing() as conn:
        conn.execute(delete(AttachmentRow))
    with safe.seats.laptop.reading() as conn:
        runs = handing_over.unacknowledged(conn, LAPTOP)
    written = handing_over.write_packages(safe.seats.laptop, safe.seats.folder, runs, stamp(30))
    with pytest.raises(AttachmentMissing):
        taken(safe, written.path)


def test_a_photo_the_books_lost_by_themselves_is_said_to_be_lost_with_the_next_hand_over(safe: SafeSeats) -> None:
    with safe.seats.laptop.writing() as conn:
        conn.execute(delete(AttachmentRow))
    result = taken(safe, safe.seats.hand_over(stamp(30)))
    assert (result.payments, len(result.attention)) == (2, 2)


def test_of_two_lost_photos_of_one_act_the_one_that_came_back_is_no_longer_missed(safe: SafeSeats) -> None:
    with safe.seats.laptop.writing() as conn:
        files = [keep_attachment(conn, METER_BOX + each, MediaType.JPEG, "表箱") for each in (b" left", b" right")]
        check = CheckDone(
            **dict(stamp(5)),
            id=ActId("two photos"),
            account=AccountNumber(ACCOUNTS[2]),
            items=(),
            confirmation=Confirmation.NOBODY_SIGNED,
            attachments=tuple(files),
        )
        safe.seats.laptop.post(conn, check)
        conn.execute(delete(AttachmentRow).where(AttachmentRow.sha256.in_([file.sha256 for file in files])))
    assert len(taken(safe, safe.seats.hand_over(stamp(30))).attention) == 2
    with safe.seats.laptop.writing() as conn:
        keep_attachment(conn, METER_BOX + b" left", MediaType.JPEG, "表箱")
    written = handing_over.hand_over(safe.seats.laptop, safe.seats.folder, stamp(37), everything=True)
    taken(safe, written.path)
    with safe.seats.station.reading() as conn:
        (line,) = attention.lines(conn)
        assert (line.account, lost_on(conn, files).keys()) == (ACCOUNTS[2], {files[1].sha256})


def test_where_photos_go_into_several_packages_what_is_lost_is_said_beside_its_line(
    safe: SafeSeats,
) -> None:
    safe = restored_without(safe, photos(safe)[0])
    for number in range(3):
        checked(safe, f"later {number}", METER_BOX + bytes([number]) * 50)
    written = handing_over.hand_over(safe.seats.laptop, safe.seats.folder, stamp(30), limits=PackageLimits(parts=3))
    assert len(written.paths) > 2
    assert sum(taken(safe, path).new_lines for path in written.paths) == written.lines


def test_only_a_file_of_an_act_of_its_own_can_be_said_to_be_lost(safe: SafeSeats) -> None:
    lost = FileLost(**dict(stamp(7)), id=new_act_id(), about=ActId("check"), sha256="0" * 64, title="表箱")
    with safe.seats.laptop.writing() as conn:
        safe.seats.laptop.post(conn, lost)
    with pytest.raises(LineNotItsOwn):
        taken(safe, safe.seats.hand_over(stamp(30)))


def test_a_photo_that_turns_up_is_shown_again_and_comes_to_the_station(safe: SafeSeats) -> None:
    photo = photos(safe)[0]
    content = photo.read_bytes()
    safe = restored_without(safe, photo)
    taken(safe, safe.seats.hand_over(stamp(30)))
    safe.mirror()
    with safe.seats.laptop.reading() as conn:
        files = [file for act in ("check", "other check") for file in _act(conn, act).attachments]
        assert list(lost_on(conn, files).values()) == [stamp().business_day]
    photo.write_bytes(content)
    safe.lose()
    assert safe.restore(safe.newest(), stamp(35)).files_lost == 0
    safe = safe.reopened(stamp(36))
    with safe.seats.laptop.reading() as conn:
        assert lost_on(conn, files) == {}
    written = handing_over.hand_over(safe.seats.laptop, safe.seats.folder, stamp(37), everything=True)
    assert taken(safe, written.path).held_lines == 0
    assert held(safe) == 2
    with safe.seats.station.reading() as conn:
        assert attention.lines(conn) == ()


def _act(conn: Connection, act: str) -> CheckDone:
    found = fact(conn, ActId(act))
    assert isinstance(found, CheckDone)
    return found


def test_a_stick_pulled_while_books_come_back_loses_nothing(safe: SafeSeats) -> None:
    (safe.place.mirror / FILE).unlink()
    with pytest.raises(FileNotFoundError):
        read_mirrored_file(safe.place.mirror, safe.key, "0" * 64)


def test_nothing_is_lost_where_every_file_is_here(safe: SafeSeats) -> None:
    assert declare_lost(safe.seats.laptop, stamp(8)) == ()
