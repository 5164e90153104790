"""A laptop changes its keys: the station follows from the old to the new, and what the old one signs counts no more."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from held_seats import clone_of, decide, groups, prepaid, received, take
from two_seats import LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.refusals_devices import KeyChangeWrong, KeysAskedAlready
from collector_desktop.exchange.package_refusals import PackageSignedWithUnknownKey
from collector_desktop.security.key_change import prove_change
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import issuing, taking_route
from collector_desktop.services.changing_keys import change_keys, open_with_keys
from collector_desktop.services.revoking import ask_for_keys
from collector_desktop.services.verifying import verify_books, witness
from collector_desktop.services.verifying_evidence import verify_package
from collector_desktop.store.opening import KeysOfAnother, begin_next_chain, open_books
from collector_desktop.store.queries import devices

ONE, TWO = "4100000001", "4100000002"


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """Two households that owe 100.00 each, out with the laptop; the first has paid."""
    seats = owing_seats(tmp_path, ONE, TWO)
    seats.pay(ONE, 10000, stamp(2))
    yield seats
    seats.close()


def keys_file(seats: TwoSeats) -> Path:
    return seats.folder / "laptop.keys"


def changed(seats: TwoSeats, minute: int = 3) -> TwoSeats:
    """The same seats with the laptop's new keys."""
    keys = change_keys(seats.laptop, seats.laptop_keys, keys_file(seats), stamp(minute))
    return replace(seats, laptop_keys=keys)


def test_a_package_signed_with_new_keys_is_believed_because_the_old_one_named_them(seats: TwoSeats) -> None:
    after = changed(seats)
    after.pay(TWO, 10000, stamp(4))
    assert take(seats, after.hand_over(stamp(5))).payments == 2
    assert received(seats) == 20000
    with seats.station.reading() as conn:
        device = devices.device(conn, LAPTOP)
    assert device is not None
    assert (device.signing_key, device.recipient) == (
        after.laptop_keys.public.signing,
        after.laptop_keys.public.recipient,
    )
    assert DeviceKeys.load(keys_file(seats)).public == after.laptop_keys.public


def test_a_package_across_the_change_is_verified_before_and_after_it_is_taken_in(seats: TwoSeats) -> None:
    after = changed(changed(seats), minute=4)
    after.pay(TWO, 10000, stamp(5))
    package = after.hand_over(stamp(6))
    before = verify_package(seats.station, seats.station_keys, package)
    assert before.new_lines == before.lines > 4
    take(seats, package)
    again = verify_package(seats.station, seats.station_keys, package)
    assert (again.lines, again.new_lines) == (before.lines, 0)


def test_two_changes_before_the_station_hears_of_either_are_followed(seats: TwoSeats) -> None:
    after = changed(changed(seats), minute=4)
    assert after.laptop.chain == "01.3"
    take(seats, after.hand_over(stamp(5)))
    after.pay(TWO, 10000, stamp(6))
    assert take(seats, after.hand_over(stamp(7)), minute=51).payments == 1


def test_both_books_verify_across_the_change(seats: TwoSeats) -> None:
    after = changed(seats)
    take(seats, after.hand_over(stamp(5)))
    assert verify_books(seats.station_file).findings == ()
    assert verify_books(seats.laptop_file, station=witness(seats.station_file)).findings == ()


def test_a_route_that_was_sealed_for_the_old_keys_is_still_opened(seats: TwoSeats) -> None:
    issued = issuing.issue(seats.station, LAPTOP, (), seats.folder, stamp(3))
    after = changed(seats, minute=4)
    assert not taking_route.take_route(after.laptop, DeviceKeys.load(keys_file(seats)), issued.path, stamp(5)).again


def test_what_the_old_key_signs_after_the_change_is_held(seats: TwoSeats) -> None:
    thief = open_books(seats.laptop_file, seats.laptop_keys, stamp(3))
    after = changed(seats)
    stolen = replace(seats, laptop=thief, laptop_keys=seats.laptop_keys)
    take(seats, after.hand_over(stamp(5)))
    with thief.writing() as conn:
        begin_next_chain(thief, conn, seats.laptop_keys, stamp(6))
    thief.signer = DeviceKeys.generate()
    with pytest.raises(PackageSignedWithUnknownKey):
        take(seats, stolen.hand_over(stamp(6)))
    thief.signer = seats.laptop_keys
    taken = take(seats, stolen.hand_over(stamp(7)))
    assert (taken.new_lines, taken.held_lines) == (0, 1)
    assert groups(seats)[0].why is Why.OLD_KEY
    thief.close()


def test_what_a_copy_takes_under_new_keys_of_its_own_is_held_and_its_money_can_be_credited(seats: TwoSeats) -> None:
    clone = clone_of(seats)
    shutil.copy(keys_file(seats), keys_file(clone))
    take(seats, changed(seats).hand_over(stamp(5)))
    copy = changed(clone, minute=6)
    copy.pay(TWO, 10000, stamp(7))
    taken = take(seats, copy.hand_over(stamp(8)))
    assert (taken.new_lines, taken.held_lines) == (0, 3)
    assert [(group.why, len(group.lines)) for group in groups(seats)] == [(Why.FORKED, 1), (Why.FORKED, 2)]
    for _group in groups(seats):
        decide(seats, release=True)
    assert [group.state for group in groups(seats)] == [HeldState.RELEASED] * 2
    assert (received(seats), prepaid(seats, TWO)) == (10000, 10000)
    copy.laptop.close()


def test_lines_after_the_change_on_the_old_chain_are_held(seats: TwoSeats) -> None:
    old = seats.laptop.signer
    after = changed(seats)
    chain = after.laptop.chain
    seats.laptop.signer, seats.laptop.chain = old, type(chain)("01.1")
    seats.pay(TWO, 10000, stamp(4))
    seats.laptop.signer, seats.laptop.chain = after.laptop_keys, chain
    taken = take(seats, after.hand_over(stamp(5)))
    assert (taken.payments, taken.held_lines) == (1, 1)
    assert groups(seats)[0].why is Why.OLD_KEY


def test_nobody_names_keys_they_do_not_hold(seats: TwoSeats) -> None:
    others, own = DeviceKeys.generate(), seats.laptop_keys
    forged = KeysChanged(
        **dict(stamp(3)),
        id=new_act_id(),
        chain=seats.laptop.chain,
        replaces=own.public.signing,
        signing_key=others.public.signing,
        recipient=others.public.recipient,
        proof=prove_change(own.public.signing, own),
    )
    with seats.laptop.writing() as conn:
        seats.laptop.post(conn, forged)
    with pytest.raises(KeyChangeWrong):
        take(seats, seats.hand_over(stamp(4)))
    assert received(seats) == 0


def test_the_station_asks_and_the_laptop_makes_new_keys_at_its_next_start(seats: TwoSeats) -> None:
    ask_for_keys(seats.station, LAPTOP, "密钥用了一年", stamp(3))
    with pytest.raises(KeysAskedAlready):
        ask_for_keys(seats.station, LAPTOP, "再请一次", stamp(4))
    seats.carry_route(stamp(5))
    seats.laptop.close()
    before = seats.laptop_keys.public
    ledger, keys = open_with_keys(seats.laptop_file, keys_file(seats), stamp(6))
    assert keys.public != before
    after = replace(seats, laptop=ledger, laptop_keys=keys)
    take(seats, after.hand_over(stamp(7)))
    with seats.station.reading() as conn:
        device = devices.device(conn, LAPTOP)
    assert device is not None
    assert (device.keys_wanted_on, device.signing_key) == (None, keys.public.signing)
    ledger.close()
    again, same = open_with_keys(seats.laptop_file, keys_file(seats), stamp(8))
    assert same.public == keys.public
    again.close()


def test_a_change_cut_short_after_the_books_know_it_is_finished_at_the_next_start(seats: TwoSeats) -> None:
    old = keys_file(seats).read_bytes()
    after = changed(seats)
    after.laptop.close()
    keys_file(seats).rename(keys_file(seats).with_name("laptop.keys.next"))
    keys_file(seats).write_bytes(old)
    keys_file(seats).chmod(0o600)
    ledger, keys = open_with_keys(seats.laptop_file, keys_file(seats), stamp(6))
    assert keys.public == after.laptop_keys.public
    assert DeviceKeys.load(keys_file(seats)).public == keys.public
    ledger.close()


def test_keys_left_beside_by_a_change_that_never_was_are_not_used(seats: TwoSeats) -> None:
    seats.laptop.close()
    DeviceKeys.generate().save(keys_file(seats).with_name("laptop.keys.next"))
    ledger, keys = open_with_keys(seats.laptop_file, keys_file(seats), stamp(6))
    assert keys.public == seats.laptop_keys.public
    ledger.close()
    keys_file(seats).unlink()
    DeviceKeys.generate().save(keys_file(seats))
    with pytest.raises(KeysOfAnother):
        open_with_keys(seats.laptop_file, keys_file(seats), stamp(7))
