"""The penalty as a contract term: contracts registered, penalties waived."""

from datetime import date
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.contract import Contract
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId


class ContractRegistered(Fact):
    """The station entered an account's contract; the one signed last is in force."""

    TOPIC: ClassVar[Topic] = Topic.TERMS

    kind: Literal["contract_registered"] = "contract_registered"
    contract: Contract


class WaiverApplied(Fact):
    """A part of a bill's penalty was waived under the station's decision on a request (`about`).

    Posted by the seat that holds the bill; the books refuse one without its decision.
    """

    TOPIC: ClassVar[Topic] = Topic.TERMS

    kind: Literal["waiver_applied"] = "waiver_applied"
    bill: BillId
    amount: Money
    """No more than was granted, and no more than was open when it was applied."""
    approval: str
    """The decision's number (批准号), as papers name it."""
    approved_on: date


TermsFact = ContractRegistered | WaiverApplied
