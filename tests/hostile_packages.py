"""Packages as a faulty program or an attacker would make them: taken apart, changed, put together again."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collector_desktop.exchange.bounded_zip import write_zip
from collector_desktop.security.keys import DeviceKeys, PublicKeys
from collector_desktop.security.seal import seal, unseal

MANIFEST = "manifest.json"


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
    return seal(write_zip({"payload.zip": payload, "payload.sig": signer.sign(payload)}, deflate=False), receiver)


def with_payload(package: Path, payload: bytes, receiver: DeviceKeys) -> bytes:
    """The package with another payload under its old signature: what somebody without a key can make."""
    outer = members(unseal(package.read_bytes(), receiver))
    return seal(write_zip(outer | {"payload.zip": payload}, deflate=False), receiver.public)
