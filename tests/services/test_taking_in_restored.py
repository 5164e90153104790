"""What a laptop back from a backup did again is taken in with the rest; what a second copy did is refused by name."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from restored_seats import back_up, restored
from sqlalchemy import update
from two_seats import DAY, LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.money import ReceiptVoided
from collector_desktop.domain.money import Money
from collector_desktop.domain.reconciliation import Slip, Standing
from collector_desktop.services import issuing, voiding
from collector_desktop.services.closing import remit
from collector_desktop.services.reconciling import reconcile
from collector_desktop.services.taking_in import take_in
from collector_desktop.services.taking_route import take_route
from collector_desktop.services.verifying import verify_books
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.books_check import check_books
from collector_desktop.store.opening import open_books
from collector_desktop.store.own_lines import LineNotItsOwn
from collector_desktop.store.queries import attention, closes, receipts, sync, takings
from collector_desktop.store.rebase import AcknowledgedOtherLine
from collector_desktop.store.tables.machinery import ChainRow

ONE, TWO = "4100000001", "4100000002"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """Two households that owe 100.00 each, out with the laptop."""
    seats = owing_seats(tmp_path, ONE, TWO)
    yield seats
    seats.close()


def station_agrees(seats: TwoSeats) -> bool:
    with seats.station.reading() as conn:
        return check_books(conn, seats.station.seat.kind, every=True).agrees


def kinds(seats: TwoSeats) -> list[str]:
    with seats.station.reading() as conn:
        return [line.kind for line in attention.lines(conn)]


def test_a_day_closed_once_more_after_a_backup_counts_by_its_last_count(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    backup = back_up(seats)
    seats.close_day({10000: 1}, stamp(3))
    seats.carry_day(stamp(4))
    again = restored(seats, backup)
    again.pay(TWO, 2000, stamp(21))
    again.close_day({10000: 1, 2000: 1}, stamp(22))
    again.carry_day(stamp(23))
    with seats.station.reading() as conn:
        close = closes.of_day(conn, DAY, LAPTOP)
        assert takings.books(conn).cash_counted == Money(12000)
    assert close is not None
    assert close.count.total == Money(12000)
    assert Attention.DAY_CLOSED_TWICE in kinds(seats)
    assert station_agrees(seats)
    again.laptop.close()


def test_a_bank_slip_recorded_once_more_after_a_backup_counts_once(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    seats.close_day({10000: 1}, stamp(3))
    backup = back_up(seats)
    remit(seats.laptop, Money(10000), "JK-001", "", stamp(4))
    seats.carry_day(stamp(5))
    again = restored(seats, backup)
    again.carry_route(stamp(21))
    remit(again.laptop, Money(10000), "JK-001", "", stamp(22))
    again.carry_day(stamp(23))
    assert Attention.REMITTED_TWICE in kinds(seats)
    assert Attention.BANKED_MORE not in kinds(seats)
    (day,) = reconcile(seats.station)
    assert (day.standing, day.slips) == (Standing.CLEAR, (Slip("JK-001", Money(10000)),))
    tomorrow = DAY + timedelta(days=1)
    again.pay(TWO, 2000, stamp(24, tomorrow))
    again.close_day({2000: 1}, stamp(25, tomorrow))
    again.carry_day(stamp(26, tomorrow))
    with seats.station.reading() as conn:
        assert closes.not_banked(conn, LAPTOP) == Money(2000)
    assert reconcile(seats.station)[0].standing is Standing.HELD
    assert station_agrees(seats)
    again.laptop.close()


def test_another_slip_for_cash_that_was_banked_before_a_backup_is_told(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    seats.close_day({10000: 1}, stamp(3))
    backup = back_up(seats)
    remit(seats.laptop, Money(10000), "JK-001", "", stamp(4))
    seats.carry_day(stamp(5))
    again = restored(seats, backup)
    remit(again.laptop, Money(10000), "JK-002", "", stamp(22))
    again.carry_day(stamp(23))
    with seats.station.reading() as conn:
        told = [line for line in attention.lines(conn) if line.kind is Attention.BANKED_MORE]
    assert [(line.subject, line.amount) for line in told] == [("JK-002", Money(10000))]
    assert station_agrees(seats)
    again.laptop.close()


def test_a_receipt_voided_once_more_after_a_backup_is_void_once(seats: TwoSeats) -> None:
    number = seats.pay(ONE, 10000, stamp(2)).number
    backup = back_up(seats)
    voiding.void(seats.laptop, number, "收错", stamp(3))
    seats.carry_day(stamp(4))
    again = restored(seats, backup)
    voiding.void(again.laptop, number, "收错", stamp(21))
    taken = take_in(seats.station, seats.station_keys, again.hand_over(stamp(22)), stamp(23))
    assert (taken.voids, taken.received) == (0, Money.ZERO)
    with seats.station.reading() as conn:
        books = takings.books(conn)
    assert (books.received, books.voided) == (Money.ZERO, 1)
    assert station_agrees(seats)
    verified = verify_books(seats.station_file)
    assert (verified.findings, verified.received) == ((), Money.ZERO)
    again.laptop.close()


def test_a_void_after_its_day_was_closed_on_the_same_chain_is_refused(seats: TwoSeats) -> None:
    number = seats.pay(ONE, 10000, stamp(2)).number
    seats.close_day({10000: 1}, stamp(3))
    seats.carry_day(stamp(4))
    with seats.laptop.reading() as conn:
        given = receipts.by_number(conn, number)
    assert given is not None
    dated_back = stamp(5, DAY + timedelta(days=20)).model_copy(update={"business_day": DAY})
    with seats.laptop.writing() as conn:
        void = ReceiptVoided(
            **dict(dated_back),
            id=new_act_id(),
            payment=given.payment,
            number=number,
            account=given.receipt.account,
            received=given.receipt.received,
            method=given.receipt.method,
            reason="退钱",
        )
        seats.laptop.post(conn, void)
    with pytest.raises(LineNotItsOwn):
        seats.carry_day(stamp(6))
    assert station_agrees(seats)
    with seats.station.reading() as conn:
        assert takings.books(conn).received == Money(10000)


def test_a_laptop_back_from_a_backup_voids_on_its_new_chain_what_the_old_one_had_closed(seats: TwoSeats) -> None:
    number = seats.pay(ONE, 10000, stamp(2)).number
    backup = back_up(seats)
    voiding.void(seats.laptop, number, "收错", stamp(3))
    seats.close_day({}, stamp(4))
    seats.carry_day(stamp(5))
    again = restored(seats, backup)
    voiding.void(again.laptop, number, "收错", stamp(21))
    again.close_day({}, stamp(22))
    again.carry_day(stamp(23))
    assert station_agrees(seats)
    with seats.station.reading() as conn:
        assert takings.books(conn).voided == 1
    again.laptop.close()


def test_a_receipt_with_a_number_another_one_has_is_held(seats: TwoSeats) -> None:
    backup = back_up(seats)
    given = seats.pay(ONE, 10000, stamp(2)).number
    seats.carry_day(stamp(3))
    copy = seats.folder / "copy" / "laptop.db"
    copy.parent.mkdir()
    copy.with_name("laptop.db.mark").write_text(f"{LAPTOP} {0:09d} {0:09d}\n", encoding="ascii")
    second = restored(seats, backup, file=copy)
    assert second.pay(TWO, 10000, stamp(21)).number == given
    taken = take_in(seats.station, seats.station_keys, second.hand_over(stamp(24)), stamp(25))
    (held,) = (line for line in taken.attention if line.kind is Attention.LINES_HELD)
    assert (held.subject, held.facts["first"], held.facts["why"]) == ("01.2", "2", "clash")
    assert station_agrees(seats)
    with seats.station.reading() as conn:
        assert takings.books(conn).received == Money(10000)
    second.laptop.close()


def second_copy(seats: TwoSeats, name: str, *, told: bool) -> TwoSeats:
    """The laptop's books and mark copied as they are, and opened in another folder."""
    backup = back_up(seats)
    place = seats.folder / name / "laptop.db"
    place.parent.mkdir()
    shutil.copy(backup, place)
    shutil.copy(f"{seats.laptop_file}.mark", f"{place}.mark")
    return replace(seats, laptop=open_books(place, seats.laptop_keys, stamp(20), restored=told))


def test_a_copy_the_station_has_read_past_takes_no_route_that_would_call_its_own_lines_read(seats: TwoSeats) -> None:
    seats.pay(ONE, 1000, stamp(2))
    second = second_copy(seats, "copy", told=False)
    second.pay(TWO, 1000, stamp(3))
    seats.pay(ONE, 2000, stamp(4))
    seats.pay(TWO, 3000, stamp(5))
    seats.carry_day(stamp(6))
    route = issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(7)).path
    with pytest.raises(AcknowledgedOtherLine) as refused:
        take_route(second.laptop, seats.laptop_keys, route, stamp(8))
    assert refused.value.facts == {"chain": "01.1", "line": 5}
    with second.laptop.reading() as conn:
        assert sync.status(conn, LAPTOP).unsent == 2
    second.laptop.close()


def test_a_chain_that_goes_on_from_a_line_the_station_knows_otherwise_is_held(seats: TwoSeats) -> None:
    seats.pay(ONE, 1000, stamp(2))
    second = second_copy(seats, "copy", told=False)
    seats.pay(TWO, 1000, stamp(4))
    seats.carry_day(stamp(5))
    second.pay(TWO, 2000, stamp(6))
    with second.laptop.writing() as conn:
        conn.execute(update(ChainRow).values(acknowledged=ChainRow.last_line))
    third = second_copy(replace(second, folder=seats.folder / "copy"), "again", told=True)
    taken = take_in(seats.station, seats.station_keys, third.hand_over(stamp(22)), stamp(23))
    (held,) = (line for line in taken.attention if line.kind is Attention.LINES_HELD)
    assert (taken.new_lines, held.subject, held.facts["why"]) == (0, "01.2", "forked")
    second.laptop.close()
    third.laptop.close()


def test_a_day_package_never_lies_where_another_one_lay(seats: TwoSeats) -> None:
    backup = back_up(seats)
    seats.pay(ONE, 10000, stamp(2))
    first = seats.hand_over(stamp(3))
    again = restored(seats, backup)
    again.pay(TWO, 10000, stamp(21))
    second = again.hand_over(stamp(22))
    assert first != second
    for package in (first, second):
        take_in(seats.station, seats.station_keys, package, stamp(23))
    assert station_agrees(seats)
    with seats.station.reading() as conn:
        assert takings.books(conn).received == Money(20000)
    again.laptop.close()
