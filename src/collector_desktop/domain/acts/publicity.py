"""Publicity of the law, praise for prompt payers, and lists that leave the program with full names."""

from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.value import Value


class PublicityTopic(StrEnum):
    """What was talked about."""

    ELECTRICITY_LAW = "electricity_law"
    PENALTY = "penalty"
    SAFETY = "safety"
    TARIFF = "tariff"
    PAYING = "paying"
    PROTECTING_LINES = "protecting_lines"
    SAVING = "saving"


class HandedOut(Value):
    """How many of one leaflet were given away."""

    leaflet: Leaflet
    number: int = Field(ge=1)


class PublicityHeld(Fact):
    """The law, safety or the tariff was made known in a village, on the business day of the act."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["publicity_held"] = "publicity_held"
    topics: tuple[PublicityTopic, ...]
    place: str
    audience: int = Field(0, ge=0)
    """How many people listened; 0 where nobody counted, as with a poster."""
    handed_out: tuple[HandedOut, ...] = ()
    note: str = ""


class LeafletEdited(Fact):
    """A leaflet has another text from now on; an empty text brings back the one the program came with."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["leaflet_edited"] = "leaflet_edited"
    leaflet: Leaflet
    text: str


class PraiseConsent(Fact):
    """A household agreed that its name may stand on the praise list, or took that back; the newest counts.

    Personal Information Protection Law art. 14, 15 and 25: given for this, knowingly, and withdrawn at any time.
    """

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["praise_consent"] = "praise_consent"
    consents: bool
    wording: str
    """What was shown and read out."""


class PraisePublished(Fact):
    """A village's praise list went up; whoever had not agreed was counted, not named."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["praise_published"] = "praise_published"
    month: BillingMonth
    named: tuple[AccountNumber, ...]
    counted: int = Field(ge=0)


class UnmaskedListMade(Fact):
    """A list with full names left the program under an approved request (`about`)."""

    TOPIC: ClassVar[Topic] = Topic.REQUESTS

    kind: Literal["unmasked_list_made"] = "unmasked_list_made"
    villages: tuple[str, ...]
    purpose: str
    file: str
    """Its name, without the folder it was written to."""
    sha256: str
    names: int = Field(ge=0)


PublicityFact = PublicityHeld | LeafletEdited | PraiseConsent | PraisePublished | UnmaskedListMade
