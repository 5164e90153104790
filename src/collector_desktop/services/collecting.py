"""Taking a payment at a door."""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.money import PaymentTaken
from collector_desktop.domain.allocation import Allocation, allocate
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.receipt import PaymentMethod, Receipt, ReceiptLine
from collector_desktop.domain.refusals import (
    AccountUnknown,
    AmountNotPositive,
    AmountOverLimit,
    CardOutOfDate,
    CashCeilingReached,
    DayAlreadyClosed,
    ReferenceMissing,
    TenderedTooLittle,
)
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.print_jobs import to_be_printed
from collector_desktop.store.queries import cards, closes, policies, receipts, takings
from collector_desktop.store.queries.cards import Card


class TakePayment(Value):
    """What the collector confirmed with Enter. `id` was fixed when the card opened: a double Enter is one payment."""

    id: ActId
    account: AccountNumber
    received: Money
    """What is kept."""
    tendered: Money
    """What was handed over; the rest is change. Equal to `received` for anything but cash."""
    method: PaymentMethod
    reference: str = ""
    slot: Slot
    token: str
    """The token of the card that was shown."""
    waited: int | None = None
    """Seconds the customer waited since the card was opened; None where nobody measured."""


class Collected(Value):
    """The receipt given, and what it changed; `again` if this very payment had been taken before."""

    receipt: Receipt
    changes: Changes
    again: bool = False


def collect(ledger: Ledger, payment: TakePayment, stamp: Stamp) -> Collected:
    """Take a payment: allocate on fresh rows, give the next number, post; all in one transaction.

    Raises the refusals of `allocate`, and AmountNotPositive, AmountOverLimit, TenderedTooLittle, ReferenceMissing,
    AccountUnknown, CardOutOfDate, DayAlreadyClosed, CashCeilingReached; then nothing has changed.
    """
    with ledger.writing() as conn:
        before = receipts.by_payment(conn, payment.id)
        if before is not None:
            return Collected(receipt=before, changes=Changes(), again=True)
        policy = policies.policy(conn)
        _check(payment, policy)
        shown = cards.card(conn, payment.account, stamp.business_day, ledger.seat.device)
        if shown is None:
            raise AccountUnknown(account=payment.account)
        if shown.token != payment.token:
            raise CardOutOfDate(account=payment.account)
        _check_cash(conn, ledger.seat, payment, policy, stamp)
        allocation = allocate(shown.bills, payment.received, stamp.business_day, policy)
        number = _next_number(ledger, conn)
        receipt = receipt_of(number, ledger.seat, shown, allocation, payment, policy, stamp)
        act = PaymentTaken(
            **dict(stamp) | {"id": payment.id}, receipt=receipt, slot=payment.slot, waited=payment.waited
        )
        posted = ledger.post(conn, act)
        to_be_printed(conn, number)
    return Collected(receipt=receipt, changes=posted.changes)


def receipt_of(
    number: ReceiptNumber,
    seat: Seat,
    card: Card,
    allocation: Allocation,
    payment: TakePayment,
    policy: Policy,
    stamp: Stamp,
) -> Receipt:
    """The receipt this payment gives; the preview on screen is made by the same function."""
    by_id = {bill.id: bill for bill in card.bills}
    return Receipt(
        number=number,
        station_code=seat.station_code,
        station_name=seat.station_name,
        collector_name=seat.collector_name,
        badge=seat.badge,
        account=card.account.number,
        account_name=card.account.name,
        address=card.account.address,
        meter_number=card.account.meter_number,
        lines=tuple(
            ReceiptLine(
                bill=line.bill,
                month=line.month,
                kind=line.kind,
                fee=line.fee,
                penalty=line.penalty,
                overdue_days=line.overdue_days,
                open_after=line.open_after,
                kwh=by_id[line.bill].kwh,
                previous_reading=by_id[line.bill].previous_reading,
                present_reading=by_id[line.bill].present_reading,
                multiplier=by_id[line.bill].multiplier,
                waived=by_id[line.bill].waived,
                approval="、".join(each.approval for each in card.waivers if each.bill == line.bill),
                run=penalty(by_id[line.bill], stamp.business_day, policy) if line.penalty else None,
            )
            for line in allocation.lines
        ),
        prepayment=allocation.prepayment,
        prepayment_before=card.prepay,
        received=payment.received,
        tendered=payment.tendered,
        method=payment.method,
        reference=payment.reference,
        open_after=allocation.open_after,
        business_day=stamp.business_day,
        at=stamp.at,
        hotline=policy.hotline,
        demo=seat.demo,
    )


def _check(payment: TakePayment, policy: Policy) -> None:
    if payment.received <= Money.ZERO:
        raise AmountNotPositive(amount=payment.received)
    largest = max(payment.received, payment.tendered)
    if largest > policy.payment.largest_payment:
        raise AmountOverLimit(amount=largest, limit=policy.payment.largest_payment)
    if payment.tendered < payment.received:
        raise TenderedTooLittle(tendered=payment.tendered, received=payment.received)
    if payment.method is not PaymentMethod.CASH and not payment.reference.strip():
        raise ReferenceMissing(method=payment.method)


def _check_cash(conn: Connection, seat: Seat, payment: TakePayment, policy: Policy, stamp: Stamp) -> None:
    if closes.of_day(conn, stamp.business_day, seat.device) is not None:
        raise DayAlreadyClosed(day=stamp.business_day)
    if payment.method is not PaymentMethod.CASH:
        return
    in_hand = takings.in_hand(conn, seat.device)
    if in_hand + payment.received > policy.payment.cash_blocks_at:
        raise CashCeilingReached(in_hand=in_hand, amount=payment.received, ceiling=policy.payment.cash_blocks_at)


def _next_number(ledger: Ledger, conn: Connection) -> ReceiptNumber:
    assert ledger.mark is not None, "only a collector's books give receipts"
    return ReceiptNumber.make(ledger.seat.station_code, ledger.seat.device, ledger.mark.next(conn))
