"""The station's rules, set anew by its manager."""

from typing import Literal

from pydantic import Field

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.rules import RuleChange


class PolicySet(Act):
    """The manager changed rules; each with what it said before, so that the line stands by itself."""

    kind: Literal["policy_set"] = "policy_set"
    version: int
    """Of the policy from now on: one more than the one it changes."""
    changes: tuple[RuleChange, ...] = Field(min_length=1)
    reason: str = Field(min_length=1)
