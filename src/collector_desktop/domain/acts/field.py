"""Acts at the doors that are not money."""

from typing import Literal

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.visit import Outcome, Promise, Slot


class VisitRecorded(Act):
    """A door was knocked at; what came of it. A payment records its own visit."""

    kind: Literal["visit_recorded"] = "visit_recorded"
    account: AccountNumber
    slot: Slot
    outcome: Outcome
    promise: Promise | None = None
    note: str = ""


class VisitUndone(Act):
    """A visit recorded by mistake was taken back within the policy's seconds."""

    kind: Literal["visit_undone"] = "visit_undone"
    visit: ActId
    account: AccountNumber
