"""Papers as they are read back: receipts of a village that does not exist."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from collector_desktop.domain.bill import ORDINARY, bill_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod, Receipt, ReceiptLine

ACCOUNT = AccountNumber("4179677287")
STATION = StationCode("41070305")
MakeReceipt = Callable[..., Receipt]
TextOf = Callable[[bytes], list[str]]
Box = tuple[float, float, float, float]
BoxesOf = Callable[[bytes], list[tuple[float, list[Box]]]]


def _line(month: BillingMonth, fee: str, penalty: str = "0", days: int = 0, kind: str = ORDINARY) -> ReceiptLine:
    return ReceiptLine(
        bill=bill_id(ACCOUNT, month, kind),
        month=month,
        kind=kind,
        fee=Money.parse(fee),
        penalty=Money.parse(penalty),
        overdue_days=days,
        open_after=Money.ZERO,
        kwh=Decimal("49.00"),
        previous_reading=Decimal(5310),
        present_reading=Decimal(5359),
        multiplier=Decimal(1),
    )


@pytest.fixture(scope="session")
def make_receipt() -> MakeReceipt:
    def make(months: int = 2, *, penalty: str = "2.69", **changed: Any) -> Receipt:
        first = BillingMonth(2026, 7)
        lines = tuple(_line(first.plus(at), "27.44", penalty, 98 if at == 0 else 69) for at in range(months))
        prepayment = changed.pop("prepayment", Money.ZERO)
        received = Money.total(line.fee + line.penalty for line in lines) + prepayment
        values: dict[str, Any] = {
            "number": ReceiptNumber.make(STATION, DeviceCode("01"), 123),
            "station_code": STATION,
            "station_name": "柳泉供电所",
            "collector_name": "农电工甲",
            "badge": Badge("A07"),
            "account": ACCOUNT,
            "account_name": "阎超",
            "address": "前柳村1组 大槐树东",
            "meter_number": "3381027745",
            "lines": lines,
            "prepayment": prepayment,
            "prepayment_before": Money(150),
            "received": received,
            "tendered": received + Money(1123),
            "method": PaymentMethod.CASH,
            "open_after": Money(1201),
            "business_day": date(2026, 11, 23),
            "at": datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8))),
            "hotline": "95598",
        }
        return Receipt(**values | changed)

    return make


@pytest.fixture(scope="session")
def text_of() -> TextOf:
    """The text of each page without the line breaks a narrow paper needs."""

    def read(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
        finally:
            document.close()

    return read


@pytest.fixture(scope="session")
def boxes_of() -> BoxesOf:
    """The height of each page in points, with the left, bottom, right and top of every character drawn on it."""

    def read(pdf: bytes) -> list[tuple[float, list[Box]]]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = [(page.get_height(), page.get_textpage()) for page in document]
            return [(height, [text.get_charbox(at) for at in range(text.count_chars())]) for height, text in pages]
        finally:
            document.close()

    return read
