"""Seals: bytes that only the named seats can read, in the age format (age-encryption.org/v1)."""

import re

import pyrage

from collector_desktop.security.keys import DeviceKeys, PublicKeys
from collector_desktop.security.refusals import DamagedSeal, NotForThisSeat, NotSealed, SealCutShort

_MAGIC = b"age-encryption.org/"
_HEADER_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
_NONCE = 16
_TAG = 16
_NO_KEY = "No matching keys found"


def seal(data: bytes, *receivers: PublicKeys) -> bytes:
    """The bytes sealed for every receiver; any one of them opens it alone, and so does the official age program."""
    sealed: bytes = pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(keys.recipient) for keys in receivers])
    return sealed


def unseal(sealed: bytes, keys: DeviceKeys) -> bytes:
    """The bytes as they were sealed.

    Raises NotSealed, SealCutShort, NotForThisSeat, DamagedSeal. A file cut inside its content can't be told from a
    changed one, for its last block fails the same check; both are DamagedSeal then. Likewise a change inside the few
    bytes that name the receiver reads as NotForThisSeat.
    """
    if not sealed.startswith(_MAGIC):
        if sealed and not _MAGIC.startswith(sealed):
            raise NotSealed
        raise SealCutShort(size=len(sealed))
    header = _HEADER_END.search(sealed)
    if header is None or len(sealed) < header.end() + _NONCE + _TAG:
        raise SealCutShort(size=len(sealed))
    try:
        data: bytes = pyrage.decrypt(sealed, keys.identities)
    except pyrage.DecryptError as error:
        if str(error) == _NO_KEY:
            raise NotForThisSeat from None
        raise DamagedSeal(size=len(sealed)) from None
    return data
