"""Acts about money at the door and at the close of the day."""

from typing import Literal

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod, Receipt
from collector_desktop.domain.visit import Slot


class PaymentTaken(Act):
    """Money was taken and a receipt given; the receipt is kept whole, to be printed again as it was."""

    kind: Literal["payment_taken"] = "payment_taken"
    receipt: Receipt
    slot: Slot
    waited: int | None = None
    """Seconds from the card's opening to the receipt; None where nobody measured."""


class ReceiptVoided(Act):
    """A receipt of the same day was voided; its number stays and is never used again."""

    kind: Literal["receipt_voided"] = "receipt_voided"
    payment: ActId
    number: ReceiptNumber
    account: AccountNumber
    received: Money
    method: PaymentMethod
    reason: str


class ReceiptReprinted(Act):
    """A receipt was printed once more (补打); `copy_number` is 1 for the first reprint."""

    kind: Literal["receipt_reprinted"] = "receipt_reprinted"
    number: ReceiptNumber
    copy_number: int


class DayClosed(Act):
    """The takings of a business day were counted against its receipts."""

    kind: Literal["day_closed"] = "day_closed"
    close: DayClose


class CashRemitted(Act):
    """Closed takings were banked (解款)."""

    kind: Literal["cash_remitted"] = "cash_remitted"
    remittance: Remittance
