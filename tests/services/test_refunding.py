"""Prepayment is given back by the station alone: asked for at the door, decided, done, and known on both seats."""

import pytest
from savings_seats import ONE, decide, held, holds, seats_agree
from two_seats import TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.savings import PrepaymentRefunded
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import AmountNotPositive, GrantedOtherThanAsked, Refusal
from collector_desktop.domain.refusals_savings import NothingHeld, RefundInCashNotAllowed, RefundMoreThanHeld
from collector_desktop.domain.requests import PrepaymentRefundWanted, Role
from collector_desktop.services import deciding, refunding
from collector_desktop.services.refunding import AskRefund, RefundWay
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.facts import facts


def wanted(fen: int, way: RefundWay = RefundWay.AT_THE_COUNTER, bank_account: str = "") -> AskRefund:
    return AskRefund(
        id=new_act_id(), account=ONE, amount=Money(fen), way=way, bank_account=bank_account, reason="搬到镇上住"
    )


@pytest.fixture
def ahead(doors: TwoSeats) -> TwoSeats:
    """The first household paid its bill and 50.00 ahead, and the station knows."""
    doors.pay(ONE, 15000, stamp(2))
    doors.carry_day(stamp(3))
    return doors


def test_a_refund_is_asked_decided_and_done_and_both_seats_agree(ahead: TwoSeats) -> None:
    asked = wanted(3000, RefundWay.TO_A_BANK_ACCOUNT, "6677")
    assert ONE in refunding.ask(ahead.laptop, asked, stamp(4)).accounts
    assert held(ahead.laptop) == (5000, 0)
    ahead.carry_day(stamp(5))
    decide(ahead, asked.id, stamp(6))
    assert held(ahead.station) == (2000, 0)
    ahead.carry_route(stamp(7))
    assert held(ahead.laptop) == (2000, 0)
    with ahead.laptop.reading() as conn:
        (done,) = facts(conn, PrepaymentRefunded, account=ONE)
    assert (done.about, done.amount, done.pay_to) == (asked.id, Money(3000), "银行卡 6677")
    seats_agree(ahead)


def test_what_is_refused_moves_nothing(ahead: TwoSeats) -> None:
    asked = wanted(3000)
    refunding.ask(ahead.laptop, asked, stamp(4))
    ahead.carry_day(stamp(5))
    decide(ahead, asked.id, stamp(6), approved=False)
    ahead.carry_route(stamp(7))
    assert held(ahead.station) == held(ahead.laptop) == (5000, 0)
    seats_agree(ahead)


def test_cash_at_the_door_is_refused_and_the_sentence_says_why(ahead: TwoSeats) -> None:
    with pytest.raises(RefundInCashNotAllowed) as refusal:
        refunding.ask(ahead.laptop, wanted(3000, RefundWay.CASH_AT_THE_DOOR), stamp(4))
    assert "不坐支" in sentence(refusal.value).advice


@pytest.mark.parametrize(
    ("fen", "refusal"), [(0, AmountNotPositive), (-5, AmountNotPositive), (5001, RefundMoreThanHeld)]
)
def test_only_what_is_held_can_be_asked_for(ahead: TwoSeats, fen: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        refunding.ask(ahead.laptop, wanted(fen), stamp(4))


def test_nothing_can_be_asked_for_where_nothing_is_held(doors: TwoSeats) -> None:
    with pytest.raises(NothingHeld):
        refunding.ask(doors.laptop, wanted(100), stamp(4))


def test_what_was_used_meanwhile_cannot_be_refunded_and_the_request_stays_open(ahead: TwoSeats) -> None:
    asked = wanted(5000)
    refunding.ask(ahead.laptop, asked, stamp(4))
    ahead.bill(ONE, "前柳村", "202611", 4000)
    ahead.carry_day(stamp(5))
    with pytest.raises(RefundMoreThanHeld) as refusal:
        decide(ahead, asked.id, stamp(6))
    assert refusal.value.facts == {"amount": Money(5000), "held": Money(1000)}
    said = deciding.Decide(
        request=asked.id,
        approved=True,
        reason="余额",
        granted=PrepaymentRefundWanted(amount=Money(1000)),
        decided_by="郑所长",
        role=Role.CLERK,
    )
    deciding.decide(ahead.station, said, stamp(7))
    ahead.carry_route(stamp(8))
    assert held(ahead.laptop) == (0, 0)
    seats_agree(ahead)


def test_more_than_was_asked_for_is_never_granted(ahead: TwoSeats) -> None:
    asked = wanted(1000)
    refunding.ask(ahead.laptop, asked, stamp(4))
    ahead.carry_day(stamp(5))
    said = deciding.Decide(
        request=asked.id,
        approved=True,
        reason="",
        granted=PrepaymentRefundWanted(amount=Money(2000)),
        decided_by="郑所长",
        role=Role.CLERK,
    )
    with pytest.raises(GrantedOtherThanAsked):
        deciding.decide(ahead.station, said, stamp(6))
    assert held(ahead.station) == (5000, 0)


def test_a_second_enter_is_one_request(ahead: TwoSeats) -> None:
    asked = wanted(1000)
    refunding.ask(ahead.laptop, asked, stamp(4))
    assert not refunding.ask(ahead.laptop, asked, stamp(4)).accounts


def test_prepayment_the_station_holds_from_before_is_refunded_too(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.carry_day(stamp(3))
    holds(doors, prepay=700)
    doors.carry_route(stamp(4))
    asked = wanted(700)
    refunding.ask(doors.laptop, asked, stamp(5))
    doors.carry_day(stamp(6))
    decide(doors, asked.id, stamp(7))
    assert held(doors.station) == (0, 0)
