import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import DamagedSeal, NotForThisSeat, NotSealed, SealCutShort
from collector_desktop.security.seal import seal, unseal

KEYS = DeviceKeys.generate()
NAMED = (NotSealed, SealCutShort, NotForThisSeat, DamagedSeal)


@given(st.binary(max_size=300))
def test_what_was_sealed_comes_back(data: bytes) -> None:
    assert unseal(seal(data, KEYS.public), KEYS) == data


def test_every_named_receiver_opens_it_alone() -> None:
    other = DeviceKeys.generate()
    sealed = seal(b"books", KEYS.public, other.public)
    assert unseal(sealed, KEYS) == unseal(sealed, other) == b"books"


def test_another_seat_cannot_open_it() -> None:
    with pytest.raises(NotForThisSeat):
        unseal(seal(b"books", DeviceKeys.generate().public), KEYS)


def test_a_seal_changed_at_any_byte_does_not_open() -> None:
    sealed = seal(b"books", KEYS.public)
    for at in range(len(sealed)):
        for bit in range(8):
            changed = bytearray(sealed)
            changed[at] ^= 1 << bit
            with pytest.raises(NAMED):
                unseal(bytes(changed), KEYS)


def test_a_seal_cut_in_its_header_is_called_cut_short_and_later_damaged() -> None:
    sealed = seal(b"books" * 100, KEYS.public)
    content = len(sealed) - len(b"books" * 100)
    for size in range(content):
        with pytest.raises(SealCutShort):
            unseal(sealed[:size], KEYS)
    for size in range(content, len(sealed)):
        with pytest.raises(DamagedSeal):
            unseal(sealed[:size], KEYS)


def test_a_seal_cut_between_two_blocks_does_not_open() -> None:
    data = bytes(200_000)
    sealed = seal(data, KEYS.public)
    header = len(sealed) - len(data) - 4 * 16
    for blocks in (1, 2, 3):
        with pytest.raises(DamagedSeal):
            unseal(sealed[: header + blocks * (65536 + 16)], KEYS)


@given(st.binary(min_size=1, max_size=200))
def test_other_bytes_are_no_seal(data: bytes) -> None:
    with pytest.raises((NotSealed, SealCutShort)):
        unseal(data, KEYS)


def test_something_after_the_seal_is_noticed() -> None:
    with pytest.raises(DamagedSeal):
        unseal(seal(b"books", KEYS.public) + b"\n", KEYS)
