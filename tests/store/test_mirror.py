"""The journal mirror holds every committed line, and nothing that happens to it reaches the books."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from two_seats import LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.security.data_key import DataKey
from collector_desktop.services import visiting
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.journal import Link, follow
from collector_desktop.store.mirror import FILE, FILES, Mirror, read_mirror, read_mirrored_file
from collector_desktop.store.mirror_file import MAGIC, MirrorFile, RecordKind
from collector_desktop.store.mirror_keeper import MirrorHealth, MirrorKeeper, MirrorStatus
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import sync

ACCOUNT = "4100000001"
KEY = DataKey(b"k" * 32)
PHOTO = b"\xff\xd8\xff\xe0 a meter box"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path)
    seats.bill(ACCOUNT, "前柳村", "202610", 100000)
    seats.carry_route(stamp(1))
    seats.pay(ACCOUNT, 1200, stamp(2))
    yield seats
    seats.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def mirror_of(seats: TwoSeats, stick: Path, key: DataKey = KEY) -> Mirror:
    return Mirror(stick, key, seats.laptop.seat, seats.laptop_file)


def catch_up(mirror: Mirror, seats: TwoSeats) -> None:
    with seats.laptop.reading() as conn:
        mirror.catch_up(conn)


def read_back(seats: TwoSeats, stick: Path) -> list[str]:
    """Every line in the mirror, each checked by hash and signature; the contents."""
    records = [record for record, _end in MirrorFile(stick / FILE, KEY).records() if record.kind is RecordKind.LINE]
    lines = [record.journal_line() for record in records]
    chain = seats.laptop.chain
    entries = list(follow(Link(chain=chain), lines, seats.laptop_keys.public.signing, every=True))
    assert [entry.previous for entry in entries] == [record.previous for record in records]
    return [line.content for line in lines]


def journal(seats: TwoSeats) -> list[str]:
    with seats.laptop.reading() as conn:
        return [line.content for line in sync.lines(conn, seats.laptop.chain)]


def test_every_committed_line_is_mirrored_and_reads_back_signed(seats: TwoSeats, stick: Path) -> None:
    mirror = mirror_of(seats, stick)
    catch_up(mirror, seats)
    assert read_back(seats, stick) == journal(seats)
    seats.pay(ACCOUNT, 100, stamp(3))
    catch_up(mirror, seats)
    assert read_back(seats, stick) == journal(seats)
    assert len(journal(seats)) == 4


def test_nothing_of_a_customer_is_readable_in_the_mirror(seats: TwoSeats, stick: Path) -> None:
    catch_up(mirror_of(seats, stick), seats)
    clear = b"".join(file.read_bytes() for file in stick.rglob("*") if file.is_file())
    for word in (ACCOUNT.encode(), "前柳村".encode(), "阎01".encode(), b"payment_taken"):
        assert word not in clear
    assert [record for record, _end in MirrorFile(stick / FILE, DataKey.generate()).records()] == []


def test_a_tail_torn_off_at_any_byte_is_cut_and_written_again(seats: TwoSeats, stick: Path) -> None:
    mirror = mirror_of(seats, stick)
    catch_up(mirror, seats)
    before = mirror.file.size()
    seats.pay(ACCOUNT, 100, stamp(3))
    catch_up(mirror, seats)
    whole = mirror.file.path.read_bytes()
    expected = journal(seats)
    for size in (*range(len(MAGIC) + 3), *range(before, before + 60), *range(before + 60, len(whole), 97)):
        mirror.file.path.write_bytes(whole[:size])
        catch_up(mirror_of(seats, stick), seats)
        assert read_back(seats, stick) == expected, size


def test_packages_of_books_that_came_back_are_mirrored_beside_as_many_they_lost(
    seats: TwoSeats, stick: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    seats.laptop.close()
    shutil.copy(seats.laptop_file, old)
    seats = replace(seats, laptop=open_books(seats.laptop_file, seats.laptop_keys, stamp(3)))
    lost = seats.hand_over(stamp(4))
    catch_up(mirror_of(seats, stick), seats)
    seats.laptop.close()
    shutil.copy(old, seats.laptop_file)
    seats = replace(seats, laptop=open_books(seats.laptop_file, seats.laptop_keys, stamp(5)))
    fresh = seats.hand_over(stamp(6))
    mirror = mirror_of(seats, stick)
    for _twice in range(2):
        catch_up(mirror, seats)
        held = [package.sha256 for package in read_mirror(stick, KEY, LAPTOP).packages]
        assert held[1:] == [hashlib.sha256(path.read_bytes()).hexdigest() for path in (lost, fresh)]


def test_a_changed_byte_anywhere_is_found_and_written_again(seats: TwoSeats, stick: Path) -> None:
    mirror = mirror_of(seats, stick)
    catch_up(mirror, seats)
    whole = mirror.file.path.read_bytes()
    expected = journal(seats)
    for at in (*range(80), *range(80, len(whole), 101)):
        changed = bytearray(whole)
        changed[at] ^= 0x20
        mirror.file.path.write_bytes(changed)
        catch_up(mirror_of(seats, stick), seats)
        assert read_back(seats, stick) == expected, at


def test_records_exchanged_or_left_out_are_no_chain(seats: TwoSeats, stick: Path) -> None:
    mirror = mirror_of(seats, stick)
    catch_up(mirror, seats)
    ends = [end for _record, end in mirror.file.records()]
    whole = mirror.file.path.read_bytes()
    first, second = whole[len(MAGIC) : ends[0]], whole[ends[0] : ends[1]]
    mirror.file.path.write_bytes(MAGIC + second + first + whole[ends[1] :])
    assert list(mirror.file.records()) == []
    catch_up(mirror_of(seats, stick), seats)
    assert read_back(seats, stick) == journal(seats)


def test_a_missing_stick_stops_no_payment_and_what_it_lacks_is_counted(seats: TwoSeats, stick: Path) -> None:
    mirror = mirror_of(seats, stick)
    catch_up(mirror, seats)
    away = stick.rename(stick.with_name("in the pocket"))
    seats.pay(ACCOUNT, 100, stamp(3))
    seats.pay(ACCOUNT, 100, stamp(4))
    with seats.laptop.reading() as conn:
        with pytest.raises(FileNotFoundError):
            mirror.catch_up(conn)
        assert mirror.lines_behind(conn) == 2
        assert mirror_of(seats, stick).lines_behind(conn) == 2
    assert not stick.exists()
    away.rename(stick)
    catch_up(mirror, seats)
    assert read_back(seats, stick) == journal(seats)


def test_a_photo_is_kept_once_hidden_under_a_name_that_tells_nothing(seats: TwoSeats, stick: Path) -> None:
    with seats.laptop.writing() as conn:
        photo = keep_attachment(conn, PHOTO, MediaType.JPEG, "表箱")
        for minute in (5, 6):
            act = CheckDone(
                **dict(stamp(minute)),
                id=f"check-{minute}",
                account=AccountNumber(ACCOUNT),
                items=(),
                confirmation="nobody_signed",
                attachments=(photo,),
            )
            seats.laptop.post(conn, act)
    catch_up(mirror_of(seats, stick), seats)
    (kept,) = (stick / FILES).iterdir()
    assert PHOTO not in kept.read_bytes()
    assert photo.sha256 not in kept.name
    assert read_mirrored_file(stick, KEY, photo.sha256) == PHOTO
    kept.write_bytes(kept.read_bytes()[:-1])
    assert read_mirrored_file(stick, KEY, photo.sha256) is None


def test_a_mirror_another_copy_wrote_is_kept_aside_and_a_new_one_begun(seats: TwoSeats, stick: Path) -> None:
    catch_up(mirror_of(seats, stick), seats)
    copy = seats.folder / "copy"
    copy.mkdir()
    seats.laptop.close()
    shutil.copy(seats.laptop_file, copy / "laptop.db")
    seats.pay(ACCOUNT, 100, stamp(3))
    catch_up(mirror_of(seats, stick), seats)
    mine = journal(seats)
    seats.laptop.close()
    shutil.copy(copy / "laptop.db", seats.laptop_file)
    visiting.record(
        seats.laptop,
        visiting.RecordVisit(id="other", account=AccountNumber(ACCOUNT), slot=Slot.NOON, outcome=Outcome.NOT_HOME),
        stamp(4),
    )
    catch_up(mirror_of(seats, stick), seats)
    assert read_back(seats, stick) == journal(seats) != mine
    assert (stick / f"{FILE}.other-1").exists()


@pytest.mark.parametrize("begins", [MAGIC, b"another program's file\n"])
def test_a_mirror_no_line_of_which_opens_is_kept_aside_and_never_cut(
    seats: TwoSeats, stick: Path, begins: bytes
) -> None:
    catch_up(mirror_of(seats, stick, DataKey.generate()), seats)
    file = stick / FILE
    unreadable = begins + file.read_bytes().removeprefix(MAGIC)
    file.write_bytes(unreadable)
    catch_up(mirror_of(seats, stick), seats)
    assert (stick / f"{FILE}.other-1").read_bytes() == unreadable
    assert read_back(seats, stick) == journal(seats)
    catch_up(mirror_of(seats, stick), seats)
    assert not (stick / f"{FILE}.other-2").exists()


def test_the_keeper_follows_each_act_and_says_when_the_stick_is_gone_and_back(seats: TwoSeats, stick: Path) -> None:
    said: list[MirrorStatus] = []
    keeper = MirrorKeeper(seats.laptop, mirror_of(seats, stick), said.append)
    seats.pay(ACCOUNT, 100, stamp(3))
    keeper.close()
    assert said[-1].health is MirrorHealth.UP_TO_DATE
    assert read_back(seats, stick) == journal(seats)
    away = stick.rename(stick.with_name("in the pocket"))
    keeper = MirrorKeeper(seats.laptop, mirror_of(seats, stick), said.append)
    seats.pay(ACCOUNT, 100, stamp(4))
    keeper.close()
    assert said[-1] == MirrorStatus(health=MirrorHealth.MISSING, behind=1)
    away.rename(stick)
    MirrorKeeper(seats.laptop, mirror_of(seats, stick), said.append).close()
    assert said[-1].health is MirrorHealth.UP_TO_DATE
    assert read_back(seats, stick) == journal(seats)
    assert seats.laptop.followers == []
