"""The data key: random bytes from which every use draws its own key; only a vault or the station's seal holds it."""

import secrets
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from collector_desktop.security.refusals import HiddenDamaged

DATA_KEY_BYTES: Final = 32
_KEY, _NONCE = DATA_KEY_BYTES, 12


class DataKey:
    """The random key behind the PIN; each use draws a key of its own from it."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != _KEY:
            raise ValueError("a data key has 32 bytes")
        self._secret = secret

    def __repr__(self) -> str:
        return "DataKey(…)"

    @property
    def secret(self) -> bytes:
        """The key itself, for security.vault and security.unlocking alone."""
        return self._secret

    @property
    def books(self) -> bytes:
        """What encrypts a database."""
        return self.of("books")

    @classmethod
    def generate(cls) -> Self:
        """A fresh one from the system's randomness."""
        return cls(secrets.token_bytes(_KEY))

    def of(self, use: str) -> bytes:
        """The 32 bytes for one use, as "books" or "files" (HKDF-SHA256, RFC 5869)."""
        return HKDF(SHA256(), _KEY, None, f"zoushou/{use}".encode()).derive(self._secret)

    def hide(self, data: bytes, use: str, place: bytes = b"") -> bytes:
        """Bytes only this key reads again, bound to what they are for: nonce and ChaCha20-Poly1305 (RFC 8439).

        `place` is what stands beside them in clear and may not be exchanged for that of other hidden bytes.
        """
        nonce = secrets.token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(self.of(use)).encrypt(nonce, data, use.encode() + place)

    def reveal(self, hidden: bytes, use: str, place: bytes = b"") -> bytes:
        """What was hidden. Raises HiddenDamaged if a bit of it, its use, its place or the key differs."""
        try:
            return ChaCha20Poly1305(self.of(use)).decrypt(hidden[:_NONCE], hidden[_NONCE:], use.encode() + place)
        except (InvalidTag, ValueError):
            raise HiddenDamaged(use=use) from None


def books_key(key: DataKey | None) -> bytes | None:
    """What encrypts a database; None for plain books."""
    return None if key is None else key.books


def is_hidden(data: bytes, use: str) -> bool:
    """Whether a file's content was hidden for this use, with whatever key."""
    return data.startswith(_mark(use))


def hidden_content(data: bytes, use: str, key: DataKey | None) -> bytes:
    """A file's content: marked and hidden where there is a key, else as it is."""
    return data if key is None else _mark(use) + key.hide(data, use)


def shown_content(content: bytes, use: str, key: DataKey | None) -> bytes:
    """What a file holds; one that lies open, or hidden where there is no key, as it is. Raises HiddenDamaged."""
    if key is None or not is_hidden(content, use):
        return content
    return key.reveal(content[len(_mark(use)) :], use)


def _mark(use: str) -> bytes:
    return f"zoushou-{use}-hidden/1\n".encode("ascii")
