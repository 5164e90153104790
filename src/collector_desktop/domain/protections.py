"""What protects a household from a cut: protections that hold, and disputes that are open. Practice."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import DisputeOpened, DisputeSettled, ProtectionLifted, ProtectionNoted
from collector_desktop.domain.policy import Policy


def standing_protections(said: Iterable[Fact], on: date, policy: Policy) -> tuple[ProtectionNoted, ...]:
    """The protections the policy knows that hold on a day: neither lifted nor over."""
    facts = tuple(said)
    lifted = {fact.about for fact in facts if isinstance(fact, ProtectionLifted)}
    return tuple(
        fact
        for fact in facts
        if isinstance(fact, ProtectionNoted)
        and fact.id not in lifted
        and fact.ground in policy.ladder.protected
        and (fact.until is None or on <= fact.until)
    )


def open_disputes(said: Iterable[Fact]) -> tuple[DisputeOpened, ...]:
    """The disputes nobody settled yet."""
    facts = tuple(said)
    settled = {fact.about for fact in facts if isinstance(fact, DisputeSettled)}
    return tuple(fact for fact in facts if isinstance(fact, DisputeOpened) and fact.id not in settled)
