"""The base of every act."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from pydantic import AwareDatetime

from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.names import AccountNumber, ActId, Badge
from collector_desktop.domain.value import Value


class Stamp(Value):
    """Who acts, and when: the business day the collector confirmed and the clock as it stood."""

    by: Badge
    business_day: date
    at: AwareDatetime


class Act(Value):
    """One immutable fact of the past: who says it, when, and (in subclasses) what."""

    id: ActId
    by: Badge
    business_day: date
    at: AwareDatetime


class Fact(Act):
    """An act kept as it was said and read by folding: what it means today is decided by the domain, never stored.

    `account` and `village` say whom it concerns ("" for nobody in particular); `about` names the act it answers,
    continues or closes. `kind` is a Literal in each subclass.
    """

    TOPIC: ClassVar[Topic]
    """What a view must show to be concerned."""
    WITHDRAWABLE: ClassVar[bool] = False
    """Whether a FactWithdrawn with a reason may take it back."""

    kind: str
    account: AccountNumber = AccountNumber("")
    village: str = ""
    about: ActId = ActId("")
    attachments: tuple[Attachment, ...] = ()


def new_act_id() -> ActId:
    """A fresh id, taken before the act is made so that a repeated Enter is one act."""
    return ActId(str(uuid4()))
