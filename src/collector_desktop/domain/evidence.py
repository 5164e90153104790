"""What proves a claim: contract, bills, penalty, demands with their proof, visits and payments of one household."""

from datetime import date, datetime

from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.contract import Contract
from collector_desktop.domain.money import Money
from collector_desktop.domain.notices import Issuer, Party, ProofOfService
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Promise, Slot


class Demanded(Value):
    """One notice as it was issued, and what proves that it reached the household."""

    title: str
    number: str
    issued_on: date
    papers: tuple[Attachment, ...]
    proof: ProofOfService | None = None
    """None until it was served."""
    proof_files: tuple[Attachment, ...] = ()
    """Photos and signatures of the service."""


class VisitLine(Value):
    """One visit to the household."""

    on: date
    at: datetime
    slot: Slot
    outcome: Outcome
    promise: Promise | None = None
    note: str = ""


class PaidLine(Value):
    """One receipt the household was given."""

    number: ReceiptNumber
    on: date
    method: PaymentMethod
    fees: Money
    penalties: Money
    received: Money
    voided: bool


class Evidence(Value):
    """Everything the books know that proves a household's debt; full data, for the court only."""

    on: date
    issuer: Issuer
    party: Party
    phones: tuple[str, ...]
    contract: Contract | None
    bills: tuple[BillDue, ...]
    """The bills claimed, with their penalty on the day."""
    demands: tuple[Demanded, ...]
    visits: tuple[VisitLine, ...]
    paid: tuple[PaidLine, ...]
    others: tuple[Attachment, ...] = ()
    """What came with the steps of the court: receipts of filing, rulings."""

    @property
    def total(self) -> Money:
        """Principal and penalty still open."""
        return Money.total(each.total for each in self.bills)
