import json
import os
import re
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from collector_desktop.security.keys import DeviceKeys, PublicKeys, verify
from collector_desktop.security.refusals import (
    KeysAlreadyThere,
    KeysDamaged,
    KeysFromTheFuture,
    KeysReadableByOthers,
    SignatureWrong,
)

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in its folders' lists")


def test_no_two_seats_get_the_same_keys() -> None:
    assert DeviceKeys.generate().public != DeviceKeys.generate().public


def test_keys_come_back_from_their_file(tmp_path: Path) -> None:
    keys = DeviceKeys.generate()
    keys.save(tmp_path / "keys")
    again = DeviceKeys.load(tmp_path / "keys")
    assert again.public == keys.public
    verify(keys.public, b"line", again.sign(b"line"))


@posix_only
def test_the_key_file_is_the_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        DeviceKeys.generate().save(tmp_path / "keys")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o600


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601])
def test_a_key_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keys"
    DeviceKeys.generate().save(path)
    path.chmod(mode)
    with pytest.raises(KeysReadableByOthers) as refusal:
        DeviceKeys.load(path)
    assert refusal.value.facts == {"path": path, "mode": f"{mode:04o}"}


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    keys = DeviceKeys.generate()
    keys.save(path)
    with pytest.raises(KeysAlreadyThere):
        DeviceKeys.generate().save(path)
    assert DeviceKeys.load(path).public == keys.public


def test_a_missing_key_file_is_a_fault_and_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DeviceKeys.load(tmp_path / "keys")


def test_a_key_file_cut_at_any_byte_is_refused(tmp_path: Path) -> None:
    whole, cut = tmp_path / "keys", tmp_path / "cut"
    DeviceKeys.generate().save(whole)
    data = whole.read_bytes().rstrip()
    cut.touch(0o600)
    for size in range(len(data)):
        cut.write_bytes(data[:size])
        with pytest.raises(KeysDamaged):
            DeviceKeys.load(cut)


@pytest.mark.parametrize("content", [b"[]", b"null", b'{"format":"other"}', b"\xff\xfe", b"[" * 4000])
def test_another_file_is_no_key_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys"
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(KeysDamaged):
        DeviceKeys.load(path)


def test_a_key_file_of_a_newer_program_asks_for_an_update(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    DeviceKeys.generate().save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 2}))
    with pytest.raises(KeysFromTheFuture) as refusal:
        DeviceKeys.load(path)
    assert refusal.value.facts["version"] == 2


def test_keys_do_not_show_their_secret_when_printed() -> None:
    keys = DeviceKeys.generate()
    assert "SECRET" not in repr(keys)
    assert keys.public.fingerprint in repr(keys)


def test_a_signature_holds_for_its_bytes_and_its_signer_only() -> None:
    keys, other = DeviceKeys.generate(), DeviceKeys.generate()
    signature = keys.sign(b"line 1")
    assert len(signature) == 64
    verify(keys.public, b"line 1", signature)
    verify(keys.public.signing, b"line 1", signature)
    for public, data, wrong in (
        (keys.public, b"line 2", signature),
        (other.public, b"line 1", signature),
        (keys.public, b"line 1", signature[:-1]),
        (keys.public, b"line 1", b""),
        (keys.public, b"line 1", bytes(64)),
    ):
        with pytest.raises(SignatureWrong):
            verify(public, data, wrong)


def test_a_fingerprint_is_six_groups_of_five_digits_and_depends_on_both_keys() -> None:
    one, two = DeviceKeys.generate().public, DeviceKeys.generate().public
    assert re.fullmatch(r"[0-9]{5}( [0-9]{5}){5}", one.fingerprint)
    mixed = PublicKeys(signing=one.signing, recipient=two.recipient)
    assert len({one.fingerprint, two.fingerprint, mixed.fingerprint}) == 3


def test_a_fingerprint_stays_the_same_for_ever() -> None:
    public = PublicKeys(
        signing="d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        recipient="age1mnj8e25rcgyz8dym0vuf8vrg5qmacx8ggjzg5fv890dd4du7jf9qsqpvrj",
    )
    assert public.fingerprint == "60799 43559 91669 47253 48184 03171"


@pytest.mark.parametrize(
    ("signing", "recipient"),
    [
        ("00" * 31, "age1mnj8e25rcgyz8dym0vuf8vrg5qmacx8ggjzg5fv890dd4du7jf9qsqpvrj"),
        ("zz" * 32, "age1mnj8e25rcgyz8dym0vuf8vrg5qmacx8ggjzg5fv890dd4du7jf9qsqpvrj"),
        ("00" * 32, "age1mnj8e25rcgyz8dym0vuf8vrg5qmacx8ggjzg5fv890dd4du7jf9qsqpvrq"),
        ("00" * 32, ""),
    ],
)
def test_what_is_no_key_is_no_value(signing: str, recipient: str) -> None:
    with pytest.raises(ValidationError):
        PublicKeys(signing=signing, recipient=recipient)
