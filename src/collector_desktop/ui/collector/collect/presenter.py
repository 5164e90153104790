"""Collect without a window: what an amount typed would do, decided by the domain's own allocation."""

from dataclasses import dataclass
from datetime import date

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.allocation import Allocation, Due, allocate, amount_due, suggested_amounts
from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.receipt import PaymentMethod, Receipt
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.visit import Slot
from collector_desktop.services.collecting import TakePayment, receipt_of
from collector_desktop.store.queries.cards import Card


@dataclass(frozen=True, slots=True)
class Tender:
    """What an amount typed comes to: kept, given back, paid ahead; `refusal` if it may not be."""

    tendered: Money
    received: Money
    change: Money
    allocation: Allocation | None
    refusal: Refusal | None


class Collect:
    """One open card. The payment's id is fixed here, so that a repeated Enter is one payment."""

    def __init__(self, card: Card, on: date, policy: Policy) -> None:
        self.card = card
        self.policy = policy
        self.due: Due = amount_due(card.bills, on, policy)
        self.method = PaymentMethod.CASH
        self.keep_change = False
        """Whether what is over the amount due is kept as prepayment instead of given back."""
        self.reference = ""
        self._on = on
        self._id = new_act_id()

    @property
    def suggestions(self) -> tuple[Money, ...]:
        """The exact amount and its round-ups; only the exact one where no change is given."""
        amounts = suggested_amounts(self.due.total, self.policy)
        return amounts if self.method is PaymentMethod.CASH else amounts[:1]

    @property
    def gives_change(self) -> bool:
        """Whether what is over goes back to the customer."""
        return self.method is PaymentMethod.CASH and not self.keep_change and bool(self.due.total)

    def tender(self, tendered: Money) -> Tender:
        """What this amount would do."""
        received = min(tendered, self.due.total) if self.gives_change else tendered
        try:
            allocation = allocate(self.card.bills, received, self._on, self.policy)
        except Refusal as refusal:
            return Tender(tendered, received, tendered - received, None, refusal)
        return Tender(tendered, received, tendered - received, allocation, None)

    def payment(self, tender: Tender, slot: Slot) -> TakePayment:
        """The payment to be posted."""
        return TakePayment(
            id=self._id,
            account=self.card.account.number,
            received=tender.received,
            tendered=tender.tendered,
            method=self.method,
            reference=self.reference.strip(),
            slot=slot,
            token=self.card.token,
        )

    def preview(self, tender: Tender, slot: Slot, seat: Seat, number: ReceiptNumber, stamp: Stamp) -> Receipt | None:
        """The receipt this amount would give; None if it gives none."""
        if tender.allocation is None or not tender.received:
            return None
        payment = self.payment(tender, slot)
        return receipt_of(number, seat, self.card, tender.allocation, payment, self.policy, stamp)
