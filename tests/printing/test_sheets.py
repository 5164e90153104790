"""The papers of the day, read back."""

from datetime import date, datetime, timedelta, timezone

from collector_desktop.domain.day_close import CashCount, DayClose, DayTakings, MethodTakings, Remittance, settle
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.printing.sheets import day_close_pdf, remittance_pdf

DAY = date(2026, 11, 23)
VOIDED = ReceiptNumber.make(StationCode("41070305"), DeviceCode("01"), 124)


def close(counted: dict[int, int], reason: str = "", *, demo: bool = False) -> DayClose:
    takings = DayTakings(
        business_day=DAY,
        by_method=(
            MethodTakings(method=PaymentMethod.CASH, receipts=15, amount=Money(231840)),
            MethodTakings(method=PaymentMethod.ALIPAY, receipts=2, amount=Money(14620)),
        ),
        voided=(VOIDED,),
        fees=Money(240000),
        penalties=Money(1460),
        prepayment=Money(5000),
    )
    count = CashCount.of(counted)
    return DayClose(
        business_day=DAY,
        station_name="柳泉供电所",
        collector_name="农电工甲",
        badge=Badge("A07"),
        takings=takings,
        count=count,
        over_short=settle(takings, count),
        reason=reason,
        demo=demo,
    )


def test_a_day_that_agrees_says_so(text_of) -> None:
    text = "".join(text_of(day_close_pdf(close({10000: 23, 1000: 1, 500: 1, 100: 3, 10: 4})))).replace(" ", "")
    expected = (
        "日清日结单",
        "2026-11-23",
        "2,318.40",
        "支付宝",
        "146.20",
        "2,464.60",
        "100元",
        "1角",
        "账款相符",
        VOIDED,
    )
    for part in expected:
        assert part in text, part
    assert "短款" not in text.replace("长款、短款由", "")


def test_short_and_over_are_printed_with_their_reason_and_without_a_sign(text_of) -> None:
    short = "".join(text_of(day_close_pdf(close({10000: 23}, "找零差错", demo=True)))).replace(" ", "")
    assert "短款" in short
    assert "¥18.40" in short
    assert "找零差错" in short
    assert "演示" in short
    over = "".join(text_of(day_close_pdf(close({10000: 24}, "多收待查")))).replace(" ", "")
    assert "长款" in over
    assert "¥81.60" in over


def test_the_remittance_slip_names_amount_bank_slip_time_and_witness(text_of) -> None:
    remittance = Remittance(
        amount=Money(231840),
        bank_slip="ABC2026112300017",
        at=datetime(2026, 11, 23, 19, 5, tzinfo=timezone(timedelta(hours=8))),
        witness="农电工乙",
        station_name="柳泉供电所",
        collector_name="农电工甲",
        badge=Badge("A07"),
        days=(date(2026, 11, 22), DAY),
    )
    (text,) = text_of(remittance_pdf(remittance))
    expected = ("缴款单", "¥2,318.40", "人民币贰仟叁佰壹拾捌元肆角整", "ABC2026112300017", "19:05", "农电工乙")
    for part in (*expected, "2026-11-22、2026-11-23"):
        assert part in text, part
    assert "演示" not in text
