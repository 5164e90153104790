"""What a reading of exports found: accounts, bills and problems, as frozen values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from collector_desktop.domain.bill import StationPenalty, UseClass, bill_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.exchange.station_export.columns import About, Field
from collector_desktop.exchange.station_export.problems import Problem, errors_among


class ReadAccount(NamedTuple):
    """One account as the exports tell it. Empty text, () and None mean that no file says."""

    number: AccountNumber
    name: str
    old_number: str
    address: str
    hint: str
    village: str
    group: str
    section: str
    section_name: str
    sequence: int | None
    phones: tuple[str, ...]
    use_code: str
    use_name: str
    use: UseClass | None
    meter: str
    transformer_area: str
    status: str
    prepay: Money | None
    deposit: Money | None
    in_archive: bool
    """Read from the station's archive (用户档案), not only mentioned by a bill."""


class ReadBill(NamedTuple):
    """One bill, however many files name it. A negative amount is a refund, never shown as due."""

    account: AccountNumber
    month: BillingMonth
    kind: str
    use: UseClass | None
    amount: Money
    open: Money
    settled: bool
    due_on: date | None
    """None if no file says; the policy's due day then holds."""
    kwh: Decimal | None
    previous_reading: Decimal | None
    present_reading: Decimal | None
    multiplier: Decimal | None
    penalty: StationPenalty | None
    penalty_paid: Money | None

    @property
    def id(self) -> BillId:
        """The bill's name in every file and on both seats."""
        return bill_id(self.account, self.month, self.kind)

    @property
    def is_refund(self) -> bool:
        """Whether the line gives money back."""
        return self.amount.fen < 0


class ReadTable(NamedTuple):
    """One recognised sheet: what it is, how it was written, and what was read of it."""

    file: str
    sheet: str
    form: str
    kind: str
    """The name of its column set."""
    about: About
    columns: tuple[tuple[str, Field], ...]
    """Headers from the left, and what each was understood as."""
    unread: tuple[str, ...]
    rows: int
    """Those that could be taken."""
    accounts: int
    open: Money
    """What is owed by its bills, refunds deducted; zero if it has none."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What was read, in the words of the station: fen, counts, accounts of each village."""

    station: str
    accounts: int
    open_bills: int
    open_fen: int
    refund_lines: int
    all_ledger_rows: int
    settled: int
    prepay_fen: int
    deposit_fen: int
    villages: dict[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one set of files. `problems` with severity error ask a person before an import."""

    station: str
    as_of: date | None
    accounts: tuple[ReadAccount, ...]
    bills: tuple[ReadBill, ...]
    problems: tuple[Problem, ...]
    tables: tuple[ReadTable, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether rows were left out or are uncertain."""
        return errors_among(self.problems) > 0

    def refunds(self) -> Iterable[ReadBill]:
        """The refund lines not yet given back; their `open` is negative."""
        return (bill for bill in self.bills if bill.is_refund and bill.open)

    def totals(self) -> Totals:
        """Counts and sums as read, before any offset; open bills include open refund lines."""
        unsettled = [bill for bill in self.bills if not bill.settled]
        return Totals(
            station=self.station,
            accounts=len(self.accounts),
            open_bills=len(unsettled),
            open_fen=sum(bill.open.fen for bill in unsettled),
            refund_lines=sum(bill.is_refund for bill in unsettled),
            all_ledger_rows=len(self.bills),
            settled=len(self.bills) - len(unsettled),
            prepay_fen=sum(account.prepay.fen for account in self.accounts if account.prepay),
            deposit_fen=sum(account.deposit.fen for account in self.accounts if account.deposit),
            villages=dict(Counter(account.village for account in self.accounts if account.village)),
        )
