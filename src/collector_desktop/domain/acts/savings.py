"""Money held for a household and money its bank pays: refunds by the station, legacy deposits, bank-debit savers."""

from datetime import date
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.station import ImportedFile, SettledBill
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth


class PrepaymentRefunded(Fact):
    """The station gave prepayment back under a decision (`about` the request); never in cash at a door."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["prepayment_refunded"] = "prepayment_refunded"
    amount: Money
    pay_to: str = ""


class DepositOffset(Fact):
    """A legacy deposit settled bills, oldest first, on the customer's written wish (`about` the request)."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["deposit_offset"] = "deposit_offset"
    bills: tuple[SettledBill, ...]

    @property
    def amount(self) -> Money:
        """What leaves the deposit."""
        return Money.total(line.fee + line.penalty for line in self.bills)


class DepositRefunded(Fact):
    """A legacy deposit was refunded by the station because supply ended (`about` the request)."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["deposit_refunded"] = "deposit_refunded"
    amount: Money
    supply_ended_on: date


class SaverNoted(Fact):
    """A household lets its bank pay (代扣), or no longer does; only the end of the bank account's number is kept."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["saver_noted"] = "saver_noted"
    active: bool
    bank: str = ""
    last_digits: str = ""
    reason: str = ""


class BankDebitImported(Fact):
    """A file with the bank's results was read; what each row says stands in facts about this one."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["bank_debit_imported"] = "bank_debit_imported"
    file: ImportedFile
    paid: int
    paid_total: Money
    failed: int
    failed_total: Money
    known: int
    """Rows an earlier file told already."""


class BankDebited(Fact):
    """The bank paid for a billing month, as a row of the import (`about`) says."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["bank_debited"] = "bank_debited"
    month: BillingMonth
    amount: Money
    debited_on: date | None = None
    """The bank's own day; None if the file doesn't say."""
    bills: tuple[SettledBill, ...]
    shown_before: Money = Money.ZERO
    """The part an export had shown as paid already: no figure moves for it."""
    prepayment: Money = Money.ZERO
    """What was left because the bill had been paid otherwise: it waits for the next one."""

    @property
    def paid_on(self) -> date:
        """The day that counts for the penalty: the bank's own, else that of the import."""
        return min(self.debited_on or self.business_day, self.business_day)


class BankDebitFailed(Fact):
    """The bank could not pay for a billing month (`about` the import): somebody has to call."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["bank_debit_failed"] = "bank_debit_failed"
    month: BillingMonth
    amount: Money
    debited_on: date | None = None
    reason: str


class HeldCredited(Fact):
    """Money of a held payment (`about`) became the household's prepayment: its receipt number was given twice."""

    TOPIC: ClassVar[Topic] = Topic.SAVINGS

    kind: Literal["held_credited"] = "held_credited"
    number: str
    amount: Money


SavingsFact = (
    PrepaymentRefunded
    | DepositOffset
    | DepositRefunded
    | SaverNoted
    | BankDebitImported
    | BankDebited
    | BankDebitFailed
    | HeldCredited
)
