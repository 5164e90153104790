"""A bill in plain words: every figure comes from the bill, none is made up."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.bill import Bill, PartPayment, StationPenalty, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.tariff_words import PlainBill, PlainLine, in_plain_words

POLICY = Policy()
BEFORE, DUE, AFTER = date(2026, 11, 10), date(2026, 11, 16), date(2026, 11, 23)


def bill(**changed: Any) -> Bill:
    """27.44 yuan for 49 kWh, due on Sunday the 15th."""
    values: dict[str, Any] = {
        "account": AccountNumber("4100000001"),
        "month": BillingMonth(2026, 10),
        "due_on": date(2026, 11, 15),
        "amount": Money(2744),
        "kwh": Decimal(49),
        "previous_reading": Decimal(5310),
        "present_reading": Decimal(5359),
        "multiplier": Decimal(1),
    }
    return Bill(**values | changed)


def line(found: PlainBill, label: str) -> PlainLine:
    (one,) = [each for each in found.lines if each.label == label]
    return one


def test_the_way_from_the_meter_to_the_fee_is_told_step_by_step() -> None:
    found = in_plain_words(bill(), BEFORE, POLICY)
    assert found.title == "2026年10月电费"
    assert [(each.label, each.figure) for each in found.lines] == [
        ("表上读数", "5,359 - 5,310 = 49"),
        ("用电量", "49 度"),
        ("平均每度", "0.56 元"),
        ("电费", "27.44 元"),
        ("最晚哪天交", "2026年11月16日"),
        ("违约金", "没有"),
    ]
    assert found.due == Money(2744)


def test_a_moved_due_date_and_the_price_of_being_late_are_told_before_it_is_late() -> None:
    found = in_plain_words(bill(), BEFORE, POLICY)
    assert "2026年11月15日,赶上休息日" in line(found, "最晚哪天交").words[0]
    assert line(found, "违约金").words == ("过了那天,每晚一天多 0.02744 元(欠费的 1‰)。",)


def test_an_overdue_bill_says_days_rate_and_what_another_day_costs() -> None:
    found = in_plain_words(bill(), AFTER, POLICY)
    told = line(found, "违约金")
    assert told.figure == "0.19 元"
    assert told.words == (
        "晚了 7 天:",
        "2026年11月17日到11月23日,7 天 × 每天 1‰ × 27.44 元 = 0.19208 元",
        "每再晚一天多 0.02744 元(欠费的 1‰)。",
    )
    assert found.due == Money(2763)


def test_a_multiplier_is_explained_and_readings_that_do_not_fit_are_not_hidden() -> None:
    pump = in_plain_words(bill(multiplier=Decimal(20), kwh=Decimal(980), amount=Money(47040)), BEFORE, POLICY)
    assert "表走 1 个字,实际用电 20 度" in line(pump, "表上读数").words[1]
    assert line(pump, "用电量").words == ("49 × 20。",)
    odd = in_plain_words(bill(kwh=Decimal(60)), BEFORE, POLICY)
    assert "按读数算是 49 度,与账单不同" in line(odd, "用电量").words[0]


def test_without_readings_or_quantity_nothing_is_made_up() -> None:
    bare = bill(kwh=None, previous_reading=None, present_reading=None, multiplier=None)
    assert [each.label for each in in_plain_words(bare, BEFORE, POLICY).lines] == ["电费", "最晚哪天交", "违约金"]


def test_a_paid_bill_and_a_part_payment_say_what_stays() -> None:
    part = bill(paid=(PartPayment(on=BEFORE, principal=Money(1000)),))
    assert line(in_plain_words(part, BEFORE, POLICY), "电费").words == ("已交 10.00 元,还欠 17.44 元。",)
    late = bill(paid=(PartPayment(on=date(2026, 11, 20), principal=Money(2744)),))
    found = in_plain_words(late, AFTER, POLICY)
    assert line(found, "电费").words == ("已经交清。",)
    assert line(found, "违约金").words[-1] == "电费已交清,违约金不再增加。"
    assert found.due == Money(11)


def test_a_capped_penalty_says_that_it_will_not_grow() -> None:
    old = bill(due_on=date(2025, 2, 28), amount=Money(50000))
    told = line(in_plain_words(old, date(2026, 3, 10), POLICY), "违约金")
    assert told.figure == "150.00 元"
    assert told.words[-1] == "按天算是 187.50 元,封顶 150.00 元,不会再多。"


def test_two_rates_across_a_year_are_two_lines_and_a_station_figure_is_named() -> None:
    shop = bill(use=UseClass.OTHER, due_on=date(2025, 12, 15), amount=Money(200000))
    told = line(in_plain_words(shop, date(2026, 1, 18), POLICY), "违约金")
    assert told.figure == "172.00 元"
    assert [words.count("2‰") + words.count("3‰") for words in told.words] == [0, 1, 1, 1]
    station = bill(station_penalty=StationPenalty(as_of=date(2026, 11, 20), amount=Money(15)))
    assert "0.15 元,从那天接着算" in line(in_plain_words(station, AFTER, POLICY), "违约金").words[1]


def test_a_refund_is_no_debt() -> None:
    found = in_plain_words(bill(amount=Money(-500)), AFTER, POLICY)
    assert line(found, "退费").figure == "5.00 元"
    assert found.due == Money.ZERO
    assert [each.label for each in found.lines][-1] == "退费"


@given(st.data())
def test_what_is_due_is_what_the_rules_say(data: st.DataObject) -> None:
    some = data.draw(st.from_type(Bill))
    on = data.draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    found = in_plain_words(some, on, POLICY)
    assert found.due == max(some.open, Money.ZERO) + penalty(some, on, POLICY).open
    assert all(each.label and each.figure for each in found.lines)
