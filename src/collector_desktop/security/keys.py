"""A seat's keys: Ed25519 to sign, X25519 in the age format to be sealed for."""

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Annotated, Any, Protocol, Self

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AfterValidator, StringConstraints

from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey, hidden_content, is_hidden, shown_content
from collector_desktop.security.refusals import (
    HiddenDamaged,
    KeysAlreadyThere,
    KeysDamaged,
    KeysFromTheFuture,
    KeysReadableByOthers,
    SignatureWrong,
)
from collector_desktop.security.whole_file import write_whole

_FORMAT = "zoushou-keys"
_VERSION = 1
_USE = "keys"
_LARGEST = 4096
_EARLIER_KEPT = 3
_GROUPS, _GROUP_BYTES, _GROUP_DIGITS = 6, 5, 5


def _age_recipient(text: str) -> str:
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError as error:
        raise ValueError("no age recipient") from error


class PublicKeys(Value):
    """What others know of a seat: the key that verifies its signatures and the recipient that seals for it."""

    signing: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """The Ed25519 public key, 64 hexadecimal digits."""

    recipient: Annotated[str, AfterValidator(_age_recipient)]
    """The age recipient, "age1…"."""

    @property
    def fingerprint(self) -> str:
        """Both keys in six groups of five digits, to be compared by voice: "04917 55021 …"."""
        known = f"zoushou-fingerprint/1\n{self.signing}\n{self.recipient}\n".encode("ascii")
        digest = hashlib.sha256(known).digest()
        parts = (digest[at : at + _GROUP_BYTES] for at in range(0, _GROUPS * _GROUP_BYTES, _GROUP_BYTES))
        return " ".join(f"{int.from_bytes(part, 'big') % 10**_GROUP_DIGITS:0{_GROUP_DIGITS}d}" for part in parts)


class Signer(Protocol):
    """Whoever can sign for a seat."""

    @property
    def public(self) -> PublicKeys:
        """The keys with which others verify."""

    def sign(self, data: bytes) -> bytes:
        """The 64-byte Ed25519 signature of the bytes."""


class DeviceKeys:
    """The secret keys of one seat; they leave this object only into their own file."""

    __slots__ = ("_earlier", "_identity", "_public", "_signing")

    def __init__(self, signing: Ed25519PrivateKey, identity: Any, earlier: tuple[Any, ...] = ()) -> None:
        self._signing = signing
        self._identity = identity
        self._earlier = earlier
        self._public = PublicKeys(
            signing=signing.public_key().public_bytes_raw().hex(), recipient=str(identity.to_public())
        )

    def __repr__(self) -> str:
        return f"DeviceKeys({self._public.fingerprint})"

    @classmethod
    def generate(cls) -> Self:
        """Fresh keys from the system's randomness."""
        return cls(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())

    @classmethod
    def generate_after(cls, old: Self) -> Self:
        """Fresh keys that also open what was sealed for the old ones: a package may be on its way."""
        fresh = cls.generate()
        return cls(fresh._signing, fresh._identity, (old._identity, *old._earlier)[:_EARLIER_KEPT])

    @property
    def public(self) -> PublicKeys:
        """What others may know."""
        return self._public

    @property
    def identities(self) -> list[Any]:
        """The age identities (pyrage's), the present one first, for security.seal alone."""
        return [self._identity, *self._earlier]

    @property
    def were_changed(self) -> bool:
        """Whether others came before these."""
        return bool(self._earlier)

    def come_after(self, old: PublicKeys) -> bool:
        """Whether these were made to follow those, as far back as they remember."""
        return any(str(each.to_public()) == old.recipient for each in self._earlier)

    def sign(self, data: bytes) -> bytes:
        """The 64-byte Ed25519 signature of the bytes."""
        return self._signing.sign(data)

    def save(self, path: Path, key: DataKey | None = None) -> None:
        """Write the keys to a new file only the owner may read, hidden with the data key where there is one.

        Raises KeysAlreadyThere rather than overwrite, OSError when the disk refuses.
        """
        if os.path.lexists(path):
            raise KeysAlreadyThere(path=path)
        write_whole(path, hidden_content(self.content(), _USE, key), owner_only=True)

    @classmethod
    def hide(cls, path: Path, key: DataKey) -> None:
        """Hide a key file that lies open with the data key, in one step; a hidden one stays as it is.

        Raises as `load`.
        """
        if not cls.are_hidden(path):
            write_whole(path, hidden_content(cls.load(path).content(), _USE, key), owner_only=True)

    @classmethod
    def are_hidden(cls, path: Path) -> bool:
        """Whether a key file can be read with a data key only. Raises OSError."""
        return is_hidden(path.read_bytes(), _USE)

    def content(self) -> bytes:
        """Everything of these keys as their file has it, for their own file and for security.recovery alone."""
        content: dict[str, Any] = {
            "format": _FORMAT,
            "version": _VERSION,
            "signing": self._signing.private_bytes_raw().hex(),
            "age": str(self._identity),
        }
        if self._earlier:
            content["age_earlier"] = [str(each) for each in self._earlier]
        return json.dumps(content, indent=1).encode("ascii") + b"\n"

    @classmethod
    def load(cls, path: Path, key: DataKey | None = None) -> Self:
        """The keys of that file, with the data key that hides them.

        Raises KeysReadableByOthers (POSIX: any right for group or others), KeysDamaged (also without the right data
        key), KeysFromTheFuture; OSError when the file is missing or can't be read.
        """
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if os.name == "posix" and mode & 0o077:
                raise KeysReadableByOthers(path=path, mode=f"{mode:04o}")
            data = file.read(_LARGEST)
        return cls._shown(data, path, key)

    @classmethod
    def load_copy(cls, path: Path, key: DataKey | None = None) -> Self:
        """The keys in a copy of their file, on a medium that may know no rights. Raises as `load`, but for those."""
        with path.open("rb") as file:
            data = file.read(_LARGEST)
        return cls._shown(data, path, key)

    @classmethod
    def _shown(cls, data: bytes, path: Path, key: DataKey | None) -> Self:
        try:
            return cls.of_content(shown_content(data, _USE, key), path)
        except HiddenDamaged:
            raise KeysDamaged(path=path) from None

    @classmethod
    def of_content(cls, data: bytes, path: Path) -> Self:
        """The keys of such content; `path` is for what is said. Raises KeysDamaged, KeysFromTheFuture."""
        try:
            content = json.loads(data)
            if content["format"] != _FORMAT:
                raise KeysDamaged(path=path)
            if content["version"] > _VERSION:
                raise KeysFromTheFuture(path=path, version=content["version"], supported=_VERSION)
            signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(content["signing"]))
            earlier = tuple(pyrage.x25519.Identity.from_str(each) for each in content.get("age_earlier", ()))
            return cls(signing, pyrage.x25519.Identity.from_str(content["age"]), earlier)
        except (ValueError, KeyError, TypeError, RecursionError, pyrage.IdentityError):
            raise KeysDamaged(path=path) from None  # the cause would carry the secret into a log


def verify(public: PublicKeys | str, data: bytes, signature: bytes) -> None:
    """Nothing, if the holder of the key signed exactly these bytes; else SignatureWrong.

    `public` is a seat's keys or, where only that is at hand, the 64 hexadecimal digits of its signing key.
    """
    signing = public.signing if isinstance(public, PublicKeys) else public
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing)).verify(signature, data)
    except (InvalidSignature, ValueError):
        raise SignatureWrong from None


def has_signed(public: PublicKeys | str, data: bytes, signature: bytes) -> bool:
    """Whether the holder of the key signed exactly these bytes; `public` as for `verify`."""
    try:
        verify(public, data, signature)
    except SignatureWrong:
        return False
    return True
