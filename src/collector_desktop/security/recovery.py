"""The second key: an age identity that lies in the safe and opens the station's own keys, sealed beside the books.

Both files are plain age: `age --decrypt -i IDENTITY station.keys.recovery` gives the key file back without us.
"""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pyrage

from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import NotARecoveryKey, RecoveryKeyWrong
from collector_desktop.security.whole_file import read_at_most

_SECRET: Final = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{20,120}")
_LARGEST: Final = 65_536


class RecoveryKey:
    """One identity; its secret leaves this object only as its file's text."""

    __slots__ = ("_identity",)

    def __init__(self, identity: pyrage.x25519.Identity) -> None:
        self._identity = identity

    def __repr__(self) -> str:
        return f"RecoveryKey({self.recipient})"

    @classmethod
    def generate(cls) -> "RecoveryKey":
        """A fresh one from the system's randomness."""
        return cls(pyrage.x25519.Identity.generate())

    @classmethod
    def read(cls, path: Path) -> "RecoveryKey":
        """The identity in a file, whatever lines stand around it and spaces in it. Raises NotARecoveryKey; OSError."""
        found = _SECRET.search(read_at_most(path, _LARGEST).upper().replace(b" ", b""))
        try:
            return cls(pyrage.x25519.Identity.from_str(found[0].decode("ascii") if found else ""))
        except pyrage.IdentityError:
            raise NotARecoveryKey(path=path) from None

    @property
    def recipient(self) -> str:
        """What seals for it, "age1…"."""
        return str(self._identity.to_public())

    @property
    def secret(self) -> str:
        """The secret line, for its file and for the paper in the safe."""
        return str(self._identity)

    def text(self, station: str, on: date) -> bytes:
        """An identity file as the age program reads it, with what it is for."""
        lines = (
            f"# {station} 第二把恢复钥匙,{on.isoformat()}",
            "# 放在保险柜里。谁有它,谁就能打开供电所的密钥。",
            f"# public key: {self.recipient}",
            self.secret,
        )
        return "".join(f"{line}\n" for line in lines).encode()

    def seal(self, keys: DeviceKeys) -> bytes:
        """A seat's keys, sealed so that this key alone opens them."""
        sealed: bytes = pyrage.encrypt(keys.content(), [self._identity.to_public()])
        return sealed

    def unseal(self, path: Path) -> DeviceKeys:
        """The keys in a file sealed for this key. Raises RecoveryKeyWrong, KeysDamaged, KeysFromTheFuture; OSError."""
        sealed = read_at_most(path, _LARGEST)
        try:
            content: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError:
            raise RecoveryKeyWrong(path=path) from None
        return DeviceKeys.of_content(content, path)
