"""Waivers of a penalty (违约金减免): only under the station's decision; an unapproved one is a listed violation."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, BillId
from collector_desktop.domain.requests import WaiverWanted
from collector_desktop.domain.value import Value


class Waiver(Value):
    """What was waived of one bill, with the number and day of its approval."""

    bill: BillId
    amount: Money
    approval: str
    approved_on: date

    @classmethod
    def of(cls, act: WaiverApplied) -> "Waiver":
        """The waiver an act applied."""
        return cls(bill=act.bill, amount=act.amount, approval=act.approval, approved_on=act.approved_on)


def approval_number(decision: RequestDecided) -> str:
    """How papers name a decision: its day and the beginning of its id."""
    return f"{decision.business_day:%Y%m%d}-{decision.id[:4].upper()}"


def may_still_waive(act: WaiverApplied, decision: RequestDecided | None, before: Money) -> Money:
    """How much of an applied waiver its decision covers, after what was waived under it `before`; zero without one."""
    if decision is None or not decision.approved or not isinstance(decision.granted, WaiverWanted):
        return Money.ZERO
    if decision.about != act.about or decision.granted.bill != act.bill:
        return Money.ZERO
    return max(min(act.amount, decision.granted.amount - before), Money.ZERO)


def pending(decisions: Iterable[RequestDecided], applied: Iterable[WaiverApplied]) -> tuple[RequestDecided, ...]:
    """Approved waivers nobody has applied yet, oldest first."""
    done: set[ActId] = {act.about for act in applied}
    return tuple(
        decision
        for decision in decisions
        if decision.approved and isinstance(decision.granted, WaiverWanted) and decision.about not in done
    )
