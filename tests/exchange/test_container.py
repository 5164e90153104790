"""Packages between two seats: what arrives, and the refusal that names each fault."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.names import ChainId, DeviceCode, StationCode
from collector_desktop.exchange.bounded_zip import write_zip
from collector_desktop.exchange.container import open_package, pack
from collector_desktop.exchange.package import (
    VERSION,
    ChainSpan,
    Expected,
    KnownSender,
    PackageHeader,
    PackageKind,
    PackageLimits,
)
from collector_desktop.exchange.package_refusals import (
    NotAPackage,
    PackageChanged,
    PackageForAnotherDevice,
    PackageForAnotherStation,
    PackageFromRevokedDevice,
    PackageFromTheFuture,
    PackageFromUnknownDevice,
    PackageKindWrong,
    PackagePathWrong,
    PackageSealedForAnother,
    PackageSignedWithUnknownKey,
    PackageTooLarge,
    PackageTruncated,
)
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.seal import seal

STATION, LAPTOP, STRANGER = DeviceKeys.generate(), DeviceKeys.generate(), DeviceKeys.generate()
HEADER = PackageHeader(
    kind=PackageKind.DAY,
    station=StationCode("41070305"),
    sender=DeviceCode("01"),
    receiver=DeviceCode("00"),
    number=7,
    day=date(2026, 11, 23),
    made_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    chains=(ChainSpan(chain=ChainId("01.1"), first_line=1, last_line=3),),
)
EXPECTED = Expected(kind=PackageKind.DAY, station=StationCode("41070305"), receiver=DeviceCode("00"))
PARTS = {"journal.jsonl": '{"户名":"王犇"}\n'.encode() * 3, "photo-1.jpg": bytes(range(256))}
NAMED = (NotAPackage, PackageChanged, PackageTruncated, PackageSealedForAnother)


def enrolled(code: DeviceCode) -> KnownSender | None:
    return {"01": KnownSender(signing=LAPTOP.public.signing)}.get(code)


def packed(header: PackageHeader = HEADER, signer: DeviceKeys = LAPTOP) -> bytes:
    return pack(header, PARTS, signer, STATION.public)


def sealed(manifest: bytes, parts: dict[str, bytes]) -> bytes:
    """A package made by hand, signed by the laptop: what a faulty or hostile program could send."""
    payload = write_zip({"manifest.json": manifest, **parts}, deflate=True)
    return seal(write_zip({"payload.zip": payload, "payload.sig": LAPTOP.sign(payload)}, deflate=False), STATION.public)


def manifest(contents: dict[str, bytes], /, **changes: object) -> bytes:
    marks = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    }
    header = json.loads(HEADER.model_dump_json())
    return json.dumps({"format": "zoushou-package", "version": 1, "header": header, "parts": marks} | changes).encode()


def test_a_package_made_by_hand_as_it_should_be_is_taken() -> None:
    assert open_package(sealed(manifest(PARTS), PARTS), STATION, EXPECTED, enrolled).parts == PARTS


def test_a_package_arrives_as_it_was_packed() -> None:
    data = packed()
    package = open_package(data, STATION, EXPECTED, enrolled)
    assert package.header == HEADER
    assert package.parts == PARTS
    assert package.sha256 == hashlib.sha256(data).hexdigest()


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}\.[a-z0-9]{1,8}", fullmatch=True).filter(
            lambda name: name != "manifest.json"
        ),
        st.binary(max_size=200),
        max_size=5,
    )
)
def test_any_parts_arrive(parts: dict[str, bytes]) -> None:
    assert open_package(pack(HEADER, parts, LAPTOP, STATION.public), STATION, EXPECTED, enrolled).parts == parts


def test_a_package_arrives_as_a_file_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "??_1.tmp"
    path.write_bytes(packed())
    assert open_package(path, STATION, EXPECTED, enrolled).parts == PARTS


def test_a_package_changed_at_any_byte_is_refused_by_name() -> None:
    data = packed()
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1 << at % 8
        with pytest.raises(NAMED):
            open_package(bytes(changed), STATION, EXPECTED, enrolled)


def test_a_package_cut_at_any_length_is_refused_by_name() -> None:
    data = packed()
    for size in range(len(data)):
        with pytest.raises((PackageTruncated, PackageChanged)):
            open_package(data[:size], STATION, EXPECTED, enrolled)


def test_an_empty_file_is_called_truncated() -> None:
    with pytest.raises(PackageTruncated) as refusal:
        open_package(b"", STATION, EXPECTED, enrolled)
    assert refusal.value.facts == {"size": 0}


@given(st.binary(max_size=300))
def test_anything_else_is_no_package(data: bytes) -> None:
    with pytest.raises(NAMED):
        open_package(data, STATION, EXPECTED, enrolled)


@given(st.binary(max_size=300))
def test_anything_else_sealed_for_this_seat_is_no_package(data: bytes) -> None:
    with pytest.raises(NotAPackage):
        open_package(seal(data, STATION.public), STATION, EXPECTED, enrolled)


@given(st.data())
def test_a_changed_archive_within_the_seal_is_refused_by_name(data: st.DataObject) -> None:
    payload = write_zip({"manifest.json": manifest(PARTS), **PARTS}, deflate=True)
    outer = bytearray(write_zip({"payload.zip": payload, "payload.sig": LAPTOP.sign(payload)}, deflate=False))
    for _ in range(data.draw(st.integers(1, 4))):
        outer[data.draw(st.integers(0, len(outer) - 1))] = data.draw(st.integers(0, 255))
    del outer[data.draw(st.integers(len(outer) // 2, len(outer))) :]
    try:
        package = open_package(seal(bytes(outer), STATION.public), STATION, EXPECTED, enrolled)
    except (NotAPackage, PackageChanged, PackagePathWrong, PackageSignedWithUnknownKey, PackageTooLarge):
        return
    assert package.parts == PARTS, "a change in zip's own padding is no change"


@pytest.mark.parametrize(
    ("changes", "refused", "facts"),
    [
        ({"kind": PackageKind.ROUTE}, PackageKindWrong, {"kind": "route", "expected": "day"}),
        (
            {"station": StationCode("41070399")},
            PackageForAnotherStation,
            {"station": "41070399", "expected": "41070305"},
        ),
        ({"receiver": DeviceCode("02")}, PackageForAnotherDevice, {"device": "02", "expected": "00"}),
        ({"sender": DeviceCode("09")}, PackageFromUnknownDevice, {"device": "09"}),
    ],
)
def test_a_package_for_or_from_another_is_refused(
    changes: dict[str, str], refused: type[Exception], facts: dict[str, str]
) -> None:
    with pytest.raises(refused) as refusal:
        open_package(packed(HEADER.model_copy(update=changes)), STATION, EXPECTED, enrolled)
    assert getattr(refusal.value, "facts", None) == facts


def test_a_package_signed_with_another_key_than_its_devices_is_refused() -> None:
    with pytest.raises(PackageSignedWithUnknownKey) as refusal:
        open_package(packed(signer=STRANGER), STATION, EXPECTED, enrolled)
    assert refusal.value.facts == {"device": "01"}


def test_a_package_of_a_revoked_device_is_refused() -> None:
    def revoked(code: DeviceCode) -> KnownSender:
        return KnownSender(signing=LAPTOP.public.signing, revoked=True)

    with pytest.raises(PackageFromRevokedDevice):
        open_package(packed(), STATION, EXPECTED, revoked)


def test_a_package_sealed_for_another_computer_is_refused() -> None:
    with pytest.raises(PackageSealedForAnother):
        open_package(packed(), STRANGER, EXPECTED, enrolled)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("日包_41070399_01_20261123_0007.zsday", PackageForAnotherStation),
        ("线路_41070305_01_20261123_0007.zsroute", PackageKindWrong),
        ("日包_41070305_01_20261123_0007 (2).zsday", PackageSealedForAnother),
        ("日包.zsday", PackageSealedForAnother),
    ],
)
def test_the_name_of_a_package_that_does_not_open_says_whose_it_seems_to_be(
    tmp_path: Path, name: str, refused: type[Exception]
) -> None:
    (tmp_path / name).write_bytes(packed())
    with pytest.raises(refused):
        open_package(tmp_path / name, STRANGER, EXPECTED, enrolled)


@pytest.mark.parametrize("signer", [LAPTOP, STRANGER])
def test_a_package_of_a_newer_program_asks_for_an_update_before_all_else(signer: DeviceKeys) -> None:
    manifest = json.dumps({"format": "zoushou-package", "version": VERSION + 1, "new": True}).encode()
    payload = write_zip({"manifest.json": manifest}, deflate=True)
    outer = write_zip({"payload.zip": payload, "payload.sig": signer.sign(payload)}, deflate=False)
    with pytest.raises(PackageFromTheFuture) as refusal:
        open_package(seal(outer, STATION.public), STATION, EXPECTED, enrolled)
    assert refusal.value.facts == {"version": VERSION + 1, "supported": VERSION}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"format": "another"}',
        manifest(PARTS, format="x"),
        manifest(PARTS, version="one"),
        manifest(PARTS).replace(b'"version": 1', b'"version": ' + b"9" * 5000),
        manifest(PARTS, header={}),
        manifest(PARTS, more=1),
        manifest(PARTS, parts={"journal.jsonl": {"size": -1, "sha256": ""}}),
    ],
)
def test_a_manifest_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(NotAPackage):
        open_package(sealed(text, PARTS), STATION, EXPECTED, enrolled)


def swapped(parts: dict[str, bytes]) -> dict[str, bytes]:
    return dict(zip(parts, reversed(parts.values()), strict=True))


def without_one(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {"journal.jsonl": parts["journal.jsonl"]}


def with_one_more(parts: dict[str, bytes]) -> dict[str, bytes]:
    return parts | {"more.bin": b""}


def with_a_changed_bit(parts: dict[str, bytes]) -> dict[str, bytes]:
    return parts | {"photo-1.jpg": parts["photo-1.jpg"][:-1] + b"\xfe"}


@pytest.mark.parametrize("change", [swapped, without_one, with_one_more, with_a_changed_bit])
def test_parts_that_do_not_match_their_manifest_are_refused(
    change: Callable[[dict[str, bytes]], dict[str, bytes]],
) -> None:
    with pytest.raises((PackageChanged, PackageTooLarge)):
        open_package(sealed(manifest(PARTS), change(PARTS)), STATION, EXPECTED, enrolled)


@pytest.mark.parametrize(
    "name",
    ["../journal.jsonl", "/etc/passwd.x", "a\\b.txt", "..", "C:x.y", "名.txt", "A.TXT", "", "a", "x.y\n", "a/b.c"],
)
def test_a_part_whose_name_is_a_path_is_neither_made_nor_taken(name: str) -> None:
    with pytest.raises(ValueError, match="part name"):
        pack(HEADER, {name: b""}, LAPTOP, STATION.public)
    with pytest.raises(PackagePathWrong):
        open_package(sealed(manifest({name: b""}), {name: b""}), STATION, EXPECTED, enrolled)


def test_the_manifests_own_name_is_no_part() -> None:
    with pytest.raises(ValueError, match="part name"):
        pack(HEADER, {"manifest.json": b""}, LAPTOP, STATION.public)


def test_nothing_is_made_that_the_other_side_would_refuse() -> None:
    for limits, what in (
        (PackageLimits(part=10), "journal.jsonl"),
        (PackageLimits(unpacked=200), "unpacked"),
        (PackageLimits(parts=1), "parts"),
        (PackageLimits(manifest=100), "manifest.json"),
        (PackageLimits(sealed=100), "file"),
    ):
        with pytest.raises(PackageTooLarge) as refusal:
            pack(HEADER, PARTS, LAPTOP, STATION.public, limits)
        assert refusal.value.facts["what"] == what
