"""Packages that want to fill the memory: refused by their limits while they unpack."""

import io
import json
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from collector_desktop.exchange.bounded_zip import write_zip
from collector_desktop.exchange.container import open_package, pack
from collector_desktop.exchange.package import Expected, KnownSender, PackageHeader, PackageKind, PackageLimits
from collector_desktop.exchange.package_refusals import NotAPackage, PackageChanged, PackagePathWrong, PackageTooLarge
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.seal import seal

STATION, LAPTOP = DeviceKeys.generate(), DeviceKeys.generate()
ROUTE = PackageHeader.model_validate_json(
    '{"kind": "route", "station": "41070305", "sender": "00", "receiver": "01", "number": 3, "day": "2026-11-23",'
    ' "made_at": "2026-11-23T08:00:00+08:00"}'
)
EXPECTED = Expected(kind=PackageKind.ROUTE, station=ROUTE.station, receiver=ROUTE.receiver)
LIMITS = PackageLimits(sealed=1 << 20, part=1 << 16, unpacked=1 << 17, parts=8, manifest=1 << 14)
BOMB = 200 << 20
MEMORY = 16 << 20


def station(_code: str) -> KnownSender:
    return KnownSender(signing=STATION.public.signing)


def open_within_memory(data: bytes | Path) -> None:
    """Open, and fail if Python's memory grew beyond a small multiple of the limits."""
    tracemalloc.start()
    try:
        open_package(data, LAPTOP, EXPECTED, station, LIMITS)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MEMORY


def zipped_bomb(name: str, said_size: int | None = None) -> bytes:
    """An archive of one member of 200 MB of zeros, whose directory may lie about the size."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(BOMB >> 20):
            member.write(bytes(1 << 20))
    data = file.getvalue()
    return data if said_size is None else data.replace(struct.pack("<L", BOMB), struct.pack("<L", said_size))


def sealed(payload: bytes) -> bytes:
    outer = write_zip({"payload.zip": payload, "payload.sig": STATION.sign(payload)}, deflate=False)
    return seal(outer, LAPTOP.public)


def manifest(**sizes: int) -> bytes:
    parts = {name.replace("_", "."): {"size": size, "sha256": "0" * 64} for name, size in sizes.items()}
    header = json.loads(ROUTE.model_dump_json())
    return json.dumps({"format": "zoushou-package", "version": 1, "header": header, "parts": parts}).encode()


def with_manifest(bomb: bytes, text: bytes) -> bytes:
    file = io.BytesIO(bomb)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", text)
    return file.getvalue()


def test_a_bomb_as_the_payload_is_refused() -> None:
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("payload.sig", bytes(64))
        with archive.open("payload.zip", "w") as member:
            for _ in range(BOMB >> 20):
                member.write(bytes(1 << 20))
    with pytest.raises(PackageTooLarge) as refusal:
        open_within_memory(seal(outer.getvalue(), LAPTOP.public))
    assert refusal.value.facts == {"what": "payload.zip", "size": BOMB, "limit": LIMITS.sealed}


def test_a_bomb_as_the_manifest_is_refused() -> None:
    with pytest.raises(PackageTooLarge):
        open_within_memory(sealed(zipped_bomb("manifest.json")))


def test_a_bomb_whose_directory_says_it_is_small_is_refused() -> None:
    with pytest.raises((PackageChanged, PackageTooLarge)):
        open_within_memory(sealed(zipped_bomb("manifest.json", said_size=1000)))


def test_a_bomb_as_a_part_is_refused_whatever_the_manifest_says() -> None:
    for said in (BOMB, 1000):
        payload = with_manifest(zipped_bomb("journal.jsonl"), manifest(journal_jsonl=said))
        with pytest.raises(PackageTooLarge):
            open_within_memory(sealed(payload))


def test_parts_that_are_too_much_only_together_are_refused() -> None:
    parts = {f"{letter}.bin": bytes(1 << 16) for letter in "abc"}
    with pytest.raises(PackageTooLarge) as refusal:
        open_within_memory(pack(ROUTE, parts, STATION, LAPTOP.public))
    assert refusal.value.facts == {"what": "unpacked", "size": 3 << 16, "limit": 1 << 17}


def test_ten_thousand_parts_are_refused_before_their_directory_is_read() -> None:
    payload = write_zip({f"{number}.x": b"" for number in range(10_000)}, deflate=False)
    with pytest.raises(PackageTooLarge) as refusal:
        open_within_memory(sealed(payload))
    assert refusal.value.facts["what"] == "members"


def test_a_directory_that_lies_about_its_count_is_refused() -> None:
    payload = bytearray(write_zip({f"{number}.x": b"" for number in range(10_000)}, deflate=False))
    payload[-14:-10] = struct.pack("<2H", 2, 2)
    with pytest.raises(PackageTooLarge):
        open_within_memory(sealed(bytes(payload)))


def test_the_large_archive_format_is_refused() -> None:
    payload = write_zip({"manifest.json": b"{}"}, deflate=True)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1)
    with pytest.raises(PackageTooLarge):
        open_within_memory(sealed(payload[:-22] + locator + payload[-22:]))


def test_an_archive_with_a_name_twice_or_something_behind_is_refused() -> None:
    twice = write_zip({"a.json": b"1", "b.json": b"2"}, deflate=False).replace(b"a.json", b"b.json")
    behind = write_zip({"a.json": b"1"}, deflate=False) + b"\0"
    for payload, refused in ((twice, PackagePathWrong), (behind, NotAPackage)):
        with pytest.raises(refused):
            open_within_memory(sealed(payload))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_by_another_method_is_refused(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("manifest.json", manifest())
    with pytest.raises(NotAPackage):
        open_within_memory(sealed(file.getvalue()))


def test_a_huge_file_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "线路.zsroute"
    with path.open("wb") as file:
        file.truncate(BOMB)
    with pytest.raises(PackageTooLarge) as refusal:
        open_within_memory(path)
    assert refusal.value.facts == {"what": "file", "size": BOMB, "limit": LIMITS.sealed}
