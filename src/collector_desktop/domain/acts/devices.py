"""What the station decides of its laptops: revoking one, asking for new keys, and what became of lines it held."""

from enum import StrEnum
from typing import Literal

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.value import Value


class Cause(StrEnum):
    """Why a laptop is revoked."""

    LOST = "lost"
    STOLEN = "stolen"
    LEFT = "left"
    """Its collector left."""
    ENROLLED_ANEW = "anew"
    """The same laptop has another code now."""
    OTHER = "other"


class ChainCut(Value):
    """Up to which line, included, a chain counts; what it says later is held for the manager."""

    chain: ChainId
    line: int


class DeviceRevoked(Act):
    """A laptop was revoked: it gets no route, and what it wrote after the cuts is held. `bills` were taken back."""

    kind: Literal["device_revoked"] = "device_revoked"
    device: DeviceCode
    cause: Cause
    reason: str
    cuts: tuple[ChainCut, ...]
    """A chain that is not named counts not at all."""
    bills: int = 0


class KeysAsked(Act):
    """A laptop is to make new keys; it learns of it with its next route."""

    kind: Literal["keys_asked"] = "keys_asked"
    device: DeviceCode
    reason: str


class HeldLines(Value):
    """Lines of one chain, one after the other, that were held; `last_hash` vouches for all of them."""

    chain: ChainId
    first_line: int
    last_line: int
    last_hash: str


class HeldReleased(Act):
    """The manager let held lines count."""

    kind: Literal["held_released"] = "held_released"
    device: DeviceCode
    lines: HeldLines
    credited: bool
    """Whether only their money was credited, since the chain or a receipt number has these places taken."""
    received: Money
    reason: str


class HeldRejected(Act):
    """The manager let held lines not count; they stay as evidence."""

    kind: Literal["held_rejected"] = "held_rejected"
    device: DeviceCode
    lines: HeldLines
    received: Money
    reason: str


class ReceiptShown(Act):
    """A receipt was shown at the station and checked."""

    kind: Literal["receipt_shown"] = "receipt_shown"
    number: str
    claim: str
    """SHA-256 of what was shown, in hexadecimal."""
    verdict: str
