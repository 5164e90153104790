"""Where a payment goes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.allocation import allocate, amount_due, suggested_amounts, whole_bill_amounts
from collector_desktop.domain.bill import Bill, PartPayment, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import AllocationOrder, PaymentPolicy, Policy
from collector_desktop.domain.refusals import (
    AmountNotPositive,
    PartPaymentNotAllowed,
    PrepaymentNotAllowed,
)

TODAY = date(2026, 11, 23)
POLICY = Policy()
BILLS = st.lists(st.from_type(Bill), max_size=5, unique_by=lambda bill: bill.id)
POLICIES = st.from_type(Policy)
FREE = st.builds(
    Policy, payment=st.builds(PaymentPolicy, order=st.sampled_from(AllocationOrder), round_up_to_yuan=st.just(()))
)
AMOUNTS = st.integers(0, 5_000_000).map(Money)
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


def policy(**rules: Any) -> Policy:
    return Policy(payment=PaymentPolicy(**rules))


def bill(month: str, amount: str, due: str, **more: Any) -> Bill:
    return Bill(
        account=AccountNumber("4179677287"),
        month=BillingMonth.parse(month),
        use=UseClass.RESIDENTIAL,
        due_on=date.fromisoformat(due),
        amount=Money.parse(amount),
        **more,
    )


JULY = bill("202607", "27.44", "2026-08-15")
AUGUST = bill("202608", "75.60", "2026-09-15")
OCTOBER = bill("202610", "77.28", "2026-11-15")
ARREARS = (OCTOBER, JULY, AUGUST)


def gets(tendered: str, rules: Policy = POLICY) -> list[tuple[str, str, str]]:
    lines = allocate(ARREARS, Money.parse(tendered), TODAY, rules).lines
    return [(str(line.month), str(line.fee), str(line.penalty)) for line in lines]


def test_what_is_due_is_shown_oldest_first() -> None:
    due = amount_due(ARREARS, TODAY, POLICY)
    assert [str(owed.bill.month) for owed in due.bills] == ["202607", "202608", "202610"]
    assert [str(owed.total) for owed in due.bills] == ["30.13", "80.82", "77.82"]
    assert (str(due.fees), str(due.penalties), str(due.total)) == ("180.32", "8.45", "188.77")
    assert due.overdue_days == 98
    assert [month.month for month in due.months] == [7, 8, 10]


@pytest.mark.parametrize(
    ("tendered", "lines"),
    [
        ("188.77", [("202607", "27.44", "2.69"), ("202608", "75.60", "5.22"), ("202610", "77.28", "0.54")]),
        ("188.76", [("202607", "27.44", "2.69"), ("202608", "75.60", "5.22"), ("202610", "77.28", "0.53")]),
        ("110.95", [("202607", "27.44", "2.69"), ("202608", "75.60", "5.22")]),
        ("30.14", [("202607", "27.44", "2.69"), ("202608", "0.01", "0.00")]),
        ("28.00", [("202607", "27.44", "0.56")]),
        ("20.00", [("202607", "20.00", "0.00")]),
        ("0.01", [("202607", "0.01", "0.00")]),
    ],
)
def test_the_oldest_bill_is_paid_first_and_in_it_principal_before_penalty(
    tendered: str, lines: list[tuple[str, str, str]]
) -> None:
    assert gets(tendered) == lines


@pytest.mark.parametrize(
    ("tendered", "lines"),
    [
        ("2.00", [("202607", "0.00", "2.00")]),
        ("20.00", [("202607", "17.31", "2.69")]),
        ("33.13", [("202607", "27.44", "2.69"), ("202608", "0.00", "3.00")]),
    ],
)
def test_a_policy_may_put_the_penalty_first(tendered: str, lines: list[tuple[str, str, str]]) -> None:
    assert gets(tendered, policy(order=AllocationOrder.INTEREST_FIRST)) == lines


def test_a_payment_over_the_amount_due_becomes_prepayment() -> None:
    found = allocate(ARREARS, Money(20000), TODAY, POLICY)
    assert (str(found.prepayment), str(found.open_after), str(found.due)) == ("11.23", "0.00", "188.77")


def test_what_stays_open_is_said_per_bill_and_for_the_account() -> None:
    found = allocate(ARREARS, Money(10000), TODAY, POLICY)
    assert [str(line.open_after) for line in found.lines] == ["0.00", "10.95"]
    assert str(found.open_after) == "88.77"
    assert found.prepayment == Money.ZERO


def test_with_nothing_due_everything_is_prepayment() -> None:
    found = allocate([], Money(5000), TODAY, POLICY)
    assert (found.lines, found.prepayment) == ((), Money(5000))


def test_nothing_goes_nowhere() -> None:
    found = allocate(ARREARS, Money.ZERO, TODAY, policy(part_payment_allowed=False, prepayment_allowed=False))
    assert (found.lines, found.prepayment, str(found.open_after)) == ((), Money.ZERO, "188.77")


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(AmountNotPositive):
        allocate(ARREARS, Money(-1), TODAY, POLICY)


def test_a_policy_without_part_payment_takes_whole_bills_and_says_which_amounts() -> None:
    whole = policy(part_payment_allowed=False)
    for amount in ("30.13", "110.95", "188.77", "200.00"):
        allocate(ARREARS, Money.parse(amount), TODAY, whole)
    with pytest.raises(PartPaymentNotAllowed) as refused:
        allocate(ARREARS, Money.parse("100.00"), TODAY, whole)
    assert refused.value.facts["needed"] == Money.parse("110.95")
    assert refused.value.facts["possible"] == (Money(3013), Money(11095), Money(18877))


def test_a_policy_without_prepayment_refuses_what_is_over() -> None:
    with pytest.raises(PrepaymentNotAllowed) as refused:
        allocate(ARREARS, Money(20000), TODAY, policy(prepayment_allowed=False))
    assert refused.value.facts == {"amount": Money(1123)}


def test_a_refund_is_never_shown_as_due() -> None:
    refund = bill("202606", "-25.00", "2026-07-15")
    assert str(amount_due((*ARREARS, refund), TODAY, POLICY).total) == "188.77"
    assert amount_due((refund,), TODAY, POLICY).bills == ()


def test_a_penalty_left_open_after_its_principal_is_still_collected() -> None:
    paid = PartPayment(on=date(2026, 11, 3), principal=Money(7560))
    left = AUGUST.model_copy(update={"paid": (paid,)})
    found = allocate((left,), Money(370), TODAY, POLICY)
    assert [(line.fee, line.penalty, line.overdue_days) for line in found.lines] == [(Money.ZERO, Money(370), 49)]


def test_two_kinds_in_one_month_are_paid_by_due_date() -> None:
    later = bill("202607", "10.00", "2026-08-20", kind="电量退补")
    found = allocate((later, JULY), Money(2744), TODAY, POLICY)
    assert [line.kind for line in found.lines] == ["正常电费"]


@pytest.mark.parametrize(
    ("due", "steps", "amounts"),
    [
        ("188.77", (10, 50, 100), ["188.77", "190.00", "200.00"]),
        ("77.82", (10, 50, 100), ["77.82", "80.00", "100.00"]),
        ("112.56", (10, 50, 100), ["112.56", "120.00", "150.00", "200.00"]),
        ("190.00", (10, 50, 100), ["190.00", "200.00"]),
        ("100.00", (10, 50, 100), ["100.00"]),
        ("188.77", (), ["188.77"]),
        ("0.00", (10, 50, 100), []),
    ],
)
def test_the_buttons_offer_the_exact_amount_and_round_ups(due: str, steps: tuple[int, ...], amounts: list[str]) -> None:
    found = suggested_amounts(Money.parse(due), policy(round_up_to_yuan=steps))
    assert [str(amount) for amount in found] == amounts


@given(BILLS, AMOUNTS, DAYS, FREE)
def test_every_fen_is_a_fee_a_penalty_or_prepayment(
    bills: list[Bill], tendered: Money, day: date, rules: Policy
) -> None:
    found = allocate(bills, tendered, day, rules)
    assert found.amount == tendered == found.fees + found.penalties + found.prepayment
    assert found.due == found.fees + found.penalties + found.open_after
    assert not (found.prepayment and found.open_after)
    assert all(
        line.total > Money.ZERO and min(line.fee, line.penalty, line.open_after) >= Money.ZERO for line in found.lines
    )
    assert all(not line.open_after for line in found.lines[:-1])


@given(BILLS, AMOUNTS, DAYS, FREE, st.randoms())
def test_the_order_in_which_bills_are_given_changes_nothing(
    bills: list[Bill], tendered: Money, day: date, rules: Policy, random: Any
) -> None:
    shuffled = random.sample(bills, len(bills))
    assert allocate(shuffled, tendered, day, rules) == allocate(bills, tendered, day, rules)


@given(BILLS, AMOUNTS, DAYS, FREE)
def test_what_a_payment_leaves_open_is_what_is_due_after_it(
    bills: list[Bill], tendered: Money, day: date, rules: Policy
) -> None:
    known = [bill.model_copy(update={"station_penalty": None}) for bill in bills]
    past = [bill for bill in known if all(part.on <= day for part in bill.paid)]
    found = allocate(past, tendered, day, rules)
    lines = {line.bill: line for line in found.lines}
    after = [
        bill.with_paid(day, lines[bill.id].fee, lines[bill.id].penalty) if bill.id in lines else bill for bill in past
    ]
    assert amount_due(after, day, rules).total == found.open_after


@given(BILLS, AMOUNTS, AMOUNTS, DAYS, FREE)
def test_paying_in_two_parts_on_one_day_is_paying_at_once(
    bills: list[Bill], first: Money, second: Money, day: date, rules: Policy
) -> None:
    past = [bill for bill in bills if all(part.on <= day for part in bill.paid) and bill.due_on < day]
    one = allocate(past, first, day, rules)
    lines = {line.bill: line for line in one.lines}
    between = [
        bill.with_paid(day, lines[bill.id].fee, lines[bill.id].penalty) if bill.id in lines else bill for bill in past
    ]
    two = allocate(between, second, day, rules)
    whole = allocate(past, first + second, day, rules)
    assert one.fees + two.fees == whole.fees
    assert one.penalties + two.penalties == whole.penalties
    assert one.prepayment + two.prepayment == whole.prepayment


@given(BILLS, AMOUNTS, DAYS)
def test_without_part_payment_exactly_the_possible_amounts_are_taken(
    bills: list[Bill], tendered: Money, day: date
) -> None:
    whole = policy(part_payment_allowed=False)
    possible = whole_bill_amounts(amount_due(bills, day, whole))
    for amount in possible:
        assert not allocate(bills, amount, day, whole).prepayment
    if tendered and tendered not in possible and possible and tendered < possible[-1]:
        with pytest.raises(PartPaymentNotAllowed) as refused:
            allocate(bills, tendered, day, whole)
        assert refused.value.facts["possible"] == possible


@given(AMOUNTS, POLICIES)
def test_suggestions_are_at_least_the_amount_due_ascending_and_each_once(due: Money, rules: Policy) -> None:
    found = suggested_amounts(due, rules)
    assert list(found) == sorted(set(found))
    assert found[:1] == ((due,) if due else ())


def test_a_bill_corrected_below_what_was_paid_owes_its_penalty_and_no_negative_fee() -> None:
    """What was paid too much of it is the station's to give back, like any refund; no receipt nets it silently."""
    paid = (PartPayment(on=date(2026, 11, 1), principal=Money.parse("30.00")),)
    overpaid = JULY.model_copy(update={"paid": paid})
    assert overpaid.open < Money.ZERO
    due = amount_due([overpaid, OCTOBER], TODAY, POLICY)
    assert due.fees == OCTOBER.amount
    assert due.penalties > Money.ZERO
    for order in AllocationOrder:
        shared = allocate([overpaid, OCTOBER], due.total, TODAY, policy(order=order))
        assert min(part for line in shared.lines for part in (line.fee, line.penalty)) >= Money.ZERO
        assert shared.open_after == Money.ZERO
