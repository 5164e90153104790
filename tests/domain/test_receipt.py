"""A receipt's own sums."""

from datetime import date, datetime, timedelta, timezone

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, BillId, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod, Receipt, ReceiptLine


def line(month: str, fee: str, penalty: str) -> ReceiptLine:
    return ReceiptLine(
        bill=BillId(f"4179677287-{month}-正常电费"),
        month=BillingMonth.parse(month),
        kind="正常电费",
        fee=Money.parse(fee),
        penalty=Money.parse(penalty),
        overdue_days=0,
        open_after=Money.ZERO,
    )


def test_a_receipt_says_what_went_where_and_what_was_given_back() -> None:
    receipt = Receipt(
        number=ReceiptNumber.make(StationCode("41070305"), DeviceCode("01"), 123),
        station_code=StationCode("41070305"),
        station_name="柳泉供电所",
        collector_name="农电工甲",
        badge=Badge("01"),
        account=AccountNumber("4179677287"),
        account_name="阎超",
        address="前柳村1组",
        meter_number="3381027745",
        lines=(line("202607", "27.44", "2.69"), line("202608", "75.60", "5.22")),
        prepayment=Money.parse("1.05"),
        prepayment_before=Money.parse("10.00"),
        received=Money.parse("112.00"),
        tendered=Money.parse("200.00"),
        method=PaymentMethod.CASH,
        open_after=Money.parse("77.82"),
        business_day=date(2026, 11, 23),
        at=datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8))),
        hotline="95598",
    )
    assert (str(receipt.fees), str(receipt.penalties)) == ("103.04", "7.91")
    assert receipt.received == receipt.fees + receipt.penalties + receipt.prepayment
    assert str(receipt.change) == "88.00"
    assert str(receipt.prepayment_after) == "11.05"
