"""The values around a package: who made it for whom, who may open it, how much it may hold."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, Field, StringConstraints

from collector_desktop.domain.names import ChainId, DeviceCode, StationCode
from collector_desktop.domain.value import Value

VERSION: Final = 5
"""The newest package format: this program writes it, and reads it and every earlier one.

1 had no facts, contracts and attachments; 3 no changes of keys and no asking for them;
4 no files that are lost.
"""

_TWO_DIGITS: Final = StringConstraints(pattern=r"^[0-9]{2}$")


class PackageKind(StrEnum):
    """Which way a package travels."""

    ROUTE = "route"
    """Station to laptop: 线路."""

    DAY = "day"
    """Laptop to station: 日包."""


class ChainSpan(Value):
    """The journal lines of one chain that a package carries, both ends included."""

    chain: ChainId
    first_line: int
    last_line: int


class PackageHeader(Value):
    """Who made a package for whom; signed with the rest."""

    kind: PackageKind
    station: Annotated[StationCode, StringConstraints(pattern=r"^[0-9]{8}$")]
    sender: Annotated[DeviceCode, _TWO_DIGITS]
    receiver: Annotated[DeviceCode, _TWO_DIGITS]
    number: Annotated[int, Field(ge=1)]
    """The sender's running number of packages of this kind for this receiver."""

    day: date
    """The business day."""

    made_at: AwareDatetime
    chains: tuple[ChainSpan, ...] = ()


class PackageLimits(Value):
    """What one package may hold, in bytes and counts.

    There is none on the ratio of packing: an honest journal shrinks 130 times, and what comes out is limited anyway.
    """

    sealed: int = 64 << 20
    part: int = 64 << 20
    unpacked: int = 160 << 20
    parts: int = 2000
    manifest: int = 1 << 20
    key_changes: int = 64 << 10
    """Read before the signature is known to hold."""


LIMITS: Final = PackageLimits()
"""What both sides hold to."""


class KnownSender(Value):
    """An enrolled seat: the public key of its signatures, and whether it was revoked."""

    signing: str
    earlier: tuple[str, ...] = ()
    """Keys it signed with before: what its lines may say is for who takes them in to judge."""
    revoked: bool = False


class Expected(Value):
    """What the receiving seat waits for."""

    kind: PackageKind
    station: StationCode
    receiver: DeviceCode


class Package(Value):
    """A package whose seal, signature, hashes and addresses are all as they should be."""

    header: PackageHeader
    parts: Mapping[str, bytes]
    sha256: str
    """Of the sealed file, in hexadecimal: the same file twice has the same."""
