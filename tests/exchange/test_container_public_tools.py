"""A package needs none of our code to be checked: the official age, unzip and openssl do."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collector_desktop.domain.names import DeviceCode, StationCode
from collector_desktop.exchange.container import pack
from collector_desktop.exchange.package import PackageHeader, PackageKind
from collector_desktop.security.keys import DeviceKeys

ED25519_KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""RFC 8410: what stands before the 32 bytes of a public key in its DER form."""

HEADER = PackageHeader(
    kind=PackageKind.ROUTE,
    station=StationCode("41070305"),
    sender=DeviceCode("00"),
    receiver=DeviceCode("01"),
    number=1,
    day=date(2026, 11, 23),
    made_at=datetime(2026, 11, 23, 0, 0, tzinfo=UTC),
)


@pytest.mark.skipif(
    shutil.which("age") is None or shutil.which("openssl") is None, reason="needs the age and openssl programs"
)
def test_age_opens_a_package_and_openssl_verifies_its_signature(tmp_path: Path) -> None:
    station, laptop = DeviceKeys.generate(), DeviceKeys.generate()
    parts = {"accounts.jsonl": '{"name":"王犇"}\n'.encode(), "policy.json": b"{}"}
    (tmp_path / "route.zsroute").write_bytes(pack(HEADER, parts, station, laptop.public))
    laptop.save(tmp_path / "keys")
    (tmp_path / "identity").write_text(json.loads((tmp_path / "keys").read_text())["age"] + "\n")
    (tmp_path / "station.der").write_bytes(ED25519_KEY_PREFIX + bytes.fromhex(station.public.signing))

    def run(*command: str) -> None:
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    run("age", "--decrypt", "-i", "identity", "-o", "outer.zip", "route.zsroute")
    with zipfile.ZipFile(tmp_path / "outer.zip") as outer:
        assert outer.namelist() == ["payload.zip", "payload.sig"]
        outer.extractall(tmp_path)
    run(
        *("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "station.der"),
        *("-in", "payload.zip", "-sigfile", "payload.sig"),
    )
    with zipfile.ZipFile(tmp_path / "payload.zip") as payload:
        manifest = json.loads(payload.read("manifest.json"))
        assert {name: payload.read(name) for name in manifest["parts"]} == parts
        for name, mark in manifest["parts"].items():
            assert mark == {"size": len(parts[name]), "sha256": hashlib.sha256(parts[name]).hexdigest()}
