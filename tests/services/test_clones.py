"""A laptop copied, both copies used: a second line with a known number is held, and its money is not lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_trials.forged_journal import written
from held_seats import clone_of, decide, groups, prepaid, received, take
from two_seats import LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.money import PaymentTaken
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.services import voiding
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import append, link_of
from collector_desktop.store.own_lines import LineNotItsOwn
from collector_desktop.store.queries import sync

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """Three households that owe 100.00 each, out with the laptop."""
    seats = owing_seats(tmp_path, ONE, TWO, THREE, station_url=engine_url)
    yield seats
    seats.close()


@pytest.fixture
def clone(seats: TwoSeats) -> Iterator[TwoSeats]:
    """A copy that took 100.00 from the second household and 40.00 from the third; the original's day is in."""
    clone = clone_of(seats)
    seats.pay(ONE, 10000, stamp(2))
    take(seats, seats.hand_over(stamp(3)))
    clone.pay(TWO, 10000, stamp(5))
    clone.pay(THREE, 4000, stamp(6))
    yield clone
    clone.laptop.close()


def test_a_second_line_with_a_known_number_is_held_and_both_are_kept(seats: TwoSeats, clone: TwoSeats) -> None:
    taken = take(seats, clone.hand_over(stamp(7)))
    assert (taken.new_lines, taken.held_lines, taken.held_received.fen) == (0, 2, 14000)
    (group,) = groups(seats)
    assert (group.why, group.first_line, group.last_line) == (Why.FORKED, 3, 4)
    with seats.station.reading() as conn:
        own = sync.lines(conn, group.chain, after=2)[0]
    assert own.hash != group.lines[0].hash
    assert received(seats) == 10000


def test_releasing_it_credits_the_households_once_and_settles_what_they_owe(seats: TwoSeats, clone: TwoSeats) -> None:
    package = clone.hand_over(stamp(7))
    take(seats, package)
    decide(seats, release=True)
    assert (prepaid(seats, TWO), prepaid(seats, THREE)) == (10000, 4000)
    take(seats, clone.hand_over(stamp(56)), minute=57)
    assert [group.state for group in groups(seats)] == [HeldState.RELEASED]
    assert (prepaid(seats, TWO), received(seats)) == (10000, 10000)


def test_a_payment_voided_on_the_copy_is_not_credited(seats: TwoSeats, clone: TwoSeats) -> None:
    voiding.void(clone.laptop, clone.pay(TWO, 700, stamp(7)).number, "收错", stamp(8))
    take(seats, clone.hand_over(stamp(9)))
    assert groups(seats)[0].content.received.fen == 14000
    decide(seats, release=True)
    assert prepaid(seats, TWO) == 10000


def test_rejecting_it_moves_nothing(seats: TwoSeats, clone: TwoSeats) -> None:
    take(seats, clone.hand_over(stamp(7)))
    decide(seats, release=False)
    assert (prepaid(seats, TWO), received(seats)) == (0, 10000)


def test_the_original_goes_on_while_the_copys_lines_wait(seats: TwoSeats, clone: TwoSeats) -> None:
    take(seats, clone.hand_over(stamp(7)))
    seats.pay(THREE, 10000, stamp(8))
    assert take(seats, seats.hand_over(stamp(9)), minute=51).payments == 1
    assert received(seats) == 20000


def test_made_up_money_of_a_copy_is_not_credited_and_may_still_be_rejected(seats: TwoSeats, clone: TwoSeats) -> None:
    with clone.laptop.writing() as conn:
        link = link_of(conn, clone.laptop.chain)
        payment = Entry.read(sync.lines(conn, link.chain, after=link.line - 1)[0].content).act
        assert isinstance(payment, PaymentTaken)
        receipt = payment.receipt.model_copy(
            update={
                "number": ReceiptNumber.make(payment.receipt.station_code, LAPTOP, 99),
                "received": Money(900_000),
            }
        )
        forged = payment.model_copy(update={"id": new_act_id(), "receipt": receipt})
        (line,) = written([forged], clone.laptop_keys, link)
        append(conn, Entry.read(line.content), line)
    take(seats, clone.hand_over(stamp(7)))
    with pytest.raises(LineNotItsOwn):
        decide(seats, release=True)
    assert [group.state for group in groups(seats)] == [HeldState.WAITING]
    decide(seats, release=False)
    assert received(seats) == 10000
