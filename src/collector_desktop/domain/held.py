"""Lines the station holds instead of posting: why, and what a manager must know of them to decide."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from collector_desktop.domain.acts.base import Act, Fact
from collector_desktop.domain.acts.field import VisitRecorded
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value


class Why(StrEnum):
    """Why a line is held."""

    REVOKED = "revoked"
    """Its device was revoked and it comes after the cut-off."""
    FORKED = "forked"
    """The chain has another line with this number: two copies of one laptop."""
    CLASH = "clash"
    """Another act has its receipt number already."""
    OLD_KEY = "old_key"
    """It comes after the line with which the device changed its keys."""
    BUILDS_ON = "builds_on"
    """Its chain goes on from a line that is held."""
    UNDECIDED = "undecided"
    """It does what the station decided after the backup its books came back from: they don't know the decision."""


class HeldState(StrEnum):
    """What became of a held line."""

    WAITING = "waiting"
    RELEASED = "released"
    REJECTED = "rejected"


class HeldPayment(Value):
    """One payment among held lines."""

    number: str
    account: AccountNumber
    name: str
    amount: Money
    day: date
    voided: bool


class HeldVoid(Value):
    """A void among held lines of a receipt that is not among them."""

    number: str
    account: AccountNumber
    amount: Money
    day: date
    reason: str


class HeldSum(Value):
    """What held lines contain; `received` is payments less those voided among the lines."""

    payments: tuple[HeldPayment, ...]
    voids: tuple[HeldVoid, ...]
    """Of receipts given before: where only money is credited, these are left for the manager to act on."""
    received: Money
    doors: int
    """Different households they speak of."""
    days: tuple[date, ...]


def is_void_of(act: Act, payment: PaymentTaken) -> bool:
    """Whether an act voids this payment."""
    return isinstance(act, ReceiptVoided) and act.payment == payment.id


def sum_up(acts: Sequence[Act]) -> HeldSum:
    """Count what lines contain, in their order."""
    voided = {act.payment for act in acts if isinstance(act, ReceiptVoided)}
    payments = tuple(
        HeldPayment(
            number=act.receipt.number,
            account=act.receipt.account,
            name=act.receipt.account_name,
            amount=act.receipt.received,
            day=act.business_day,
            voided=act.id in voided,
        )
        for act in acts
        if isinstance(act, PaymentTaken)
    )
    paid = {act.id for act in acts if isinstance(act, PaymentTaken)}
    voids = tuple(
        HeldVoid(number=act.number, account=act.account, amount=act.received, day=act.business_day, reason=act.reason)
        for act in acts
        if isinstance(act, ReceiptVoided) and act.payment not in paid
    )
    doors = {account for act in acts if (account := _account_of(act))}
    return HeldSum(
        payments=payments,
        voids=voids,
        received=Money.total(each.amount for each in payments if not each.voided),
        doors=len(doors),
        days=tuple(sorted({act.business_day for act in acts})),
    )


def _account_of(act: Act) -> AccountNumber:
    match act:
        case PaymentTaken():
            return act.receipt.account
        case ReceiptVoided() | VisitRecorded() | Fact():
            return act.account
    return AccountNumber("")
