"""A chain that goes on from held lines: it is held with them, whatever key it is signed with, and decided later."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from held_seats import clone_of, decide, groups, lose, prepaid, received, take
from sqlalchemy import update
from two_seats import LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals_devices import HeldBuildsOnOthers
from collector_desktop.services import voiding
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.deciding_held import DecideHeld, decide_held
from collector_desktop.services.device_words import held_words
from collector_desktop.services.printing_out import order_reprint
from collector_desktop.services.verifying import verify_books
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import attention, devices, receipts
from collector_desktop.store.tables.machinery import NumberMarkRow

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """Three households that owe 100.00 each, out with the laptop."""
    seats = owing_seats(tmp_path, ONE, TWO, THREE)
    yield seats
    seats.close()


@pytest.fixture
def clone(seats: TwoSeats) -> Iterator[TwoSeats]:
    """A copy that took 100.00 and 40.00, went back to its own newest backup, and goes on; the original's day is in."""
    clone = clone_of(seats)
    seats.pay(ONE, 5000, stamp(2))
    take(seats, seats.hand_over(stamp(3)))
    clone.pay(TWO, 10000, stamp(5))
    clone.pay(THREE, 4000, stamp(6))
    clone.laptop.close()
    clone = back_up_and_restore(clone)
    yield clone
    clone.laptop.close()


def back_up_and_restore(seats: TwoSeats) -> TwoSeats:
    file = seats.laptop.file
    assert file is not None
    seats.laptop.close()
    return replace(seats, laptop=open_books(file, seats.laptop_keys, stamp(8), restored=True))


def newest_receipt(seats: TwoSeats, account: str = THREE) -> ReceiptNumber:
    with seats.laptop.reading() as conn:
        return receipts.of_account(conn, account)[-1].receipt.number  # type: ignore[arg-type]


def void(seats: TwoSeats, minute: int = 9) -> None:
    voiding.void(seats.laptop, newest_receipt(seats), "收错", stamp(minute))


def voids_to_act_on(seats: TwoSeats) -> list[tuple[str, str, int]]:
    """What the attention list says of voids that were not posted: receipt, household, fen."""
    with seats.station.reading() as conn:
        found = [line for line in attention.lines(conn) if line.kind is Attention.VOID_NOT_POSTED]
    assert all("收错" in attention_sentence(line) for line in found)
    return [(line.subject, line.account, line.amount.fen) for line in found]


def verified(seats: TwoSeats) -> bool:
    return verify_books(seats.station_file).findings == ()


@pytest.mark.parametrize("first", ["with it", "before it", "released", "rejected"])
@pytest.mark.parametrize("act", ["void", "reprint", "nothing"])
def test_a_chain_that_goes_on_from_held_lines_is_held_whatever_it_says_of_them(
    seats: TwoSeats, clone: TwoSeats, first: str, act: str
) -> None:
    if first != "with it":
        take(seats, clone.hand_over(stamp(9)), minute=10)
    if first in ("released", "rejected"):
        for minute in (11, 12):
            decide(seats, release=first == "released", minute=minute)
    match act:
        case "void":
            void(clone, 13)
        case "reprint":
            order_reprint(clone.laptop, newest_receipt(clone), stamp(13))
    clone.pay(TWO, 300, stamp(14))
    taken = take(seats, clone.hand_over(stamp(15)))
    assert (taken.new_lines, taken.payments) == (0, 0)
    assert {(group.chain, group.why) for group in groups(seats)} == {("01.1", Why.FORKED), ("01.2", Why.BUILDS_ON)}
    while any(group.state is HeldState.WAITING for group in groups(seats)):
        decide(seats, release=True)
    assert (received(seats), verified(seats)) == (5000, True)
    if first != "rejected":
        assert prepaid(seats, TWO) == 10300


def test_they_are_released_after_the_lines_they_go_on_from_and_a_void_among_them_counts(
    seats: TwoSeats, clone: TwoSeats
) -> None:
    void(clone)
    clone.pay(TWO, 300, stamp(14))
    package = clone.hand_over(stamp(15))
    take(seats, package)
    later = groups(seats)[1]
    with pytest.raises(HeldBuildsOnOthers):
        decide_held(seats.station, DecideHeld(first=later.first, release=True, reason="核对过"), stamp(51))
    decide(seats, release=True, minute=52)
    assert (prepaid(seats, TWO), prepaid(seats, THREE)) == (10000, 0)
    decide(seats, release=True, minute=53)
    take(seats, clone.hand_over(stamp(54)), minute=55)
    assert [group.state for group in groups(seats)] == [HeldState.RELEASED, HeldState.RELEASED]
    assert (prepaid(seats, TWO), prepaid(seats, THREE), received(seats)) == (10300, 0, 5000)


def test_money_credited_before_its_void_came_is_named_to_the_manager_when_that_is_released(
    seats: TwoSeats, clone: TwoSeats
) -> None:
    take(seats, clone.hand_over(stamp(9)), minute=10)
    decide(seats, release=True, minute=11)
    number = newest_receipt(clone)
    void(clone, 12)
    take(seats, clone.hand_over(stamp(13)), minute=14)
    assert voids_to_act_on(seats) == []
    while any(group.state is HeldState.WAITING for group in groups(seats)):
        decide(seats, release=True, minute=15)
    assert voids_to_act_on(seats) == [(number, THREE, 4000)]


@pytest.mark.parametrize("release", [True, False])
def test_a_held_void_of_an_earlier_receipt_is_shown_and_the_manager_is_told_if_it_is_released(
    seats: TwoSeats, *, release: bool
) -> None:
    number = seats.pay(THREE, 10000, stamp(2)).number
    copy = clone_of(seats)
    seats.pay(TWO, 100, stamp(4))
    take(seats, seats.hand_over(stamp(5)))
    void(copy, 6)
    copy.pay(TWO, 900, stamp(7))
    take(seats, copy.hand_over(stamp(8)))
    (group,) = groups(seats)
    assert [(each.number, each.account, each.amount.fen) for each in group.content.voids] == [(number, THREE, 10000)]
    assert "作废以前的收据 1 张共 100.00 元" in held_words(group)
    decide(seats, release=release)
    assert voids_to_act_on(seats) == ([(number, THREE, 10000)] if release else [])
    assert received(seats) == 10100
    copy.laptop.close()


@pytest.mark.parametrize("first", [True, False])
def test_money_is_credited_once_where_its_void_is_rejected(seats: TwoSeats, clone: TwoSeats, *, first: bool) -> None:
    void(clone)
    take(seats, clone.hand_over(stamp(15)))
    later = groups(seats)[1]
    refused = DecideHeld(first=later.first, release=False, reason="没有退过钱")
    if first:
        decide_held(seats.station, refused, stamp(51))
    decide(seats, release=True, minute=52)
    if not first:
        assert prepaid(seats, THREE) == 0
        decide_held(seats.station, refused, stamp(53))
    assert (prepaid(seats, TWO), prepaid(seats, THREE), received(seats)) == (10000, 4000, 5000)


def test_a_lost_laptops_two_chains_released_in_order_are_posted_as_they_are(seats: TwoSeats) -> None:
    seats.pay(ONE, 5000, stamp(2))
    take(seats, seats.hand_over(stamp(3)))
    seats.pay(THREE, 4000, stamp(4))
    seats = back_up_and_restore(seats)
    void(seats)
    seats.pay(TWO, 300, stamp(10))
    lose(seats)
    take(seats, seats.hand_over(stamp(41)))
    assert [group.why for group in groups(seats)] == [Why.REVOKED, Why.REVOKED]
    decide(seats, release=True)
    decide(seats, release=True, minute=56)
    assert (received(seats), verified(seats)) == (5300, True)
    with seats.station.reading() as conn:
        given = receipts.by_number(conn, newest_receipt(seats))
    assert given is not None
    assert given.void is not None
    seats.laptop.close()


def test_a_chain_after_lines_that_were_rejected_stays_rejected(seats: TwoSeats) -> None:
    seats.pay(THREE, 4000, stamp(4))
    lose(seats, 5)
    seats = back_up_and_restore(seats)
    seats.pay(TWO, 300, stamp(10))
    take(seats, seats.hand_over(stamp(41)))
    later = groups(seats)[1]
    decide_held(seats.station, DecideHeld(first=later.first, release=False, reason="不认"), stamp(51))
    decide(seats, release=True)
    assert take(seats, seats.hand_over(stamp(57)), minute=58).new_lines == 0
    assert (received(seats), prepaid(seats, TWO)) == (4000, 0)
    seats.laptop.close()


def test_a_lost_laptop_that_had_changed_its_keys_is_held_and_released_with_its_new_ones(seats: TwoSeats) -> None:
    seats.pay(ONE, 5000, stamp(2))
    take(seats, seats.hand_over(stamp(3)))
    keys = change_keys(seats.laptop, seats.laptop_keys, seats.folder / "laptop.keys", stamp(4))
    after = replace(seats, laptop_keys=keys)
    after.pay(TWO, 7000, stamp(5))
    keys = change_keys(after.laptop, keys, seats.folder / "laptop.keys", stamp(6))
    after = replace(after, laptop_keys=keys)
    lose(seats)
    taken = take(seats, after.hand_over(stamp(7)))
    assert (taken.held_lines, taken.held_received.fen) == (5, 7000)
    after.pay(THREE, 200, stamp(8))
    assert take(seats, after.hand_over(stamp(9)), minute=51).held_lines == 1
    for minute in (52, 53, 54):
        decide(seats, release=True, minute=minute)
    assert (received(seats), verified(seats)) == (12200, True)
    with seats.station.reading() as conn:
        device = devices.device(conn, LAPTOP)
    assert device is not None
    assert device.signing_key == keys.public.signing


@pytest.mark.parametrize("release", [True, False])
def test_a_laptop_with_a_number_given_twice_changes_its_keys_and_still_hands_over(
    seats: TwoSeats, *, release: bool
) -> None:
    seats.pay(ONE, 100, stamp(2))
    copy = back_up_and_restore(clone_of(seats))
    given = copy.pay(TWO, 200, stamp(9)).number
    take(seats, copy.hand_over(stamp(10)))
    with seats.laptop.writing() as conn:
        conn.execute(update(NumberMarkRow).values(used=given.counter - 1))
    assert seats.pay(THREE, 300, stamp(11)).number == given
    take(seats, seats.hand_over(stamp(12)), minute=13)
    decide(seats, release=release, minute=14)
    keys = change_keys(seats.laptop, seats.laptop_keys, seats.folder / "laptop.keys", stamp(15))
    after = replace(seats, laptop_keys=keys)
    after.pay(THREE, 400, stamp(16))
    taken = take(seats, after.hand_over(stamp(17)), minute=18)
    assert (taken.new_lines, taken.held_received.fen) == (0, 400)
    while any(group.state is HeldState.WAITING for group in groups(seats)):
        decide(seats, release=release, minute=19)
    assert take(seats, after.hand_over(stamp(20)), minute=21).held_lines == 0
    assert (received(seats), verified(seats)) == (300, True)
    assert prepaid(seats, THREE) == (700 if release else 0)
    copy.laptop.close()
