"""The slip of a free check, blank and filled in, and the bill in plain words."""

from base64 import b64decode
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.entitlement import Ground
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult, Confirmation, FollowUp
from collector_desktop.domain.tariff_words import in_plain_words
from collector_desktop.printing.service_words import ITEMS, LOOK_AT
from collector_desktop.printing.tariff_sheet import ExplainedTo, tariff_sheet_pdf
from collector_desktop.printing.work_slip import FREE, FilledIn, SlipOf, work_slip_pdf

ACCOUNT = AccountNumber("4179677287")
TextOf = Callable[[bytes], list[str]]
SLIP = SlipOf(
    station_name="柳泉供电所",
    collector_name="农电工甲",
    badge=Badge("A07"),
    hotline="95598",
    account=ACCOUNT,
    account_name="阎超",
    address="前柳村1组 大槐树东",
    meter_number="3381027745",
    phones=("13800001234",),
    grounds=(Ground.PROMPT_PAYER,),
    when="2026年11月24日 周二 晚上",
)
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")


def filled(**changed: Any) -> FilledIn:
    """A check that found a loose socket."""
    items = tuple(CheckedItem(item=item, result=CheckResult.OK) for item in CheckItem if item is not CheckItem.SOCKETS)
    bad = CheckedItem(item=CheckItem.SOCKETS, result=CheckResult.FAULT, note="厨房插座松动")
    values: dict[str, Any] = {
        "items": (*items, bad),
        "findings": "插座发热",
        "repaired": "已紧固",
        "follow_up": FollowUp(what="换插座", due_on=date(2026, 12, 1)),
        "minutes": 25,
        "confirmation": Confirmation.FINGERPRINT_ON_PAPER,
        "made_on": date(2026, 11, 24),
    }
    return FilledIn(**values | changed)


def test_a_blank_slip_names_the_household_and_has_every_item_with_its_three_boxes(text_of: TextOf) -> None:
    (page,) = text_of(work_slip_pdf(SLIP))
    assert all(each in page for each in ("阎超", ACCOUNT, "3381027745", "按时交费户", "2026年11月24日 周二 晚上", FREE))
    assert all(ITEMS[item] in page and LOOK_AT[item] in page for item in CheckItem)
    assert page.count("不合格") == page.count("未查") == len(CheckItem)
    assert "√" not in page
    assert "客户签字或指印" in page


def test_a_filled_slip_ticks_one_box_an_item_and_says_what_was_found(text_of: TextOf) -> None:
    (page,) = text_of(work_slip_pdf(SLIP, filled()))
    assert page.count("√") == len(CheckItem)
    for told in ("厨房插座松动", "插座发热", "已紧固", "换插座", "2026年12月1日", "25 分钟", "客户在纸上按指印"):
        assert told in page


def test_a_signature_given_on_screen_stands_in_its_frame(text_of: TextOf) -> None:
    signed = work_slip_pdf(SLIP, filled(confirmation=Confirmation.SIGNED_ON_SCREEN, signature=DOT))
    assert b"/Image" in signed
    assert "客户在屏上签字" not in text_of(signed)[0]


def test_long_words_make_the_slip_longer_and_nothing_is_lost(text_of: TextOf) -> None:
    long = "闸刀盒盖缺失露铜" * 40
    pages = text_of(work_slip_pdf(SLIP, filled(findings=long)))
    assert "".join("".join(pages).split()).count("闸刀盒盖缺失露铜") == 40


def test_the_plain_sheet_goes_step_by_step_and_ends_with_the_amount_in_words(text_of: TextOf) -> None:
    bill = Bill(
        account=ACCOUNT,
        month=BillingMonth(2026, 10),
        due_on=date(2026, 11, 15),
        amount=Money(2744),
        kwh=Decimal(49),
        previous_reading=Decimal(5310),
        present_reading=Decimal(5359),
        multiplier=Decimal(1),
    )
    on = date(2026, 11, 23)
    whose = ExplainedTo(
        account=ACCOUNT,
        account_name="阎超",
        address="前柳村1组",
        station_name="柳泉供电所",
        collector_name="农电工甲",
        hotline="95598",
        on=on,
    )
    (page,) = text_of(tariff_sheet_pdf(whose, (in_plain_words(bill, on, Policy()),)))
    for told in ("5,359 - 5,310 = 49", "平均每度", "0.56 元", "¥27.63", "人民币贰拾柒元陆角叁分", "不是收据"):
        assert told in page
    several = text_of(tariff_sheet_pdf(whose, (in_plain_words(bill, on, Policy()),) * 4))
    assert "".join(several).count("现在一共要交") == 4
    paid = in_plain_words(bill.with_paid(on, Money(2744), Money(19)), on, Policy())
    assert "这笔不用再交" in text_of(tariff_sheet_pdf(whose, (paid,)))[0]
