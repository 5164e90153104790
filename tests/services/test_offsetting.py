"""Prepayment settles bills by itself on both seats: when a route goes out, when it arrives, when a day comes in."""

from savings_seats import ONE, TWO, held, holds, open_fen, seats_agree
from sqlalchemy import select
from two_seats import LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.station import PrepaymentOffset
from collector_desktop.domain.money import Money
from collector_desktop.services import issuing, taking_in, taking_route
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.tables.machinery import JournalRow


def offsets(ledger: Ledger) -> int:
    with ledger.reading() as conn:
        kind = PrepaymentOffset.model_fields["kind"].default
        return len(conn.execute(select(JournalRow.act).where(JournalRow.kind == kind)).all())


def test_issuing_a_route_settles_free_bills_from_prepayment_before_they_are_locked(doors: TwoSeats) -> None:
    doors.bill(ONE, "前柳村", "202611", 4000)
    holds(doors, prepay=3000)
    doors.carry_route(stamp(2))
    assert (open_fen(doors.station, "202611"), held(doors.station)) == (1000, (0, 0))
    # 202610 is out with the laptop already and stays as it is.
    assert open_fen(doors.laptop, "202610") == 10000
    seats_agree(doors)


def test_a_bill_that_arrives_is_settled_from_prepayment_only_the_laptop_knows_of(doors: TwoSeats) -> None:
    doors.pay(ONE, 13000, stamp(2))
    doors.bill(ONE, "前柳村", "202611", 4000)
    issued = issuing.issue(doors.station, LAPTOP, (), doors.folder, stamp(3))
    taken = taking_route.take_route(doors.laptop, doors.laptop_keys, issued.path, stamp(4))
    assert taken.offset == Money(3000)
    assert (open_fen(doors.laptop, "202611"), held(doors.laptop)) == (1000, (0, 0))
    doors.carry_day(stamp(5))
    assert (open_fen(doors.station, "202611"), held(doors.station)) == (1000, (0, 0))
    doors.carry_route(stamp(6))
    seats_agree(doors)


def test_a_laptop_uses_prepayment_the_station_could_not_use_because_the_bill_was_out(doors: TwoSeats) -> None:
    holds(doors, prepay=2500)
    doors.carry_route(stamp(2))
    assert open_fen(doors.station, "202610") == 10000
    assert (open_fen(doors.laptop, "202610"), held(doors.laptop)) == (7500, (0, 0))
    doors.carry_day(stamp(3))
    doors.carry_route(stamp(4))
    assert open_fen(doors.station, "202610") == 7500
    seats_agree(doors)


def test_a_day_that_comes_in_settles_free_bills_from_what_was_left_at_the_door(doors: TwoSeats) -> None:
    doors.pay(ONE, 13000, stamp(2))
    doors.bill(ONE, "前柳村", "202611", 2000)
    doors.carry_day(stamp(3))
    assert (open_fen(doors.station, "202611"), held(doors.station)) == (0, (1000, 0))
    doors.carry_route(stamp(4))
    seats_agree(doors)


def test_what_both_seats_used_is_used_once(doors: TwoSeats) -> None:
    """The station spends the balance on a free bill while the laptop spends it on one that is out."""
    holds(doors, prepay=5000)
    doors.carry_route(stamp(2))
    assert held(doors.laptop) == (0, 0)
    doors.bill(ONE, "前柳村", "202611", 4000)
    issued = issuing.issue(doors.station, LAPTOP, (), doors.folder, stamp(3))
    assert held(doors.station) == (1000, 0)
    taking_in.take_in(doors.station, doors.station_keys, doors.hand_over(stamp(4)), stamp(5))
    taking_route.take_route(doors.laptop, doors.laptop_keys, issued.path, stamp(6))
    assert (open_fen(doors.station, "202610"), held(doors.station)) == (9000, (0, 0))
    doors.carry_route(stamp(7))
    seats_agree(doors)


def test_a_laptop_with_an_offset_the_station_has_not_read_keeps_it_over_a_new_route(doors: TwoSeats) -> None:
    doors.pay(ONE, 13000, stamp(2))
    doors.bill(ONE, "前柳村", "202611", 4000)
    doors.carry_route(stamp(3))
    doors.bill(TWO, "前柳村", "202611", 900)
    doors.carry_route(stamp(4))
    assert (open_fen(doors.laptop, "202611"), held(doors.laptop)) == (1000, (0, 0))
    assert offsets(doors.laptop) == 1
    doors.carry_day(stamp(5))
    doors.carry_route(stamp(6))
    seats_agree(doors)


def test_nothing_is_posted_where_nobody_paid_ahead(doors: TwoSeats) -> None:
    doors.carry_day(stamp(2))
    doors.carry_route(stamp(3))
    assert (offsets(doors.station), offsets(doors.laptop)) == (0, 0)


def test_a_package_taken_in_again_offsets_nothing_again(doors: TwoSeats) -> None:
    doors.pay(ONE, 13000, stamp(2))
    package = doors.hand_over(stamp(3))
    taking_in.take_in(doors.station, doors.station_keys, package, stamp(4))
    doors.bill(ONE, "前柳村", "202611", 2000)
    taking_in.take_in(doors.station, doors.station_keys, package, stamp(5))
    assert open_fen(doors.station, "202611") == 2000
