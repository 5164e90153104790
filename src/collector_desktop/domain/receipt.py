"""The receipt (收费凭证): what the customer holds, frozen as it was printed."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, BillId, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.penalty import Penalty, Stretch
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.value import Value


class PaymentMethod(StrEnum):
    """How the customer paid; everything but cash needs a reference."""

    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    POS = "pos"


class ReceiptLine(Value):
    """One bill on a receipt: fee and penalty paid now, with the readings it was made from."""

    bill: BillId
    month: BillingMonth
    kind: str
    fee: Money
    penalty: Money
    overdue_days: int
    open_after: Money
    """Principal and penalty of this bill still open after this receipt."""
    kwh: Decimal | None = None
    previous_reading: Decimal | None = None
    present_reading: Decimal | None = None
    multiplier: Decimal | None = None
    waived: Money = Money.ZERO
    """What the station waived of this bill's penalty (减免), before this receipt."""
    approval: str = ""
    """The numbers of the decisions that waived it."""
    run: Penalty | None = None
    """How the penalty came about, as it stood when a part of it was paid; None if none was."""

    @property
    def explained_by(self) -> Stretch | None:
        """The one stretch of days that explains the penalty beside the fee paid here; None if it takes more words."""
        run = self.run
        if run is None or len(run.stretches) != 1 or run.station_figure is not None:
            return None
        if run.capped or run.minimum_applied or run.paid or self.penalty != run.open:
            return None
        (stretch,) = run.stretches
        return stretch if stretch.principal == self.fee else None


class Receipt(Value):
    """One receipt. Exactly three kinds of amounts: fee, penalty, prepayment (电力法 art. 44)."""

    number: ReceiptNumber
    station_code: StationCode
    station_name: str
    collector_name: str
    badge: Badge
    account: AccountNumber
    account_name: str
    address: str
    meter_number: str
    lines: tuple[ReceiptLine, ...]
    prepayment: Money
    prepayment_before: Money
    received: Money
    """What is kept: fees, penalties and prepayment."""
    tendered: Money
    """What the customer handed over; the difference was given back."""
    method: PaymentMethod
    reference: str = ""
    open_after: Money
    """What the account still owes after this receipt, penalties of the day included."""
    business_day: date
    at: datetime
    hotline: str
    demo: bool = False

    @property
    def fees(self) -> Money:
        """Principal paid."""
        return Money.total(line.fee for line in self.lines)

    @property
    def penalties(self) -> Money:
        """Penalty paid."""
        return Money.total(line.penalty for line in self.lines)

    @property
    def change(self) -> Money:
        """Given back to the customer."""
        return self.tendered - self.received

    @property
    def prepayment_after(self) -> Money:
        """The account's prepayment balance after this receipt."""
        return self.prepayment_before + self.prepayment
