"""A claim as it is filed with a court, and the steps that can follow; frozen as its application was printed."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.notices import Issuer, NoticeLine, Party
from collector_desktop.domain.value import Value


class Way(StrEnum):
    """How the court is asked."""

    PAYMENT_ORDER = "payment_order"
    """支付令: a money claim, no other dispute between the two, and the debtor can be served (art. 225)."""
    SUIT = "suit"
    """诉讼."""


class CourtStep(StrEnum):
    """What happened before the court, in the order in which it can."""

    FILED = "filed"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    ORDER_ISSUED = "order_issued"
    ORDER_SERVED = "order_served"
    ORDER_NOT_SERVED = "order_not_served"
    OBJECTED = "objected"
    SUIT_OPENED = "suit_opened"
    JUDGED = "judged"
    MEDIATED = "mediated"
    ENFORCEMENT_APPLIED = "enforcement_applied"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Claimed(Value):
    """The application as it was filed: who against whom, for how much and why."""

    way: Way
    court: str
    filed_on: date
    applicant: str
    applicant_code: str = ""
    applicant_address: str = ""
    representative: str = ""
    phone: str = ""
    issuer: Issuer
    party: Party
    party_phones: tuple[str, ...] = ()
    lines: tuple[NoticeLine, ...] = Field(min_length=1)
    penalty_goes_on: bool = True
    """Whether the penalty is claimed until the day of payment too."""
    contract: str = ""
    """The contract's number and day; empty if none is registered."""
    demands: tuple[str, ...] = ()
    """Each demand with its proof, one line."""
    evidence: tuple[str, ...] = ()
    """The titles of the evidence handed in with it."""

    @property
    def fees(self) -> Money:
        """Principal claimed."""
        return Money.total(line.fee for line in self.lines)

    @property
    def penalties(self) -> Money:
        """Penalty claimed up to the day of filing."""
        return Money.total(line.penalty for line in self.lines)

    @property
    def total(self) -> Money:
        """Everything claimed."""
        return self.fees + self.penalties

    @property
    def bills(self) -> tuple[BillId, ...]:
        """The bills claimed."""
        return tuple(line.bill for line in self.lines)


class CourtPaper(StrEnum):
    """What is printed for a court."""

    APPLICATION = "application"
    EVIDENCE_PACK = "evidence_pack"


class ItemHash(Value):
    """One item of a pack as its contents name it: title, pages and SHA-256 of the bytes put in."""

    title: str
    first_page: int = Field(ge=1)
    pages: int = Field(ge=1)
    sha256: str
