import json
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import NotForThisSeat, UnlockFileDamaged, UnlockForAnother
from collector_desktop.security.seal import unseal
from collector_desktop.security.unlocking import (
    make_unlock_answer,
    make_unlock_request,
    open_sealed,
    read_unlock_answer,
    read_unlock_request,
    seal_for_station,
)

AT = datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8)))
STATION, DEVICE, ASKING = DeviceKeys.generate(), DeviceKeys.generate(), DeviceKeys.generate()
KEY = DataKey.generate()
REQUEST = make_unlock_request(ASKING, seal_for_station(KEY, DEVICE.public, STATION.public), "02 号机", AT)


def test_the_station_learns_whose_laptop_asks_and_gives_the_same_key_back() -> None:
    request = read_unlock_request(REQUEST)
    sealed = open_sealed(request, STATION)
    assert (sealed.signing, sealed.device, sealed.key.secret, request.fingerprint) == (
        DEVICE.public.signing,
        None,
        KEY.secret,
        ASKING.public.fingerprint,
    )
    assert read_unlock_answer(make_unlock_answer(request, sealed.key, STATION), ASKING).secret == KEY.secret


def test_a_seal_says_a_code_where_one_is_given_and_else_reads_as_it_always_did() -> None:
    coded = make_unlock_request(ASKING, seal_for_station(KEY, DEVICE.public, STATION.public, "02"), "02 号机", AT)
    assert open_sealed(read_unlock_request(coded), STATION).device == "02"
    plain = json.loads(unseal(seal_for_station(KEY, DEVICE.public, STATION.public), STATION))
    assert plain.keys() == {"signing", "secret"}


def test_neither_file_gives_the_key_to_anybody_else() -> None:
    answer = make_unlock_answer(read_unlock_request(REQUEST), KEY, STATION)
    for content in (REQUEST, answer):
        assert KEY.secret not in content
        assert KEY.secret.hex().encode() not in content
    with pytest.raises(UnlockForAnother):
        read_unlock_answer(answer, DeviceKeys.generate())
    with pytest.raises(NotForThisSeat):
        open_sealed(read_unlock_request(REQUEST), DeviceKeys.generate())


def test_an_answer_to_another_request_is_refused_even_for_the_same_keys() -> None:
    other = read_unlock_request(
        make_unlock_request(DEVICE, seal_for_station(KEY, DEVICE.public, STATION.public), "02 号机", AT)
    )
    answer = make_unlock_answer(other.model_copy(update={"keys": DEVICE.public}), KEY, STATION)
    with pytest.raises(UnlockForAnother):
        read_unlock_answer(answer, ASKING)


def test_no_bit_of_either_file_can_change_unnoticed() -> None:
    for at in range(0, len(REQUEST), 3):
        changed = REQUEST[:at] + bytes([REQUEST[at] ^ 1]) + REQUEST[at + 1 :]
        with pytest.raises(UnlockFileDamaged):
            read_unlock_request(changed)
    answer = make_unlock_answer(read_unlock_request(REQUEST), KEY, STATION)
    for at in range(0, len(answer), 3):
        changed = answer[:at] + bytes([answer[at] ^ 1]) + answer[at + 1 :]
        with pytest.raises((UnlockFileDamaged, UnlockForAnother)):
            read_unlock_answer(changed, ASKING)


@pytest.mark.parametrize("content", [b"", b"{}", b"age-encryption.org/v1\n", b"\xff" * 99, REQUEST[:-1], REQUEST * 2])
def test_what_is_no_unlock_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnlockFileDamaged):
        read_unlock_request(content)
    with pytest.raises(UnlockFileDamaged):
        read_unlock_answer(content, ASKING)


@pytest.mark.skipif(shutil.which("age") is None, reason="the official age program is not on this machine")
def test_the_official_age_program_opens_the_answer_with_the_keys_that_asked(tmp_path: Path) -> None:
    (tmp_path / "answer").write_bytes(make_unlock_answer(read_unlock_request(REQUEST), KEY, STATION))
    (tmp_path / "identity").write_text(str(ASKING.identities[0]))
    opened = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "identity"), str(tmp_path / "answer")], capture_output=True, check=True
    )
    assert KEY.secret.hex().encode() in opened.stdout
