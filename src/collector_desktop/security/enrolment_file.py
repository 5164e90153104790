"""The form of enrolment files: canonical JSON with its signature, of which no byte can change unnoticed."""

import json
from typing import Any, Final, NamedTuple

import rfc8785

from collector_desktop.security.keys import PublicKeys, Signer, verify
from collector_desktop.security.refusals import EnrolmentFileDamaged, EnrolmentFromTheFuture, SignatureWrong

VERSION: Final = 1
_LARGEST: Final = 16_384


class SignedBody(NamedTuple):
    """What a file says, not to be believed before `check`."""

    what: str
    fields: dict[str, Any]
    signature: bytes

    def check(self, public: PublicKeys) -> None:
        """Nothing if the holder of these keys signed the file, else EnrolmentFileDamaged."""
        try:
            verify(public, _signed(self.what, self.fields), self.signature)
        except SignatureWrong:
            raise EnrolmentFileDamaged(what=self.what) from None


def write_signed(what: str, fields: dict[str, Any], signer: Signer) -> bytes:
    """The bytes of a file: RFC 8785 canonical JSON of {"body": …, "signature": …}.

    `what` ("request" or "answer") is part of what is signed, so one kind of file never passes for the other.
    """
    return _file(what, fields, signer.sign(_signed(what, fields)))


def read_signed(what: str, data: bytes) -> SignedBody:
    """The body of such a file; raises EnrolmentFileDamaged if its form is wrong, EnrolmentFromTheFuture."""
    if len(data) > _LARGEST:
        raise EnrolmentFileDamaged(what=what)
    try:
        document = json.loads(data)
        fields = document["body"]
        if fields.pop("format") != _format(what):
            raise EnrolmentFileDamaged(what=what)
        version = int(fields.pop("version"))
        if version > VERSION:
            raise EnrolmentFromTheFuture(what=what, version=version, supported=VERSION)
        body = SignedBody(what, fields, bytes.fromhex(document["signature"]))
        canonical = _file(what, fields, body.signature)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise EnrolmentFileDamaged(what=what) from None
    if data != canonical:
        raise EnrolmentFileDamaged(what=what)
    return body


def _format(what: str) -> str:
    return f"zoushou-enrolment-{what}"


def _signed(what: str, fields: dict[str, Any]) -> bytes:
    return rfc8785.dumps(_body(what, fields))


def _file(what: str, fields: dict[str, Any], signature: bytes) -> bytes:
    return rfc8785.dumps({"body": _body(what, fields), "signature": signature.hex()})


def _body(what: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"format": _format(what), "version": VERSION, **fields}
