"""Legacy deposits: offset on a written wish, refunded when supply ends, and never taken anew."""

from datetime import timedelta

import pytest
from savings_seats import ONE, WISH, decide, held, holds, open_fen, seats_agree
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.savings import DepositOffset, DepositRefunded
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_savings import (
    NothingHeld,
    NothingToOffset,
    OwesBeforeRefund,
    RefundMoreThanHeld,
    SupplyNotEnded,
    WrittenWishMissing,
)
from collector_desktop.services import depositing
from collector_desktop.services.depositing import AskDepositRefund, AskOffset
from collector_desktop.store.queries.facts import facts


def offset(fen: int, *, with_wish: bool = True) -> AskOffset:
    wish = (WISH,) if with_wish else ()
    return AskOffset(id=new_act_id(), account=ONE, amount=Money(fen), reason="客户愿意抵电费", wish=wish)


def refund(days: int = 0) -> AskDepositRefund:
    return AskDepositRefund(id=new_act_id(), account=ONE, supply_ends_on=DAY + timedelta(days), reason="销户")


@pytest.fixture
def deposits(doors: TwoSeats) -> TwoSeats:
    """The first household has a deposit of 120.00 from long ago and owes two bills: 100.00 and 50.00."""
    doors.bill(ONE, "前柳村", "202611", 5000)
    holds(doors, deposit=12000)
    doors.carry_route(stamp(2))
    return doors


def test_a_deposit_settles_bills_oldest_first_and_both_seats_agree(deposits: TwoSeats) -> None:
    asked = offset(12000)
    depositing.ask_offset(deposits.laptop, asked, stamp(3))
    assert held(deposits.laptop) == (0, 12000)
    deposits.carry_day(stamp(4))
    decide(deposits, asked.id, stamp(5))
    assert held(deposits.station) == (0, 0)
    assert (open_fen(deposits.station, "202610"), open_fen(deposits.station, "202611")) == (0, 3000)
    deposits.carry_route(stamp(6))
    assert (open_fen(deposits.laptop, "202611"), held(deposits.laptop)) == (3000, (0, 0))
    with deposits.laptop.reading() as conn:
        (done,) = facts(conn, DepositOffset, account=ONE)
    assert (done.about, done.amount) == (asked.id, Money(12000))
    seats_agree(deposits)


def test_what_the_bills_do_not_need_stays_a_deposit(deposits: TwoSeats) -> None:
    deposits.pay(ONE, 10000, stamp(3))
    asked = offset(12000)
    depositing.ask_offset(deposits.laptop, asked, stamp(4))
    deposits.carry_day(stamp(5))
    decide(deposits, asked.id, stamp(6))
    assert held(deposits.station) == (0, 7000)
    deposits.carry_route(stamp(7))
    seats_agree(deposits)


def test_a_payment_at_the_door_meanwhile_becomes_prepayment_and_nothing_is_lost(deposits: TwoSeats) -> None:
    asked = offset(12000)
    depositing.ask_offset(deposits.laptop, asked, stamp(3))
    deposits.carry_day(stamp(4))
    decide(deposits, asked.id, stamp(5))
    deposits.pay(ONE, 15000, stamp(6))
    deposits.carry_day(stamp(7))
    assert held(deposits.station) == (12000, 0)
    deposits.carry_route(stamp(8))
    seats_agree(deposits)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [(offset(5000, with_wish=False), WrittenWishMissing), (offset(12001), RefundMoreThanHeld)],
)
def test_an_offset_needs_the_written_wish_and_the_money(
    deposits: TwoSeats, asked: AskOffset, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        depositing.ask_offset(deposits.laptop, asked, stamp(3))


def test_nothing_is_offset_where_nothing_is_held_or_owed(deposits: TwoSeats) -> None:
    deposits.pay(ONE, 15000, stamp(3))
    with pytest.raises(NothingToOffset):
        depositing.ask_offset(deposits.laptop, offset(100), stamp(4))
    holds(deposits)
    deposits.carry_route(stamp(5))
    with pytest.raises(NothingHeld):
        depositing.ask_offset(deposits.laptop, offset(100), stamp(6))


def test_a_deposit_is_refunded_after_the_bills_are_settled_and_supply_has_ended(deposits: TwoSeats) -> None:
    asked = refund(days=1)
    depositing.ask_refund(deposits.laptop, asked, stamp(3))
    deposits.carry_day(stamp(4))
    with pytest.raises(SupplyNotEnded):
        decide(deposits, asked.id, stamp(5))
    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(OwesBeforeRefund) as owes:
        decide(deposits, asked.id, stamp(0, tomorrow))
    assert owes.value.facts == {"owed": Money(15000)}
    deposits.pay(ONE, 15000, stamp(1, tomorrow))
    deposits.carry_day(stamp(2, tomorrow))
    decide(deposits, asked.id, stamp(3, tomorrow))
    deposits.carry_route(stamp(4, tomorrow))
    assert held(deposits.station) == held(deposits.laptop) == (0, 0)
    with deposits.laptop.reading() as conn:
        (done,) = facts(conn, DepositRefunded, account=ONE)
    assert (done.amount, done.supply_ended_on) == (Money(12000), tomorrow)
    seats_agree(deposits)
