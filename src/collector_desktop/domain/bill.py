"""A bill: what one account owes for one billing month."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.value import Value

ORDINARY = "正常电费"


class UseClass(StrEnum):
    """What the use category (用电类别) means for the penalty."""

    RESIDENTIAL = "residential"
    OTHER = "other"


class PartPayment(Value):
    """Principal of one bill paid on one day; the penalty is not in it."""

    on: date
    principal: Money


class StationPenalty(Value):
    """The station's own figure of the whole penalty run up to and including a day."""

    as_of: date
    amount: Money


class PenaltyTerms(Value):
    """What the account's contract agrees on for late payment; None leaves it to the policy."""

    permille: Decimal | None = None
    """A day, in whatever year; the law's most still holds."""
    cap_percent: int | None = None


def bill_id(account: AccountNumber, month: BillingMonth, kind: str = ORDINARY) -> BillId:
    """The one name of a bill, the same in every file and on both seats."""
    return BillId(f"{account}-{month}-{kind}")


class Bill(Value):
    """One bill as the books know it. Amounts are principal; the penalty is computed, never stored."""

    account: AccountNumber
    month: BillingMonth
    kind: str = ORDINARY
    use: UseClass = UseClass.RESIDENTIAL
    due_on: date
    amount: Money
    paid: tuple[PartPayment, ...] = ()
    penalty_paid: Money = Money.ZERO
    """What no longer has to be paid of the penalty: paid or waived."""
    waived: Money = Money.ZERO
    """Of that, what the station waived (减免) by its decision."""
    terms: PenaltyTerms | None = None
    """Those of a contract signed by the time the bill fell due."""
    station_penalty: StationPenalty | None = None
    kwh: Decimal | None = None
    previous_reading: Decimal | None = None
    present_reading: Decimal | None = None
    multiplier: Decimal | None = None

    @property
    def id(self) -> BillId:
        """The bill's name in every file and on both seats."""
        return bill_id(self.account, self.month, self.kind)

    @property
    def open(self) -> Money:
        """Principal not yet paid."""
        return self.amount - Money.total(part.principal for part in self.paid)

    @property
    def is_refund(self) -> bool:
        """Whether the station owes the customer: a negative line of an export, never shown as due."""
        return self.amount < Money.ZERO

    def with_paid(self, on: date, fee: Money, penalty: Money = Money.ZERO) -> "Bill":
        """The same bill after that much of its principal and penalty was settled on a day."""
        parts = (*self.paid, PartPayment(on=on, principal=fee)) if fee else self.paid
        return self.model_copy(update={"paid": parts, "penalty_paid": self.penalty_paid + penalty})
