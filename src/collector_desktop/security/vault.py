"""The vault: a random data key that the PIN opens; the station's key opens it too when the PIN is forgotten.

Changing the PIN wraps the same data key anew and touches nothing else. Every try is counted on the disk before it is
made, and the wait after a wrong one runs on a clock nobody can set: from the last try or from the start of the
program, so neither a restart nor another date shortens it.

Six digits are soon tried out by who has copied the file: against that stand only argon2id's memory and time.
"""

import base64
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from collector_desktop.domain.pin import check_pin, plain_pin
from collector_desktop.security.data_key import DATA_KEY_BYTES, DataKey
from collector_desktop.security.refusals import (
    PinLocked,
    PinWaits,
    PinWrong,
    VaultAlreadyThere,
    VaultDamaged,
    VaultFromTheFuture,
)
from collector_desktop.security.tries import MOST_TRIES, wait_after
from collector_desktop.security.whole_file import read_at_most, write_whole

_FORMAT, _VERSION = "zoushou-vault", 1
_KEY, _SALT, _NONCE = DATA_KEY_BYTES, 16, 12
_LARGEST: Final = 65_536
_LONGEST_LABEL: Final = 60


class PinCost(BaseModel):
    """What argon2id spends on one try (RFC 9106)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passes: int = Field(default=3, ge=1, le=64)
    memory_kib: int = Field(default=131_072, ge=8, le=1_048_576)
    lanes: int = Field(default=1, ge=1, le=16)


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    version: int
    label: str = Field(max_length=_LONGEST_LABEL)
    cost: PinCost
    salt: str = Field(pattern=rf"^[0-9a-f]{{{2 * _SALT}}}$")
    wrapped: str = Field(pattern=rf"^[0-9a-f]{{{2 * (_NONCE + _KEY + 16)}}}$")
    sealed: str | None = None
    """The data key for the station, base64 of an age file; None until the laptop is enrolled."""
    sealed_for: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The signing key the seal names, so that it can be seen when it is another; programs before noted none."""
    wrong: int = Field(default=0, ge=0)
    """Wrong PINs in a row."""


class Vault:
    """One collector's vault file."""

    def __init__(self, path: Path, content: _Content, clock: Callable[[], float]) -> None:
        self.path = path
        self._content = content
        self._clock = clock
        self._since = clock()

    @classmethod
    def make(
        cls,
        path: Path,
        pin: str,
        *,
        label: str = "",
        key: DataKey | None = None,
        cost: PinCost | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> tuple[Self, DataKey]:
        """A new vault for a fresh data key, or for the `key` that protects something already.

        Raises PinTooShort, PinTooSimple, VaultAlreadyThere; OSError.
        """
        if path.exists():
            raise VaultAlreadyThere(path=path)
        key = key or DataKey.generate()
        cost = cost or PinCost()
        salt, wrapped = _wrapped(key, pin, cost)
        content = _Content(format=_FORMAT, version=_VERSION, label=label, cost=cost, salt=salt, wrapped=wrapped)
        vault = cls(path, content, clock)
        vault._save(content)
        return vault, key

    @classmethod
    def load(cls, path: Path, *, clock: Callable[[], float] = time.monotonic) -> Self:
        """The vault of a file. Raises VaultDamaged, VaultFromTheFuture; OSError."""
        data = read_at_most(path, _LARGEST + 1)
        try:
            raw: Any = json.loads(data)
            if raw["format"] == _FORMAT and int(raw["version"]) > _VERSION:
                raise VaultFromTheFuture(path=path, version=int(raw["version"]), supported=_VERSION)
            content = _Content.model_validate(raw)
        except (ValueError, KeyError, TypeError, RecursionError, ValidationError):
            raise VaultDamaged(path=path) from None
        if len(data) > _LARGEST or content.format != _FORMAT:
            raise VaultDamaged(path=path)
        return cls(path, content, clock)

    @staticmethod
    def label_of(path: Path) -> str:
        """Whose vault a file says it is, also one this program can't open; empty where it says nothing."""
        try:
            return str(json.loads(read_at_most(path, _LARGEST))["label"])[:_LONGEST_LABEL]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ""

    @property
    def label(self) -> str:
        """Whose vault it is, as the door shows it: nothing of customers."""
        return self._content.label

    @property
    def name_of_pin(self) -> str:
        """The same for every copy that one PIN opens; another as soon as the PIN was changed."""
        return self._content.salt

    @property
    def sealed(self) -> bytes | None:
        """The data key sealed for the station; None before enrolment."""
        return None if self._content.sealed is None else base64.b64decode(self._content.sealed)

    @property
    def sealed_for(self) -> str | None:
        """The signing key that the seal for the station names; None where nobody knows."""
        return self._content.sealed_for

    @property
    def locked(self) -> bool:
        """Whether only the station's unlock file helps."""
        return self._content.wrong >= MOST_TRIES

    @property
    def tries_left(self) -> int:
        """How many wrong PINs it takes until it is locked."""
        return max(0, MOST_TRIES - self._content.wrong)

    def wait(self) -> float:
        """Seconds until a PIN may be tried again."""
        due = self._since + wait_after(self._content.wrong)
        return max(0.0, due - self._clock())

    def open(self, pin: str) -> DataKey:
        """The data key. Raises PinLocked, PinWaits, PinWrong, VaultDamaged; OSError where a try can't be counted."""
        if self.locked:
            raise PinLocked
        if (left := self.wait()) > 0:
            raise PinWaits(seconds=left)
        before = self._content
        self._save(before.model_copy(update={"wrong": before.wrong + 1}))
        try:
            key = _unwrapped(before, plain_pin(pin))
        except InvalidTag:
            self._since = self._clock()
            raise PinWrong(left=self.tries_left) from None
        self._save(before.model_copy(update={"wrong": 0}))
        return key

    def set_pin(self, key: DataKey, pin: str) -> None:
        """Wrap the data key anew; what it protects stays as it is. Raises PinTooShort, PinTooSimple; OSError."""
        salt, wrapped = _wrapped(key, pin, self._content.cost)
        self._save(self._content.model_copy(update={"salt": salt, "wrapped": wrapped, "wrong": 0}))

    def enrolled(self, sealed: bytes, label: str, signing: str | None = None) -> None:
        """Keep the data key as it was sealed for the station too, and say whose vault it is.

        `signing` is the laptop's key that the seal names. Raises OSError.
        """
        kept = base64.b64encode(sealed).decode("ascii")
        self._save(self._content.model_copy(update={"sealed": kept, "label": label, "sealed_for": signing}))

    def _save(self, content: _Content) -> None:
        write_whole(self.path, content.model_dump_json(indent=1).encode() + b"\n", owner_only=True)
        self._content = content


def _wrapped(key: DataKey, pin: str, cost: PinCost) -> tuple[str, str]:
    """A fresh salt and the key wrapped with it, both in hexadecimal."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    wrapping = ChaCha20Poly1305(_stretched(check_pin(pin), salt, cost))
    return salt.hex(), (nonce + wrapping.encrypt(nonce, key.secret, _FORMAT.encode())).hex()


def _unwrapped(content: _Content, pin: str) -> DataKey:
    wrapped = bytes.fromhex(content.wrapped)
    wrapping = ChaCha20Poly1305(_stretched(pin, bytes.fromhex(content.salt), content.cost))
    return DataKey(wrapping.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _FORMAT.encode()))


def _stretched(pin: str, salt: bytes, cost: PinCost) -> bytes:
    return hash_secret_raw(pin.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, _KEY, Type.ID)
