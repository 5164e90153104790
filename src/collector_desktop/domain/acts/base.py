"""The base of every act."""

from datetime import date
from uuid import uuid4

from pydantic import AwareDatetime

from collector_desktop.domain.names import ActId, Badge
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


def new_act_id() -> ActId:
    """A fresh id, taken before the act is made so that a repeated Enter is one act."""
    return ActId(str(uuid4()))
