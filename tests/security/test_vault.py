import json
import stat
from pathlib import Path

import pytest
from cheap_pins import CHEAP

from collector_desktop.domain.pin import PinTooShort
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import (
    HiddenDamaged,
    KeysDamaged,
    PinLocked,
    PinWaits,
    PinWrong,
    VaultAlreadyThere,
    VaultDamaged,
    VaultFromTheFuture,
)
from collector_desktop.security.tries import MOST_TRIES
from collector_desktop.security.vault import PinCost, Vault

PIN, OTHER = "730914", "281905"


class Hours:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def made(folder: Path, clock: Hours | None = None) -> tuple[Vault, DataKey]:
    return Vault.make(folder / "vault.json", PIN, cost=CHEAP, clock=clock or Hours())


def test_the_pin_opens_the_data_key_again_after_a_restart(tmp_path: Path) -> None:
    _, key = made(tmp_path)
    assert Vault.load(tmp_path / "vault.json").open(PIN).secret == key.secret


def test_what_the_vault_spends_on_a_try_is_what_rfc_9106_asks_of_a_small_machine() -> None:
    cost = PinCost()
    assert cost.memory_kib >= 64 * 1024
    assert cost.passes >= 3


def test_only_the_owner_may_read_the_vault_and_neither_pin_nor_key_is_in_it(tmp_path: Path) -> None:
    vault, key = made(tmp_path)
    written = vault.path.read_bytes()
    assert stat.S_IMODE(vault.path.stat().st_mode) == 0o600
    assert PIN.encode() not in written
    assert key.secret not in written
    assert key.secret.hex().encode() not in written


def test_a_new_pin_wraps_the_same_key_and_the_old_one_opens_nothing(tmp_path: Path) -> None:
    vault, key = made(tmp_path)
    vault.set_pin(key, OTHER)
    again = Vault.load(vault.path)
    with pytest.raises(PinWrong):
        again.open(PIN)
    assert again.open(OTHER).secret == key.secret
    with pytest.raises(PinTooShort):
        vault.set_pin(key, "1")


def test_a_vault_is_never_overwritten(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(VaultAlreadyThere):
        made(tmp_path)


def test_the_wait_grows_with_every_wrong_pin(tmp_path: Path) -> None:
    clock = Hours()
    vault, _ = made(tmp_path, clock)
    waits = []
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(PinWrong):
            vault.open(OTHER)
        waits.append(vault.wait())
        clock.now += vault.wait()
    assert waits == sorted(waits)
    assert waits[:2] == [0, 0]
    assert waits[-1] == 3600


def test_while_it_waits_even_the_right_pin_is_not_tried(tmp_path: Path) -> None:
    clock = Hours()
    vault, key = made(tmp_path, clock)
    for _ in range(3):
        with pytest.raises(PinWrong):
            vault.open(OTHER)
    clock.now += 9.9
    with pytest.raises(PinWaits):
        vault.open(PIN)
    clock.now += 0.2
    assert vault.open(PIN).secret == key.secret


def test_a_restart_starts_the_wait_anew(tmp_path: Path) -> None:
    vault, _ = made(tmp_path)
    for _ in range(3):
        with pytest.raises(PinWrong):
            vault.open(OTHER)
    assert Vault.load(vault.path, clock=Hours()).wait() == 10


def test_after_too_many_wrong_pins_it_is_locked_for_good_and_the_right_one_no_longer_opens(tmp_path: Path) -> None:
    clock = Hours()
    vault, key = made(tmp_path, clock)
    for _ in range(MOST_TRIES):
        clock.now += 3600
        with pytest.raises(PinWrong):
            vault.open(OTHER)
    clock.now += 1e9
    with pytest.raises(PinLocked):
        vault.open(PIN)
    with pytest.raises(PinLocked):
        Vault.load(vault.path).open(PIN)
    vault.set_pin(key, OTHER)
    assert vault.open(OTHER).secret == key.secret


def test_a_try_is_counted_before_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault, _ = made(tmp_path)

    def killed(*_arguments: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("collector_desktop.security.vault.hash_secret_raw", killed)
    with pytest.raises(KeyboardInterrupt):
        vault.open(OTHER)
    assert Vault.load(vault.path).tries_left == MOST_TRIES - 1


def test_the_right_pin_clears_the_count(tmp_path: Path) -> None:
    vault, _ = made(tmp_path)
    with pytest.raises(PinWrong):
        vault.open(OTHER)
    vault.open(PIN)
    assert Vault.load(vault.path).tries_left == MOST_TRIES


def test_what_was_sealed_for_the_station_and_whose_it_is_stay_with_another_pin(tmp_path: Path) -> None:
    vault, key = made(tmp_path)
    assert vault.sealed is None
    vault.enrolled(b"sealed by the age format", "02 号机")
    vault.set_pin(key, OTHER)
    again = Vault.load(vault.path)
    assert (again.sealed, again.label) == (b"sealed by the age format", "02 号机")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"format":"zoushou-vault","version":1}', b"[" * 100_000]
)
def test_a_file_that_is_no_vault_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vault.json"
    path.write_bytes(content)
    with pytest.raises(VaultDamaged):
        Vault.load(path)


def test_no_changed_byte_of_a_vault_ever_gives_a_key(tmp_path: Path) -> None:
    vault, key = made(tmp_path)
    whole = vault.path.read_bytes()
    opened = 0
    for at in range(len(whole)):
        vault.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            opened += Vault.load(vault.path).open(PIN).secret != key.secret
        except (VaultDamaged, VaultFromTheFuture, PinWrong, PinLocked, PinWaits):
            continue
    assert opened == 0


def test_a_vault_that_would_eat_the_memory_is_refused(tmp_path: Path) -> None:
    vault, _ = made(tmp_path)
    content = json.loads(vault.path.read_bytes())
    content["cost"]["memory_kib"] = 1 << 30
    vault.path.write_text(json.dumps(content))
    with pytest.raises(VaultDamaged):
        Vault.load(vault.path)


def test_a_vault_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    vault, _ = made(tmp_path)
    vault.path.write_text(json.dumps({**json.loads(vault.path.read_bytes()), "version": 2, "more": 1}))
    with pytest.raises(VaultFromTheFuture):
        Vault.load(vault.path)


def test_hidden_bytes_are_read_only_whole_and_for_their_own_use() -> None:
    key = DataKey.generate()
    hidden = key.hide(b"what the books say", "files")
    assert key.reveal(hidden, "files") == b"what the books say"
    broken = [hidden[:at] + bytes([hidden[at] ^ 1]) + hidden[at + 1 :] for at in range(len(hidden))]
    for changed in (*broken, hidden[:-1], b"", hidden + b"x"):
        with pytest.raises(HiddenDamaged):
            key.reveal(changed, "files")
    with pytest.raises(HiddenDamaged):
        key.reveal(hidden, "mirror")
    with pytest.raises(HiddenDamaged):
        DataKey.generate().reveal(hidden, "files")


def test_a_laptops_keys_are_read_with_its_data_key_alone(tmp_path: Path) -> None:
    key, keys = DataKey.generate(), DeviceKeys.generate()
    path = tmp_path / "device.keys"
    keys.save(path, key)
    assert DeviceKeys.load(path, key).public == keys.public
    assert b"AGE-SECRET-KEY" not in path.read_bytes()
    for wrong in (None, DataKey.generate()):
        with pytest.raises(KeysDamaged):
            DeviceKeys.load(path, wrong)
