"""Books put back from a backup are known by their last line too, even where no receipt was given since."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from two_seats import LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.field import VisitRecorded
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import visiting
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import sync
from collector_desktop.store.tail_mark import TailMark

ACCOUNT = AccountNumber("4100000001")


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path)
    seats.bill(ACCOUNT, "前柳村", "202610", 100000)
    seats.carry_route(stamp(1))
    yield seats
    seats.close()


def knock(seats: TwoSeats, act: str) -> None:
    visit = visiting.RecordVisit(id=ActId(act), account=ACCOUNT, slot=Slot.NOON, outcome=Outcome.NOT_HOME)
    visiting.record(seats.laptop, visit, stamp(2))


def reopened(seats: TwoSeats) -> Ledger:
    seats.laptop.close()
    return open_books(str(seats.laptop_file), seats.laptop_keys, stamp(30))


def test_a_backup_older_by_a_visit_alone_starts_a_new_chain(seats: TwoSeats) -> None:
    seats.laptop.close()
    backup = seats.folder / "backup.db"
    shutil.copy(seats.laptop_file, backup)
    knock(seats, "visit")
    seats.laptop.close()
    shutil.copy(backup, seats.laptop_file)
    ledger = reopened(seats)
    assert ledger.chain == "01.2"
    ledger.close()


def test_each_line_is_noted_for_good_before_anybody_is_told(seats: TwoSeats, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark that a power cut set back would call a backup whole that lacks lines."""
    mark = TailMark(seats.laptop_file)
    synced: list[bytes] = []
    really = os.fsync

    def noting(file: int) -> None:
        really(file)
        if os.fstat(file).st_ino == mark.path.stat().st_ino:
            synced.append(mark.path.read_bytes())

    monkeypatch.setattr(os, "fsync", noting)
    knock(seats, "visit")
    assert synced == [mark.path.read_bytes()]


def test_a_line_that_can_not_be_noted_leaves_no_mark_of_an_earlier_one(
    seats: TwoSeats, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", refuse)
    knock(seats, "visit")
    assert TailMark(seats.laptop_file).read() is None
    with seats.laptop.reading() as conn:
        assert sync.ends(conn, LAPTOP)[-1].line == 3


def test_the_same_books_go_on_in_their_chain(seats: TwoSeats) -> None:
    knock(seats, "visit")
    end = TailMark(seats.laptop_file).read()
    assert end is not None
    assert (end.chain, end.line) == ("01.1", 3)
    ledger = reopened(seats)
    assert ledger.chain == "01.1"
    ledger.close()


def test_a_mark_behind_lost_or_unreadable_says_nothing(seats: TwoSeats) -> None:
    mark = seats.laptop_file.with_name("laptop.db.tail")
    before = mark.read_bytes()
    knock(seats, "visit")
    for content in (before, b"", b"\0" * 83, b"\xff" * 83, b"01.1     000000009 zz\n"):
        mark.write_bytes(content)
        ledger = reopened(seats)
        assert ledger.chain == "01.1"
        ledger.close()
    mark.unlink()
    ledger = reopened(seats)
    assert ledger.chain == "01.1"
    ledger.close()


def test_an_act_that_was_rolled_back_leaves_no_mark(seats: TwoSeats) -> None:
    before = TailMark(seats.laptop_file).read()
    act = VisitRecorded(**dict(stamp(2)), id=ActId("visit"), account=ACCOUNT, slot=Slot.NOON, outcome=Outcome.NOT_HOME)
    with suppress(KeyboardInterrupt), seats.laptop.writing() as conn:
        seats.laptop.post(conn, act)
        raise KeyboardInterrupt
    with seats.laptop.writing():
        pass
    assert TailMark(seats.laptop_file).read() == before
