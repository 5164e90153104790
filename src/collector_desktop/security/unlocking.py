"""Unlocking a laptop whose PIN is forgotten: at enrolment its data key was sealed for the station, which may return it.

The laptop's own keys lie behind the PIN, so the request is signed by keys made for it alone. Whose request it is, is
settled by comparing its fingerprint by voice, as at enrolment; whose laptop, by the seal, which names the device: by
its key and, once it changed its keys, by its code too, for the station may not have heard of the new ones.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, ValidationError

from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DATA_KEY_BYTES, DataKey
from collector_desktop.security.enrolment_file import SignedBody, read_signed, write_signed
from collector_desktop.security.keys import DeviceKeys, PublicKeys, Signer
from collector_desktop.security.refusals import (
    DamagedSeal,
    EnrolmentFileDamaged,
    EnrolmentFromTheFuture,
    NotForThisSeat,
    NotSealed,
    SealCutShort,
    UnlockFileDamaged,
    UnlockForAnother,
    UnlockFromTheFuture,
)
from collector_desktop.security.seal import seal, unseal

UNLOCK_REQUEST_EXTENSION: Final = ".zsunreq"
UNLOCK_ANSWER_EXTENSION: Final = ".zsunlock"
_REQUEST, _ANSWER = "unlock-request", "unlock-answer"
_LONGEST: Final = 60
_HEX_KEY: Final = rf"^[0-9a-f]{{{2 * DATA_KEY_BYTES}}}$"


def _sealed_bytes(text: str) -> str:
    base64.b64decode(text, validate=True)
    return text


class UnlockRequest(Value):
    """A laptop asks for its data key."""

    keys: PublicKeys
    """Made for this request alone."""

    sealed: Annotated[str, Field(max_length=4096), AfterValidator(_sealed_bytes)]
    """The data key as it was sealed for the station, base64."""

    label: Annotated[str, Field(max_length=_LONGEST)]
    made_at: AwareDatetime

    @property
    def fingerprint(self) -> str:
        """To be compared by voice."""
        return self.keys.fingerprint


class _SealedKey(Value):
    signing: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    secret: Annotated[str, StringConstraints(pattern=_HEX_KEY)]
    device: Annotated[str, StringConstraints(pattern=r"^([0-9]{2})?$")] = ""
    """The laptop's code where its keys were changed; programs before knew none."""


@dataclass(frozen=True)
class Unsealed:
    """What a laptop sealed for its station."""

    signing: str
    """The laptop's signing key then, 64 hexadecimal digits."""
    device: DeviceCode | None
    """The code it says it has; None where it says none."""
    key: DataKey


class _Answer(Value):
    request: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    station_keys: PublicKeys
    secret: Annotated[str, StringConstraints(pattern=_HEX_KEY)]


def seal_for_station(key: DataKey, device: PublicKeys, station: PublicKeys, code: str = "") -> bytes:
    """A laptop's data key, sealed for its station and naming the laptop: also by its `code` where one is given."""
    kept = _SealedKey(signing=device.signing, secret=key.secret.hex(), device=code)
    # Without a code it reads as it always did: a station with an earlier program opens it.
    return seal(kept.model_dump_json(exclude_defaults=True).encode("ascii"), station)


def open_sealed(request: UnlockRequest, station: DeviceKeys) -> Unsealed:
    """Which laptop asks, as it says itself, and its data key, at the station.

    Raises NotForThisSeat where another station is meant, UnlockFileDamaged.
    """
    try:
        kept = _SealedKey.model_validate_json(unseal(base64.b64decode(request.sealed), station))
    except (NotSealed, SealCutShort, DamagedSeal, ValidationError):
        raise UnlockFileDamaged from None
    device = DeviceCode(kept.device) if kept.device else None
    return Unsealed(kept.signing, device, DataKey(bytes.fromhex(kept.secret)))


def make_unlock_request(keys: DeviceKeys, sealed: bytes, label: str, at: datetime) -> bytes:
    """The file (*.zsunreq) with which a locked laptop asks; `keys` are made for it alone."""
    request = UnlockRequest(
        keys=keys.public, sealed=base64.b64encode(sealed).decode("ascii"), label=label[:_LONGEST], made_at=at
    )
    return write_signed(_REQUEST, request.model_dump(mode="json"), keys)


def read_unlock_request(data: bytes) -> UnlockRequest:
    """What a request file says. Raises UnlockFileDamaged, UnlockFromTheFuture."""
    body = _read(_REQUEST, data)
    try:
        request = UnlockRequest.model_validate(body.fields)
        body.check(request.keys)
    except (ValidationError, EnrolmentFileDamaged):
        raise UnlockFileDamaged from None
    return request


def make_unlock_answer(request: UnlockRequest, key: DataKey, signer: Signer) -> bytes:
    """The file (*.zsunlock) that gives a laptop its data key: signed by the station, sealed for the request's keys."""
    answer = _Answer(request=request.keys.signing, station_keys=signer.public, secret=key.secret.hex())
    return seal(write_signed(_ANSWER, answer.model_dump(mode="json"), signer), request.keys)


def read_unlock_answer(data: bytes, keys: DeviceKeys) -> DataKey:
    """The data key in a station's answer to the request made with these keys.

    Raises UnlockForAnother, UnlockFileDamaged, UnlockFromTheFuture.
    """
    try:
        body = _read(_ANSWER, unseal(data, keys))
        answer = _Answer.model_validate(body.fields)
        body.check(answer.station_keys)
    except NotForThisSeat:
        raise UnlockForAnother from None
    except (NotSealed, SealCutShort, DamagedSeal, ValidationError, EnrolmentFileDamaged):
        raise UnlockFileDamaged from None
    if answer.request != keys.public.signing:
        raise UnlockForAnother
    return DataKey(bytes.fromhex(answer.secret))


def _read(what: str, data: bytes) -> SignedBody:
    try:
        return read_signed(what, data)
    except EnrolmentFromTheFuture as error:
        raise UnlockFromTheFuture(**{name: error.facts[name] for name in ("version", "supported")}) from None
    except EnrolmentFileDamaged:
        raise UnlockFileDamaged from None
