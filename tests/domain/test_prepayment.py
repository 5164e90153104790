"""Prepayment offset against bills, and refunds given back."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain import refund
from collector_desktop.domain.allocation import allocate
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import PaymentPolicy, Policy
from collector_desktop.domain.prepayment import offset

TODAY = date(2026, 11, 23)
POLICY = Policy()
BILLS = st.lists(st.from_type(Bill), max_size=5, unique_by=lambda bill: bill.id)
AMOUNTS = st.integers(0, 5_000_000).map(Money)
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


def bill(month: str, amount: str, due: str) -> Bill:
    return Bill(
        account=AccountNumber("4179677287"),
        month=BillingMonth.parse(month),
        due_on=date.fromisoformat(due),
        amount=Money.parse(amount),
    )


OCTOBER = bill("202610", "77.28", "2026-11-15")
NOVEMBER = bill("202611", "60.00", "2026-12-15")


def test_a_balance_settles_the_oldest_bill_first_and_the_rest_stays() -> None:
    found = offset((NOVEMBER, OCTOBER), Money(20000), TODAY, POLICY)
    assert [(str(line.month), str(line.fee), str(line.penalty)) for line in found.lines] == [
        ("202610", "77.28", "0.54"),
        ("202611", "60.00", "0.00"),
    ]
    assert str(found.prepayment) == "62.18"


def test_a_small_balance_settles_part_of_a_bill() -> None:
    found = offset((NOVEMBER, OCTOBER), Money(5000), TODAY, POLICY)
    assert [(line.fee, str(line.open_after)) for line in found.lines] == [(Money(5000), "27.82")]
    assert found.prepayment == Money.ZERO


def test_a_policy_without_part_payment_offsets_whole_bills_only() -> None:
    whole = Policy(payment=PaymentPolicy(part_payment_allowed=False, prepayment_allowed=False))
    found = offset((NOVEMBER, OCTOBER), Money(10000), TODAY, whole)
    assert [str(line.month) for line in found.lines] == ["202610"]
    assert (str(found.amount), str(found.prepayment)) == ("100.00", "22.18")


@given(BILLS, AMOUNTS, DAYS)
def test_an_offset_goes_where_the_same_payment_would_go(bills: list[Bill], balance: Money, day: date) -> None:
    assert offset(bills, balance, day, POLICY) == allocate(bills, balance, day, POLICY)


@given(BILLS, AMOUNTS, DAYS, st.from_type(PaymentPolicy))
def test_an_offset_conserves_every_fen(bills: list[Bill], balance: Money, day: date, rules: PaymentPolicy) -> None:
    found = offset(bills, balance, day, Policy(payment=rules))
    assert found.amount == balance == found.fees + found.penalties + found.prepayment


def test_a_refund_goes_to_the_oldest_open_bill_and_the_rest_to_prepayment() -> None:
    back = bill("202609", "-100.00", "2026-10-15")
    (given_back,) = refund.apply((NOVEMBER, OCTOBER, back), TODAY, POLICY)
    assert given_back.bill == back.id
    assert [str(line.month) for line in given_back.allocation.lines] == ["202610", "202611"]
    assert str(given_back.allocation.lines[1].fee) == "22.18"
    (alone,) = refund.apply((back,), TODAY, POLICY)
    assert (alone.allocation.lines, str(alone.allocation.prepayment)) == ((), "100.00")


def test_two_refunds_never_pay_the_same_fen_twice() -> None:
    older, newer = bill("202608", "-70.00", "2026-09-15"), bill("202609", "-30.00", "2026-10-15")
    first, second = refund.apply((newer, OCTOBER, older), TODAY, POLICY)
    assert (first.bill, second.bill) == (older.id, newer.id)
    assert (str(first.allocation.fees), str(first.allocation.prepayment)) == ("70.00", "0.00")
    assert (str(second.allocation.fees), str(second.allocation.penalties)) == ("7.28", "0.54")
    assert str(second.allocation.prepayment) == "22.18"


def test_a_refund_that_was_given_back_is_left_alone() -> None:
    back = bill("202609", "-100.00", "2026-10-15")
    done = back.with_paid(TODAY, back.amount)
    assert refund.apply((done, OCTOBER), TODAY, POLICY) == ()


def test_what_was_paid_of_a_bill_made_smaller_afterwards_is_given_back() -> None:
    overpaid = bill("202609", "80.00", "2026-10-15").with_paid(date(2026, 10, 10), Money(10000))
    (back,) = refund.apply((overpaid,), TODAY, POLICY)
    assert (back.bill, str(back.allocation.prepayment)) == (overpaid.id, "20.00")


@given(BILLS, st.lists(st.integers(1, 100_000), max_size=3), DAYS)
def test_refunds_conserve_every_fen_and_overpay_no_bill(bills: list[Bill], amounts: list[int], day: date) -> None:
    refunds = [
        bill("202601", str(Money(-fen)), "2026-02-15").model_copy(update={"kind": f"退费{place}"})
        for place, fen in enumerate(amounts)
    ]
    found = refund.apply([*bills, *refunds], day, POLICY)
    assert Money.total(back.allocation.amount for back in found) == Money(sum(amounts))
    for one in bills:
        lines = [line for back in found for line in back.allocation.lines if line.bill == one.id]
        assert Money.total(line.fee for line in lines) <= max(one.open, Money.ZERO)
