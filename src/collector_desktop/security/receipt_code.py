"""The code on a receipt: what was paid, signed, so that an altered or invented receipt is found.

The text is one line of capitals, digits and colons, which QR codes pack tightest:
`ZS1:<number>:<account>:<fen>:<day>:<signature>`. The signature is the whole Ed25519 signature (64 bytes, Base32) of
everything before its colon; a shortened one could be guessed. An ordinary receipt fits a version 6-M symbol.
A copied code verifies like the original: whether a receipt was shown before is for the station's books to say.
"""

import base64
import re
from datetime import date
from typing import Final

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import ReceiptNumberNotValid
from collector_desktop.domain.value import Value
from collector_desktop.security.keys import PublicKeys, Signer, verify
from collector_desktop.security.refusals import (
    ReceiptCodeFromTheFuture,
    ReceiptCodeNotUnderstood,
    ReceiptCodeWrong,
    SignatureWrong,
)

_VERSION: Final = 1
_CODE: Final = re.compile(
    r"ZS(?P<version>[1-9][0-9]{0,3}):(?P<number>[0-9]{17,20}):(?P<account>[0-9]{1,20}):(?P<fen>[0-9]{1,15})"
    r":(?P<day>[0-9]{8}):(?P<signature>[A-Z2-7]{103})"
)
_ANY_VERSION: Final = re.compile(r"ZS(?P<version>[1-9][0-9]{0,3}):.*", re.DOTALL)


class ReceiptClaim(Value):
    """What a receipt's code says; believed only after `verify_receipt_code`."""

    number: ReceiptNumber
    account: AccountNumber
    received: Money
    day: date


def receipt_code(number: ReceiptNumber, account: AccountNumber, received: Money, day: date, signer: Signer) -> str:
    """The text of the QR code, signed by the laptop that gave the receipt; `received` is what was kept."""
    signed = _signed(ReceiptClaim(number=number, account=account, received=received, day=day))
    return f"{signed}:{_letters(signer.sign(signed.encode('ascii')))}"


def read_receipt_code(text: str) -> ReceiptClaim:
    """What the code says, its signature not yet checked; spaces around it and small letters are forgiven.

    Raises ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture.
    """
    return _read(text)[0]


def verify_receipt_code(text: str, public: PublicKeys | str) -> ReceiptClaim:
    """What the code says, if the device with these keys signed exactly that.

    Raises ReceiptCodeWrong for an altered or invented receipt, ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture.
    """
    claim, signature = _read(text)
    try:
        verify(public, _signed(claim).encode("ascii"), signature)
    except SignatureWrong:
        raise ReceiptCodeWrong(
            number=claim.number, account=claim.account, received=claim.received, day=claim.day
        ) from None
    return claim


def _signed(claim: ReceiptClaim) -> str:
    number = claim.number.replace("-", "")
    return f"ZS{_VERSION}:{number}:{claim.account}:{claim.received.fen}:{claim.day:%Y%m%d}"


def _read(text: str) -> tuple[ReceiptClaim, bytes]:
    plain = text.strip().upper()
    found = _CODE.fullmatch(plain)
    any_version = found or _ANY_VERSION.fullmatch(plain)
    if any_version is not None and int(any_version["version"]) > _VERSION:
        raise ReceiptCodeFromTheFuture(version=int(any_version["version"]), supported=_VERSION)
    if found is None:
        raise ReceiptCodeNotUnderstood(text=text[:200])
    try:
        claim = ReceiptClaim(
            number=ReceiptNumber(found["number"]),
            account=AccountNumber(found["account"]),
            received=Money(int(found["fen"])),
            day=date.fromisoformat(found["day"]),
        )
    except (ReceiptNumberNotValid, ValueError):
        raise ReceiptCodeNotUnderstood(text=text[:200]) from None
    signature = base64.b32decode(found["signature"] + "=")
    if plain != f"{_signed(claim)}:{_letters(signature)}":  # one receipt has one text
        raise ReceiptCodeNotUnderstood(text=text[:200])
    return claim, signature


def _letters(signature: bytes) -> str:
    return base64.b32encode(signature).decode("ascii").rstrip("=")
