"""Packages as a faulty program or an attacker would make them, and by which name each must be refused."""

import hashlib
import io
import json
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from collector_desktop.domain.refusals import Refusal
from collector_desktop.exchange.bounded_zip import write_zip
from collector_desktop.exchange.package import VERSION
from collector_desktop.exchange.package_refusals import (
    ChainOfAnotherDevice,
    NotAPackage,
    PackageChanged,
    PackageContradictsItself,
    PackageForAnotherDevice,
    PackageForAnotherStation,
    PackageFromTheFuture,
    PackageFromUnknownDevice,
    PackagePathWrong,
    PackageSignedWithUnknownKey,
    PackageTooLarge,
    PackageTruncated,
)
from collector_desktop.security.keys import DeviceKeys, PublicKeys
from collector_desktop.security.seal import seal, unseal
from collector_desktop.store.journal import JournalLineWrong

MANIFEST = "manifest.json"
_STRANGER = DeviceKeys.generate()
_DEEP = 70_000


class Day(NamedTuple):
    """A day package the station has not taken in, and everybody's keys."""

    path: Path
    laptop: DeviceKeys
    station: DeviceKeys


def members(archive: bytes) -> dict[str, bytes]:
    """Every member of an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def taken_apart(package: Path, receiver: DeviceKeys) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A package's manifest and parts."""
    parts = members(members(unseal(package.read_bytes(), receiver))["payload.zip"])
    return json.loads(parts.pop(MANIFEST)), parts


def put_together(
    manifest: Mapping[str, Any], parts: Mapping[str, bytes], signer: DeviceKeys, receiver: PublicKeys
) -> bytes:
    """The package of these parts with hashes that are right, whoever signs it."""
    marks = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()} for name, content in parts.items()
    }
    return sealed_payload(
        write_zip({MANIFEST: json.dumps({**manifest, "parts": marks}).encode(), **parts}, deflate=True),
        signer,
        receiver,
    )


def sealed_payload(payload: bytes, signer: DeviceKeys, receiver: PublicKeys) -> bytes:
    """Any bytes where the archive belongs, signed and sealed."""
    return sealed_with(payload, signer.sign(payload), receiver)


def sealed_with(payload: bytes, signature: bytes, receiver: PublicKeys) -> bytes:
    """Any bytes with any signature, sealed."""
    return seal(write_zip({"payload.zip": payload, "payload.sig": signature}, deflate=False), receiver)


def with_payload(package: Path, payload: bytes, receiver: DeviceKeys) -> bytes:
    """The package with another payload under its old signature: what somebody without a key can make."""
    outer = members(unseal(package.read_bytes(), receiver))
    return seal(write_zip(outer | {"payload.zip": payload}, deflate=False), receiver.public)


Make = Callable[[Day], bytes]


def _day_with(**manifest: Any) -> Make:
    """The day package with other things in its manifest, signed by the laptop itself."""

    def make(day: Day) -> bytes:
        own, parts = taken_apart(day.path, day.station)
        whole = own | manifest | {"header": own["header"] | manifest.get("header", {})}
        return put_together(whole, parts, day.laptop, day.station.public)

    return make


def _day_whose_parts(change: Callable[[dict[str, bytes]], dict[str, bytes]], signer: DeviceKeys | None = None) -> Make:
    """The day package with other parts, hashes right, signed by the laptop or by somebody else."""

    def make(day: Day) -> bytes:
        manifest, parts = taken_apart(day.path, day.station)
        signs = signer or day.laptop
        return put_together(manifest, change(parts), signs, day.station.public)

    return make


def _day_of_payload(payload: Callable[[], bytes]) -> Make:
    """Other bytes where the archive of a day package belongs."""
    return lambda day: sealed_payload(payload(), day.laptop, day.station.public)


def _cut(size: Callable[[int], int]) -> Make:
    def make(day: Day) -> bytes:
        whole = day.path.read_bytes()
        return whole[: size(len(whole))]

    return make


def _one_bit(day: Day) -> bytes:
    whole = bytearray(day.path.read_bytes())
    whole[-300] ^= 4
    return bytes(whole)


def _lines_edited(edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> Make:
    """The laptop's own lines with something wrong among them."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        (part,) = parts
        lines = edit([json.loads(line) for line in parts[part].splitlines()])
        return {part: "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()}

    return _day_whose_parts(change)


def _other_amount(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*lines[:-1], lines[-1] | {"content": _dearer(lines[-1]["content"])}]


def _dearer(content: str) -> str:
    """Another amount received, where there is one."""
    return re.sub(r'(received\\?":)(\d)', lambda found: found[1] + ("8" if found[2] == "9" else "9"), content)


def _other_signature(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*lines[:-1], lines[-1] | {"signature": _STRANGER.sign(lines[-1]["content"].encode()).hex()}]


def _swapped(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*lines[:-2], lines[-1], lines[-2]]


def _renamed(to: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: dict.fromkeys([to], b"x") | parts


def _a_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(MANIFEST, "w") as member:
        for _ in range(100):
            member.write(bytes(1 << 20))
    return file.getvalue()


def _a_million_parts() -> bytes:
    """As the directory says; nobody reads so far."""
    whole = bytearray(write_zip({MANIFEST: b"{}"}, deflate=False))
    whole[-14:-10] = struct.pack("<2H", 0xFFFE, 0xFFFE)
    return bytes(whole)


def _nested() -> bytes:
    return write_zip({MANIFEST: b"[" * _DEEP}, deflate=True)


def _with_a_link(day: Day) -> bytes:
    manifest, parts = taken_apart(day.path, day.station)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return sealed_payload(file.getvalue(), day.laptop, day.station.public)


def _with_a_name_twice(day: Day) -> bytes:
    payload = write_zip({"a.json": b"1", "b.json": b"2"}, deflate=False).replace(b"a.json", b"b.json")
    return sealed_payload(payload, day.laptop, day.station.public)


def _another_payload_under_the_old_signature(day: Day) -> bytes:
    """What somebody without a key can do with a signature seen before."""
    manifest, parts = taken_apart(day.path, day.station)
    changed = {name: _dearer(content.decode()).encode() for name, content in parts.items()}
    payload = write_zip({MANIFEST: json.dumps(manifest).encode(), **changed}, deflate=True)
    return with_payload(day.path, payload, day.station)


def _foreign_chain(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {"journal-02-1.jsonl": next(iter(parts.values()))}


def _deep_lines(parts: dict[str, bytes]) -> dict[str, bytes]:
    return dict.fromkeys(parts, b'{"content": ' + b"[" * _DEEP + b"\n")


FAULTS_OF_A_DAY: dict[str, tuple[Make, type[Refusal]]] = {
    "empty": (_cut(lambda _: 0), PackageTruncated),
    "cut in its first bytes": (_cut(lambda _: 90), PackageTruncated),
    "cut in half": (_cut(lambda size: size // 2), PackageChanged),
    "cut by a byte": (_cut(lambda size: size - 1), PackageChanged),
    "a bit changed": (_one_bit, PackageChanged),
    "another file": (lambda _: b"\xff\xd8\xff\xe0 a photograph", NotAPackage),
    "another station": (_day_with(header={"station": "41070399"}), PackageForAnotherStation),
    "for another device": (_day_with(header={"receiver": "07"}), PackageForAnotherDevice),
    "of a device nobody enrolled": (_day_with(header={"sender": "09"}), PackageFromUnknownDevice),
    "signed with an unknown key": (_day_whose_parts(dict, _STRANGER), PackageSignedWithUnknownKey),
    "an old signature over another payload": (_another_payload_under_the_old_signature, PackageSignedWithUnknownKey),
    "from a newer program": (_day_with(version=VERSION + 1), PackageFromTheFuture),
    "a bomb": (_day_of_payload(_a_bomb), PackageTooLarge),
    "a million parts": (_day_of_payload(_a_million_parts), PackageTooLarge),
    "a manifest nested without end": (_day_of_payload(_nested), NotAPackage),
    "lines nested without end": (_day_whose_parts(_deep_lines), NotAPackage),
    "a part above its folder": (_day_whose_parts(_renamed("../books.db")), PackagePathWrong),
    "a part at the root": (_day_whose_parts(_renamed("/etc/passwd")), PackagePathWrong),
    "a part on a drive": (_day_whose_parts(_renamed("C:\\books.db")), PackagePathWrong),
    "a part that is a link": (_with_a_link, PackagePathWrong),
    "a part twice": (_with_a_name_twice, PackagePathWrong),
    "another device's chain": (_day_whose_parts(_foreign_chain), ChainOfAnotherDevice),
    "a line less than the header says": (_lines_edited(lambda lines: lines[1:]), PackageContradictsItself),
    "two lines swapped": (_lines_edited(_swapped), JournalLineWrong),
    "an amount changed": (_lines_edited(_other_amount), JournalLineWrong),
    "the last line signed by another": (_lines_edited(_other_signature), JournalLineWrong),
    "a header that speaks of other lines": (
        _day_with(header={"chains": [{"chain": "01.1", "first_line": 51, "last_line": 52}]}),
        PackageContradictsItself,
    ),
}
