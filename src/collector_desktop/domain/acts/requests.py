"""Asking the station, its decisions, and taking back what was said by mistake."""

from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.requests import Matter, Role


class RequestMade(Fact):
    """Something only the station may decide was asked for, with the reason."""

    TOPIC: ClassVar[Topic] = Topic.REQUESTS
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["request_made"] = "request_made"
    matter: Matter
    reason: str


class RequestDecided(Fact):
    """The station decided a request (`about`), once; what was granted may be less than was asked for."""

    TOPIC: ClassVar[Topic] = Topic.REQUESTS

    kind: Literal["request_decided"] = "request_decided"
    approved: bool
    granted: Matter | None = None
    """What was granted; None if it was refused."""
    reason: str
    decided_by: str
    """The name of the person who decided."""
    role: Role


class FactWithdrawn(Fact):
    """Something said by mistake (`about`) no longer counts; both stay in the journal."""

    TOPIC: ClassVar[Topic] = Topic.REQUESTS

    kind: Literal["fact_withdrawn"] = "fact_withdrawn"
    withdrawn_kind: str
    reason: str


RequestFact = RequestMade | RequestDecided | FactWithdrawn
