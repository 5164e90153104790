"""Where money goes: oldest bill first, and within a bill principal before penalty unless the policy says otherwise."""

from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.penalty import Penalty, penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import AllocationOrder, Policy
from collector_desktop.domain.refusals import AmountNotPositive, PartPaymentNotAllowed, PrepaymentNotAllowed
from collector_desktop.domain.value import Value


class BillDue(Value):
    """What one bill owes on a day."""

    bill: Bill
    penalty: Penalty

    @property
    def fee(self) -> Money:
        """Principal still open; none where more was paid than the bill comes to by now."""
        return max(self.bill.open, Money.ZERO)

    @property
    def total(self) -> Money:
        """Principal and penalty still open."""
        return self.fee + self.penalty.open


class Due(Value):
    """What an account owes on a day, bill by bill, oldest first; refunds and settled bills are not in it."""

    on: date
    bills: tuple[BillDue, ...]

    @property
    def fees(self) -> Money:
        """Principal still open."""
        return Money.total(due.fee for due in self.bills)

    @property
    def penalties(self) -> Money:
        """Penalty still open."""
        return Money.total(due.penalty.open for due in self.bills)

    @property
    def total(self) -> Money:
        """Everything due."""
        return self.fees + self.penalties

    @property
    def overdue_days(self) -> int:
        """The days of the bill that is overdue longest, 0 if none is."""
        return max((due.penalty.overdue_days for due in self.bills), default=0)

    @property
    def months(self) -> tuple[BillingMonth, ...]:
        """The billing months that owe, oldest first, each once."""
        return tuple(dict.fromkeys(due.bill.month for due in self.bills))


class AllocationLine(Value):
    """What one bill gets."""

    bill: BillId
    month: BillingMonth
    kind: str
    fee: Money
    penalty: Money
    overdue_days: int
    open_after: Money
    """Principal and penalty of this bill still open afterwards."""

    @property
    def total(self) -> Money:
        """Fee and penalty."""
        return self.fee + self.penalty


class Allocation(Value):
    """Where an amount goes; every fen of it is a fee, a penalty or prepayment (电力法 art. 44)."""

    amount: Money
    lines: tuple[AllocationLine, ...]
    """The bills that get something, oldest first."""
    prepayment: Money
    """What is left when nothing is due any more."""
    due: Money
    """What the account owed before, penalties of the day included."""

    @property
    def fees(self) -> Money:
        """Principal paid."""
        return Money.total(line.fee for line in self.lines)

    @property
    def penalties(self) -> Money:
        """Penalty paid."""
        return Money.total(line.penalty for line in self.lines)

    @property
    def open_after(self) -> Money:
        """What the account still owes afterwards."""
        return self.due - self.fees - self.penalties


def amount_due(bills: Iterable[Bill], on: date, policy: Policy) -> Due:
    """What these bills of one account owe on a day, oldest first."""
    owing = (BillDue(bill=bill, penalty=penalty(bill, on, policy)) for bill in bills if bill.amount > Money.ZERO)
    return Due(on=on, bills=tuple(sorted((due for due in owing if due.total), key=_age)))


def allocate(bills: Iterable[Bill], tendered: Money, on: date, policy: Policy) -> Allocation:
    """Where a payment to one account goes; what is over the amount due becomes prepayment. Nothing goes nowhere.

    Raises AmountNotPositive below zero, PartPaymentNotAllowed and PrepaymentNotAllowed if the policy forbids it.
    """
    if tendered < Money.ZERO:
        raise AmountNotPositive(amount=tendered)
    due = amount_due(bills, on, policy)
    if not policy.payment.part_payment_allowed:
        _refuse_part_payment(due, tendered)
    if tendered > due.total and not policy.payment.prepayment_allowed:
        raise PrepaymentNotAllowed(amount=tendered - due.total)
    return spread(due, tendered, policy)


def spread(due: Due, amount: Money, policy: Policy) -> Allocation:
    """Where an amount goes among bills due, oldest first, without asking whether it may."""
    lines: list[AllocationLine] = []
    left = amount
    for owed in due.bills:
        fee, interest = _split(owed, left, policy.payment.order)
        left -= fee + interest
        if fee or interest:
            lines.append(_line(owed, fee, interest))
    return Allocation(amount=amount, lines=tuple(lines), prepayment=left, due=due.total)


def whole_bill_amounts(due: Due) -> tuple[Money, ...]:
    """The amounts that settle the oldest bill, the two oldest, and so on up to everything."""
    return tuple(accumulate(owed.total for owed in due.bills))


def suggested_amounts(due: Money, policy: Policy) -> tuple[Money, ...]:
    """The amount due and its round-ups to the policy's steps, each once, ascending; none if nothing is due.

    188.77 gives 188.77, 190.00 and 200.00.
    """
    if due <= Money.ZERO:
        return ()
    steps = (yuan * 100 for yuan in policy.payment.round_up_to_yuan)
    return tuple(sorted({due, *(Money(-(-due.fen // step) * step) for step in steps)}))


def _age(due: BillDue) -> tuple[BillingMonth, date, str]:
    return due.bill.month, due.bill.due_on, due.bill.kind


def _split(owed: BillDue, left: Money, order: AllocationOrder) -> tuple[Money, Money]:
    """Fee and penalty this bill gets out of what is left (Civil Code art. 561 for interest first)."""
    if order is AllocationOrder.INTEREST_FIRST:
        interest = min(left, owed.penalty.open)
        return min(left - interest, owed.fee), interest
    fee = min(left, owed.fee)
    return fee, min(left - fee, owed.penalty.open)


def _line(owed: BillDue, fee: Money, interest: Money) -> AllocationLine:
    return AllocationLine(
        bill=owed.bill.id,
        month=owed.bill.month,
        kind=owed.bill.kind,
        fee=fee,
        penalty=interest,
        overdue_days=owed.penalty.overdue_days,
        open_after=owed.total - fee - interest,
    )


def _refuse_part_payment(due: Due, tendered: Money) -> None:
    possible = whole_bill_amounts(due)
    if tendered and tendered < due.total and tendered not in possible:
        needed = next(amount for amount in possible if amount > tendered)
        raise PartPaymentNotAllowed(tendered=tendered, needed=needed, possible=possible)
