"""The container both packages share: parts and a manifest, zipped, signed by the sender, sealed for the receiver.

With the receiver's key the official programs can check one without us: `age -d` gives a plain zip, that holds
`payload.zip` and `payload.sig`; `openssl pkeyutl -verify -rawin` checks the signature; `payload.zip` holds
`manifest.json` with the size and SHA-256 of every other part.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, ValidationError

from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.exchange.bounded_zip import BoundedZip, shown_name, write_zip
from collector_desktop.exchange.day_package import KEYS_PART
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.key_changes import key_after
from collector_desktop.exchange.package import (
    LIMITS,
    VERSION,
    Expected,
    KnownSender,
    Package,
    PackageHeader,
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
from collector_desktop.security.keys import DeviceKeys, PublicKeys, Signer, has_signed
from collector_desktop.security.refusals import DamagedSeal, NotForThisSeat, NotSealed, SealCutShort
from collector_desktop.security.seal import seal, unseal

_FORMAT: Final = "zoushou-package"
_PAYLOAD, _SIGNATURE, _MANIFEST = "payload.zip", "payload.sig", "manifest.json"
_SIGNATURE_SIZE: Final = 64
_PART_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}\.[a-z0-9]{1,8}")


class _PartMark(Value):
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Manifest(Value):
    format: Literal["zoushou-package"] = _FORMAT
    version: int = VERSION
    header: PackageHeader
    parts: dict[str, _PartMark]


def pack(
    header: PackageHeader,
    parts: Mapping[str, bytes],
    signer: Signer,
    receiver: PublicKeys,
    limits: PackageLimits = LIMITS,
) -> bytes:
    """The package as the bytes of its file.

    Part names are lower-case ASCII with one extension, such as "journal.jsonl". Raises PackageTooLarge rather than
    make what the other side would refuse, ValueError for a part name that isn't one.
    """
    if wrong := [name for name in parts if not _is_part_name(name)]:
        raise ValueError(f"not a part name: {wrong[0]!r}")
    marks = {
        name: _PartMark(size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in sorted(parts.items())
    }
    manifest = _Manifest(header=header, parts=marks).model_dump_json(indent=1).encode()
    _check_sizes(marks, limits)
    _limit(_MANIFEST, len(manifest), limits.manifest)
    payload = write_zip({_MANIFEST: manifest, **{name: parts[name] for name in marks}}, deflate=True)
    outer = write_zip({_PAYLOAD: payload, _SIGNATURE: signer.sign(payload)}, deflate=False)
    sealed = seal(outer, receiver)
    _limit("file", len(sealed), limits.sealed)
    return sealed


def open_package(
    source: bytes | Path,
    keys: DeviceKeys,
    expected: Expected,
    sender: Callable[[DeviceCode], KnownSender | None],
    limits: PackageLimits = LIMITS,
) -> Package:
    """The package in these bytes or this file, if everything about it is in order.

    `sender` says which key a device code was enrolled with, None for no such device. Apart from the manifest, which
    says whom to ask for, and the small part with changes of that key, no part is unpacked before the signature holds.

    Raises one of the refusals in package_refusals; OSError (a fault) when the file can't be read.
    """
    sealed = _read(source, limits) if isinstance(source, Path) else source
    _limit("file", len(sealed), limits.sealed)
    claimed = PackageName.parse(source.name) if isinstance(source, Path) else None
    outer = BoundedZip(_unseal(sealed, keys, claimed, expected), most_members=2)
    payload = outer.read(_PAYLOAD, limits.sealed)
    signature = outer.read(_SIGNATURE, _SIGNATURE_SIZE)
    archive = BoundedZip(payload, limits.parts + 1)
    manifest = _manifest(archive.read(_MANIFEST, limits.manifest))
    _check_addresses(manifest.header, expected)
    _check_signature(manifest, archive, payload, signature, sender, limits)
    parts = _parts(archive, manifest, limits)
    return Package(header=manifest.header, parts=parts, sha256=hashlib.sha256(sealed).hexdigest())


def _read(path: Path, limits: PackageLimits) -> bytes:
    with path.open("rb") as file:
        _limit("file", os.fstat(file.fileno()).st_size, limits.sealed)
        return file.read(limits.sealed + 1)


def _unseal(sealed: bytes, keys: DeviceKeys, claimed: PackageName | None, expected: Expected) -> bytes:
    try:
        return unseal(sealed, keys)
    except NotSealed:
        raise NotAPackage(reason="not sealed") from None
    except SealCutShort:
        raise PackageTruncated(size=len(sealed)) from None
    except DamagedSeal:
        raise PackageChanged(what="file") from None
    except NotForThisSeat:
        if claimed is not None:  # a name is no proof, but it lets the refusal say whose package this seems to be
            _check_addresses(claimed, expected)
        raise PackageSealedForAnother from None


def _manifest(data: bytes) -> _Manifest:
    try:
        plain = json.loads(data)
        if plain["format"] != _FORMAT:
            raise NotAPackage(reason="another format")
        version = int(plain["version"])
        if version > VERSION:
            raise PackageFromTheFuture(version=version, supported=VERSION)
        return _Manifest.model_validate_json(data)
    except ValidationError as error:
        raise NotAPackage(reason=f"{_MANIFEST}: {error.error_count()} fields not understood") from error
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise NotAPackage(reason=f"{_MANIFEST} not understood") from error


def _check_addresses(header: PackageHeader | PackageName, expected: Expected) -> None:
    if header.kind is not expected.kind:
        raise PackageKindWrong(kind=header.kind, expected=expected.kind)
    if header.station != expected.station:
        raise PackageForAnotherStation(station=header.station, expected=expected.station)
    if header.receiver != expected.receiver:
        raise PackageForAnotherDevice(device=header.receiver, expected=expected.receiver)


def _check_signature(
    manifest: _Manifest,
    archive: BoundedZip,
    payload: bytes,
    signature: bytes,
    sender: Callable[[DeviceCode], KnownSender | None],
    limits: PackageLimits,
) -> None:
    device = manifest.header.sender
    known = sender(device)
    if known is None:
        raise PackageFromUnknownDevice(device=device)
    # A laptop that lost its newest keys hands over with those it has, and so does a copy that made keys of its own.
    keys = (known.signing, *known.earlier)
    changed = (_changed_key(manifest, archive, key, limits) for key in keys)
    if not any(has_signed(key, payload, signature) for key in dict.fromkeys((*changed, *keys))):
        raise PackageSignedWithUnknownKey(device=device)
    if known.revoked:
        raise PackageFromRevokedDevice(device=device)


def _changed_key(manifest: _Manifest, archive: BoundedZip, known: str, limits: PackageLimits) -> str:
    """The key a known one was changed to, as the package says; itself if it was not."""
    mark = manifest.parts.get(KEYS_PART)
    if mark is None:
        return known
    _limit(KEYS_PART, mark.size, limits.key_changes)
    return key_after(_part(archive, KEYS_PART, mark), manifest.header.sender, known)


def _parts(archive: BoundedZip, manifest: _Manifest, limits: PackageLimits) -> dict[str, bytes]:
    marks = manifest.parts
    _check_sizes(marks, limits)
    if wrong := sorted(name for name in {*archive.names, *marks} - {_MANIFEST} if not _is_part_name(name)):
        raise PackagePathWrong(name=shown_name(wrong[0]))
    if archive.names != {_MANIFEST, *marks}:
        raise PackageChanged(what=_MANIFEST)
    return {name: _part(archive, name, mark) for name, mark in marks.items()}


def _part(archive: BoundedZip, name: str, mark: _PartMark) -> bytes:
    content = archive.read(name, mark.size)
    if len(content) != mark.size or hashlib.sha256(content).hexdigest() != mark.sha256:
        raise PackageChanged(what=name)
    return content


def _is_part_name(name: str) -> bool:
    return name != _MANIFEST and _PART_NAME.fullmatch(name) is not None


def _check_sizes(marks: Mapping[str, _PartMark], limits: PackageLimits) -> None:
    _limit("parts", len(marks), limits.parts)
    for name, mark in marks.items():
        _limit(name, mark.size, limits.part)
    _limit("unpacked", sum(mark.size for mark in marks.values()), limits.unpacked)


def _limit(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise PackageTooLarge(what=what, size=size, limit=limit)
