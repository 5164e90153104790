"""Collect without a window: what an amount typed would do, decided by the domain's own allocation."""

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.allocation import Allocation, Due, allocate, amount_due, suggested_amounts
from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.projection import Projected, project
from collector_desktop.domain.receipt import PaymentMethod, Receipt
from collector_desktop.domain.refusals import AmountOverLimit, MoneyNotUnderstood, Refusal
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.domain.waiting import measured
from collector_desktop.services.collecting import TakePayment, receipt_of
from collector_desktop.store.queries.cards import Card


class Typed(Value):
    """What stands on a card and is not yet saved; kept as a draft, so that a closed lid loses nothing."""

    amount: str
    method: PaymentMethod = PaymentMethod.CASH
    reference: str = ""
    keep_change: bool = False
    """Whether what is over the amount due is kept as prepayment instead of given back."""


@dataclass(frozen=True, slots=True)
class Tender:
    """What an amount typed comes to: kept, given back, paid ahead; `refusal` if it may not be."""

    tendered: Money
    received: Money
    change: Money
    allocation: Allocation | None
    refusal: Refusal | None

    @property
    def prepayment(self) -> Money:
        """What is paid ahead."""
        return self.allocation.prepayment if self.allocation else Money.ZERO

    @property
    def may_be_taken(self) -> bool:
        """Whether Enter saves it."""
        return self.refusal is None and bool(self.received)


class Collect:
    """One open card. The payment's id is fixed here, so that a repeated Enter is one payment."""

    def __init__(
        self, card: Card, on: date, policy: Policy, draft: str = "", *, opened: datetime | None = None
    ) -> None:
        self.card = card
        self.opened = opened
        self.policy = policy
        self.due: Due = amount_due(card.bills, on, policy)
        self.projected: tuple[Projected, ...] = project(card.bills, on, policy)
        self._fresh = Typed(amount=str(self.due.total))
        self.typed = _typed(draft) or self._fresh
        self._on = on
        self._id = new_act_id()

    def change(self, **typed: object) -> None:
        """Something was typed or chosen, by the fields of `Typed`."""
        self.typed = self.typed.model_copy(update=typed)

    @property
    def draft(self) -> str:
        """What was typed, to be given back when this card opens again; empty if nothing was."""
        return "" if self.typed == self._fresh else self.typed.model_dump_json()

    @property
    def suggestions(self) -> tuple[Money, ...]:
        """The exact amount and its round-ups; only the exact one where no change is given."""
        amounts = suggested_amounts(self.due.total, self.policy)
        return amounts if self.typed.method is PaymentMethod.CASH else amounts[:1]

    @property
    def may_keep_change(self) -> bool:
        """Whether there is change that could be left as prepayment."""
        tender = self.tender
        return (
            self.typed.method is PaymentMethod.CASH
            and self.policy.payment.prepayment_allowed
            and bool(self.due.total)
            and tender is not None
            and tender.tendered > self.due.total
        )

    @property
    def gives_change(self) -> bool:
        """Whether what is over goes back to the customer."""
        return self.typed.method is PaymentMethod.CASH and not self.typed.keep_change and bool(self.due.total)

    @property
    def tender(self) -> Tender | None:
        """What the amount typed would do; None while it is no amount."""
        try:
            tendered = Money.parse(self.typed.amount)
        except MoneyNotUnderstood:
            return None
        if tendered < Money.ZERO:
            return None
        received = min(tendered, self.due.total) if self.gives_change else tendered
        most = self.policy.payment.largest_payment
        if tendered > most:
            refusal = AmountOverLimit(amount=tendered, limit=most)
            return Tender(tendered, received, tendered - received, None, refusal)
        try:
            allocation = allocate(self.card.bills, received, self._on, self.policy)
        except Refusal as refusal:
            return Tender(tendered, received, tendered - received, None, refusal)
        return Tender(tendered, received, tendered - received, allocation, None)

    def payment(self, tender: Tender, slot: Slot, now: datetime) -> TakePayment:
        """The payment to be posted, with how long the customer waited for it since the card was opened."""
        return TakePayment(
            id=self._id,
            account=self.card.account.number,
            received=tender.received,
            tendered=tender.tendered,
            method=self.typed.method,
            reference=self.typed.reference.strip(),
            slot=slot,
            token=self.card.token,
            waited=None if self.opened is None else measured(self.opened, now, self.policy.visits),
        )

    def preview(self, slot: Slot, seat: Seat, number: ReceiptNumber, stamp: Stamp) -> Receipt | None:
        """The receipt this amount would give; None if it gives none."""
        tender = self.tender
        if tender is None or tender.allocation is None or not tender.received:
            return None
        payment = self.payment(tender, slot, stamp.at)
        return receipt_of(number, seat, self.card, tender.allocation, payment, self.policy, stamp)


def _typed(draft: str) -> Typed | None:
    try:
        return Typed.model_validate_json(draft) if draft else None
    except ValidationError:  # a draft of another version: what is due stands there instead
        return None
