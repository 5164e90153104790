import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from collector_desktop.domain.names import Badge, DeviceCode, StationCode
from collector_desktop.security.enrolment import (
    EnrolmentAnswer,
    make_answer,
    make_request,
    read_answer,
    read_request,
)
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import (
    AnswerForAnotherLaptop,
    EnrolmentFileDamaged,
    EnrolmentFromTheFuture,
)
from collector_desktop.security.seal import seal, unseal

STATION, LAPTOP, OTHER = DeviceKeys.generate(), DeviceKeys.generate(), DeviceKeys.generate()
AT = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=8)))
ANSWER = EnrolmentAnswer(
    station_code=StationCode("41070305"),
    station_name="柳河供电所",
    station_keys=STATION.public,
    device=DeviceCode("01"),
    device_keys=LAPTOP.public,
    collector_name="王犇",
    badge=Badge("0417"),
    policy_version=1,
)
OF_NOBODY = (EnrolmentFileDamaged, EnrolmentFromTheFuture, AnswerForAnotherLaptop)


def signed_by(keys: DeviceKeys, body: dict[str, Any]) -> bytes:
    return rfc8785.dumps({"body": body, "signature": keys.sign(rfc8785.dumps(body)).hex()})


def body_of(data: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(data)["body"]
    return body


def test_both_sides_see_the_same_fingerprints() -> None:
    request = read_request(make_request(LAPTOP, "柳河-03", AT))
    assert request.fingerprint == LAPTOP.public.fingerprint
    answer = read_answer(make_answer(ANSWER.model_copy(update={"device_keys": request.keys}), STATION), LAPTOP)
    assert answer.fingerprint == STATION.public.fingerprint
    assert answer.device_keys.fingerprint == LAPTOP.public.fingerprint


def test_a_request_arrives_as_it_was_made() -> None:
    request = read_request(make_request(LAPTOP, "柳河-03", AT))
    assert (request.keys, request.label, request.made_at) == (LAPTOP.public, "柳河-03", AT)


def test_an_answer_arrives_as_it_was_made() -> None:
    assert read_answer(make_answer(ANSWER, STATION), LAPTOP) == ANSWER


@given(st.text(max_size=200))
def test_any_label_can_be_asked_with_and_stays_on_one_line(label: str) -> None:
    read = read_request(make_request(LAPTOP, label, AT)).label
    assert len(read) <= 60
    assert "\n" not in read
    assert "\u202e" not in read


def test_a_request_changed_at_any_byte_is_refused() -> None:
    data = make_request(LAPTOP, "柳河-03", AT)
    for at in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[at] ^= 1 << bit
            with pytest.raises((EnrolmentFileDamaged, EnrolmentFromTheFuture)):
                read_request(bytes(changed))


def test_a_request_cut_at_any_byte_is_refused() -> None:
    data = make_request(LAPTOP, "柳河-03", AT)
    for size in range(len(data)):
        with pytest.raises(EnrolmentFileDamaged):
            read_request(data[:size])


def test_an_answer_changed_or_cut_at_any_byte_is_refused() -> None:
    data = make_answer(ANSWER, STATION)
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1 << at % 8
        for damaged in (bytes(changed), data[:at]):
            with pytest.raises(OF_NOBODY):
                read_answer(damaged, LAPTOP)


@given(st.binary(max_size=200))
def test_other_bytes_are_neither_request_nor_answer(data: bytes) -> None:
    with pytest.raises(EnrolmentFileDamaged):
        read_request(data)
    with pytest.raises(EnrolmentFileDamaged):
        read_answer(data, LAPTOP)
    with pytest.raises(EnrolmentFileDamaged):
        read_answer(seal(data, LAPTOP.public), LAPTOP)


@pytest.mark.parametrize("data", [b"[]", b"[" * 10_000, b"{" * 20_000, b'{"body": 1}', b'{"body": {}}', b" " * 100_000])
def test_json_that_is_no_request_is_refused(data: bytes) -> None:
    with pytest.raises(EnrolmentFileDamaged):
        read_request(data)


def test_a_request_for_keys_its_maker_does_not_hold_is_refused() -> None:
    body = body_of(make_request(LAPTOP, "柳河-03", AT))
    with pytest.raises(EnrolmentFileDamaged):
        read_request(signed_by(OTHER, body))
    assert read_request(signed_by(LAPTOP, body)).keys == LAPTOP.public


@pytest.mark.parametrize("change", [{"more": 1}, {"label": "x" * 61}, {"made_at": "2026-11-23"}, {"keys": {}}])
def test_a_signed_request_with_wrong_fields_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(EnrolmentFileDamaged):
        read_request(signed_by(LAPTOP, body_of(make_request(LAPTOP, "", AT)) | change))


def test_a_newer_programs_files_ask_for_an_update() -> None:
    request = body_of(make_request(LAPTOP, "", AT)) | {"version": 2, "new": True}
    with pytest.raises(EnrolmentFromTheFuture) as refusal:
        read_request(signed_by(LAPTOP, request))
    assert refusal.value.facts == {"what": "request", "version": 2, "supported": 1}
    answer = body_of(unseal(make_answer(ANSWER, STATION), LAPTOP)) | {"version": 3}
    with pytest.raises(EnrolmentFromTheFuture):
        read_answer(seal(signed_by(STATION, answer), LAPTOP.public), LAPTOP)


def test_an_answer_for_another_laptop_is_refused() -> None:
    with pytest.raises(AnswerForAnotherLaptop) as refusal:
        read_answer(make_answer(ANSWER, STATION), OTHER)
    assert refusal.value.facts == {"own": OTHER.public.fingerprint}


def test_an_answer_sealed_anew_for_another_laptop_is_refused() -> None:
    stolen = unseal(make_answer(ANSWER, STATION), LAPTOP)
    with pytest.raises(AnswerForAnotherLaptop):
        read_answer(seal(stolen, OTHER.public), OTHER)


def test_an_answer_that_another_key_signed_is_refused() -> None:
    body = body_of(unseal(make_answer(ANSWER, STATION), LAPTOP))
    with pytest.raises(EnrolmentFileDamaged):
        read_answer(seal(signed_by(OTHER, body), LAPTOP.public), LAPTOP)


def test_a_request_never_passes_for_an_answer() -> None:
    with pytest.raises(EnrolmentFileDamaged):
        read_answer(seal(make_request(STATION, "", AT), LAPTOP.public), LAPTOP)


def test_nobody_answers_in_another_stations_name() -> None:
    with pytest.raises(ValueError, match="signer"):
        make_answer(ANSWER, OTHER)


@pytest.mark.parametrize("change", [{"station_code": "4107"}, {"device": "1"}, {"device": "０１"}, {"badge": "9" * 61}])
def test_an_answer_with_codes_that_are_none_is_no_value(change: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        EnrolmentAnswer.model_validate(ANSWER.model_dump() | change)


def test_the_time_of_a_request_keeps_its_moment_in_any_zone() -> None:
    assert read_request(make_request(LAPTOP, "", AT.astimezone(UTC))).made_at == AT
