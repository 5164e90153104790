"""Enrolment: a laptop asks with a file, the station answers with one, people compare fingerprints by voice.

The request is signed by the keys it carries: it proves that the laptop holds them, not whose laptop it is. The answer
is sealed for the laptop and signed by the keys it carries: it proves that a station made it, not which. Whose keys
they are is settled by reading both fingerprints aloud, before either side goes on.
"""

import unicodedata
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, ValidationError

from collector_desktop.domain.names import Badge, DeviceCode, StationCode
from collector_desktop.domain.value import Value
from collector_desktop.security.enrolment_file import read_signed, write_signed
from collector_desktop.security.keys import DeviceKeys, PublicKeys, Signer
from collector_desktop.security.refusals import (
    AnswerForAnotherLaptop,
    DamagedSeal,
    EnrolmentFileDamaged,
    NotForThisSeat,
    NotSealed,
    SealCutShort,
)
from collector_desktop.security.seal import seal, unseal

REQUEST_EXTENSION: Final = ".zsreq"
ANSWER_EXTENSION: Final = ".zsans"
_REQUEST, _ANSWER = "request", "answer"
_LONGEST: Final = 60
_NOT_IN_A_LINE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _one_line(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    return "".join(c for c in plain if unicodedata.category(c) not in _NOT_IN_A_LINE).strip()


_Line = Annotated[str, AfterValidator(_one_line), Field(max_length=_LONGEST)]
"""Text for one line: line feeds and marks that turn its direction are dropped."""


class EnrolmentRequest(Value):
    """A laptop asks to be enrolled."""

    keys: PublicKeys
    label: _Line
    """What the laptop calls itself, so that the clerk recognises it."""

    made_at: AwareDatetime

    @property
    def fingerprint(self) -> str:
        """Of the laptop's keys, to be compared by voice."""
        return self.keys.fingerprint


class EnrolmentAnswer(Value):
    """The station enrols a laptop: whose it is, and with which keys the station will speak to it."""

    station_code: Annotated[StationCode, StringConstraints(pattern=r"^[0-9]{8}$")]
    station_name: _Line
    station_keys: PublicKeys
    device: Annotated[DeviceCode, StringConstraints(pattern=r"^[0-9]{2}$")]
    device_keys: PublicKeys
    """The keys of the request that this answers."""

    collector_name: _Line
    badge: Annotated[Badge, AfterValidator(_one_line), Field(max_length=_LONGEST)]
    policy_version: Annotated[int, Field(ge=0)]

    @property
    def fingerprint(self) -> str:
        """Of the station's keys, to be compared by voice."""
        return self.station_keys.fingerprint


def make_request(keys: DeviceKeys, label: str, at: datetime) -> bytes:
    """The file (*.zsreq) with which this laptop asks; sixty characters of the label are kept."""
    request = EnrolmentRequest(keys=keys.public, label=label[:_LONGEST], made_at=at)
    return write_signed(_REQUEST, request.model_dump(mode="json"), keys)


def read_request(data: bytes) -> EnrolmentRequest:
    """What a request file says, its signature checked against the keys in it.

    Raises EnrolmentFileDamaged, EnrolmentFromTheFuture.
    """
    body = read_signed(_REQUEST, data)
    try:
        request = EnrolmentRequest.model_validate(body.fields)
    except ValidationError:
        raise EnrolmentFileDamaged(what=_REQUEST) from None
    body.check(request.keys)
    return request


def make_answer(answer: EnrolmentAnswer, signer: Signer) -> bytes:
    """The file (*.zsans) with which the station answers: signed by it, sealed for the laptop.

    Raises ValueError if the signer isn't the station the answer names.
    """
    if signer.public != answer.station_keys:
        raise ValueError("an answer carries its signer's keys")
    return seal(write_signed(_ANSWER, answer.model_dump(mode="json"), signer), answer.device_keys)


def read_answer(data: bytes, keys: DeviceKeys) -> EnrolmentAnswer:
    """What an answer file says to the laptop with these keys.

    Raises AnswerForAnotherLaptop, EnrolmentFileDamaged, EnrolmentFromTheFuture.
    """
    try:
        body = read_signed(_ANSWER, unseal(data, keys))
    except NotForThisSeat:
        raise AnswerForAnotherLaptop(own=keys.public.fingerprint) from None
    except (NotSealed, SealCutShort, DamagedSeal):
        raise EnrolmentFileDamaged(what=_ANSWER) from None
    try:
        answer = EnrolmentAnswer.model_validate(body.fields)
    except ValidationError:
        raise EnrolmentFileDamaged(what=_ANSWER) from None
    body.check(answer.station_keys)
    if answer.device_keys != keys.public:
        raise AnswerForAnotherLaptop(own=keys.public.fingerprint)
    return answer
