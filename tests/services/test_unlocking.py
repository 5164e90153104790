"""A PIN forgotten around a change of keys: the station still knows whose laptop asks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from held_seats import lose, take
from two_seats import LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.app.homes import seal_vault
from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.refusals import DeviceRevoked, DeviceUnknown
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import UnlockNotAwaited
from collector_desktop.security.unlocking import seal_for_station
from collector_desktop.security.vault import Vault
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.unlocking import (
    UnlockWanted,
    end_request,
    grant_unlock,
    read_answer,
    read_request,
    request_unlock,
)

ACCOUNT = "4100000001"
KEY = DataKey.generate()


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = owing_seats(tmp_path, ACCOUNT)
    yield seats
    seats.close()


def sealed(seats: TwoSeats) -> Vault:
    """The laptop's vault, sealed as the program seals it."""
    path = seats.folder / "vault.json"
    vault = Vault.load(path) if path.exists() else Vault.make(path, "493817", key=KEY, cost=CHEAP)[0]
    seal_vault(vault, KEY, seats.laptop_keys, seats.station_keys.public, ("农电工甲", LAPTOP))
    return vault


def with_new_keys(seats: TwoSeats) -> TwoSeats:
    """The same seats after the laptop changed its keys."""
    keys = change_keys(seats.laptop, seats.laptop_keys, seats.folder / "laptop.keys", stamp(2))
    return replace(seats, laptop_keys=keys)


def asked(seats: TwoSeats, vault: Vault) -> Path:
    return request_unlock(vault, seats.folder / "unlock.keys", seats.folder, "笔记本", stamp(4)).path


def wanted(seats: TwoSeats, vault: Vault) -> UnlockWanted:
    return read_request(seats.station, seats.station_keys, asked(seats, vault))


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("sealed_again", [False, True])
def test_the_station_knows_whose_laptop_asks_before_and_after_it_hears_of_new_keys(
    seats: TwoSeats, *, told: bool, sealed_again: bool
) -> None:
    vault = sealed(seats)
    after = with_new_keys(seats)
    if sealed_again:
        vault = sealed(after)
    if told:
        take(seats, after.hand_over(stamp(3)))
    asks = wanted(seats, vault)
    assert (asks.device, asks.collector_name, asks.key_known) == (LAPTOP, "农电工甲", told or not sealed_again)
    request = next(seats.folder.glob("*.zsunreq"))
    given = grant_unlock(seats.station, seats.station_keys, request, seats.folder, "忘了密码", stamp(5))
    DeviceKeys.hide(seats.folder / "laptop.keys", KEY)
    key = read_answer(given.path, seats.folder / "unlock.keys", seats.folder / "laptop.keys")
    assert key.secret == KEY.secret


def test_a_request_that_was_ended_is_opened_by_no_answer(seats: TwoSeats) -> None:
    request = asked(seats, sealed(seats))
    given = grant_unlock(seats.station, seats.station_keys, request, seats.folder, "忘了密码", stamp(5))
    waiting = seats.folder / "unlock.keys"
    end_request(waiting)
    end_request(waiting)
    assert not waiting.exists()
    with pytest.raises(UnlockNotAwaited):
        read_answer(given.path, waiting, seats.folder / "laptop.keys")


def test_a_revoked_laptop_is_not_unlocked_by_its_old_key_nor_by_its_code(seats: TwoSeats) -> None:
    old = sealed(seats)
    asks_by_old = asked(seats, old)
    after = with_new_keys(seats)
    asks_by_code = asked(seats, sealed(after))
    lose(seats)
    for each in (asks_by_old, asks_by_code):
        with pytest.raises(DeviceRevoked):
            read_request(seats.station, seats.station_keys, each)


def test_a_code_that_was_never_given_is_nobodys(seats: TwoSeats) -> None:
    vault = sealed(seats)
    stranger = DeviceKeys.generate().public
    vault.enrolled(seal_for_station(KEY, stranger, seats.station_keys.public, "77"), "?")
    with pytest.raises(DeviceUnknown):
        wanted(seats, vault)


def test_a_vault_knows_for_which_keys_it_was_sealed_and_a_new_pin_leaves_that(seats: TwoSeats) -> None:
    vault = sealed(seats)
    vault.set_pin(KEY, "730914")
    assert Vault.load(vault.path).sealed_for == seats.laptop_keys.public.signing


def test_the_laptop_of_a_collector_who_left_is_unlocked_a_stolen_one_is_not(seats: TwoSeats) -> None:
    seats.pay(ACCOUNT, 700, stamp(3))
    lose(seats, cause=Cause.LEFT)
    request = asked(seats, sealed(seats))
    done = grant_unlock(seats.station, seats.station_keys, request, seats.folder, "离岗,账本交回", stamp(50))
    DeviceKeys.hide(seats.folder / "laptop.keys", KEY)
    assert read_answer(done.path, seats.folder / "unlock.keys", seats.folder / "laptop.keys").secret == KEY.secret
