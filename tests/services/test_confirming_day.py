"""A business day confirmed wrongly is taken back or left, and every fen given under it is closed all the same."""

from datetime import date, datetime, timedelta

import pytest
from two_seats import CHINA, DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.books import BusinessDayConfirmed
from collector_desktop.domain.business_day import DayDoubt, DayNotPossible
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import DayAlreadyClosed, EarlierDayOpen
from collector_desktop.services.closing import close
from collector_desktop.services.confirming_day import ask_day, confirm_day
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import takings

ONE, TWO, THREE = "4100000001", "4100000002", "4100000003"
WRONG = DAY + timedelta(days=30)
TOMORROW = DAY + timedelta(days=1)
FAR = datetime(WRONG.year, WRONG.month, WRONG.day, 10, tzinfo=CHINA)
"""What the clock said when the wrong day was confirmed."""


def right(hour: int = 11) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=CHINA)


def wrongly(minute: int) -> Stamp:
    return stamp(minute).model_copy(update={"business_day": WRONG})


def confirmed(ledger: Ledger) -> list[tuple[DayDoubt, date, date]]:
    with ledger.reading() as conn:
        contents = conn.exec_driver_sql("SELECT content FROM journal ORDER BY chain, line").scalars().all()
    acts = [Entry.read(content).act for content in contents]
    return [(act.doubt, act.last_day, act.business_day) for act in acts if isinstance(act, BusinessDayConfirmed)]


def figures(ledger: Ledger) -> tuple[Money, tuple[date, ...]]:
    with ledger.reading() as conn:
        return takings.in_hand(conn, LAPTOP), takings.open_days(conn, LAPTOP)


def test_a_day_confirmed_wrongly_is_chosen_again_while_nothing_was_done(doors: TwoSeats) -> None:
    assert confirm_day(doors.laptop, WRONG, FAR) == WRONG
    question = ask_day(doors.laptop, FAR + timedelta(minutes=5), open_day=WRONG)
    assert question is not None
    assert (question.doubt, question.likely, question.first) == (DayDoubt.ASKED, WRONG, DAY)
    assert confirm_day(doors.laptop, DAY, FAR + timedelta(minutes=6), asked=True) == DAY
    assert confirmed(doors.laptop) == [(DayDoubt.FAR_AHEAD, DAY, WRONG), (DayDoubt.ASKED, WRONG, DAY)]


def test_a_day_with_acts_is_left_for_the_clocks_own_and_both_are_kept(doors: TwoSeats) -> None:
    confirm_day(doors.laptop, WRONG, FAR)
    doors.pay(ONE, 10000, wrongly(2))
    with pytest.raises(DayNotPossible):
        confirm_day(doors.laptop, DAY - timedelta(days=1), right())
    question = ask_day(doors.laptop, right())
    assert question is not None
    assert (question.doubt, question.first, question.receipts) == (DayDoubt.DAY_BEHIND, DAY, 1)
    assert confirm_day(doors.laptop, DAY, right()) == DAY
    assert confirmed(doors.laptop)[-1] == (DayDoubt.DAY_BEHIND, WRONG, DAY)
    doors.carry_day(stamp(30))
    assert confirmed(doors.station) == confirmed(doors.laptop), "the station reads both"


def test_the_next_day_after_one_was_left_is_asked_about_no_more(doors: TwoSeats) -> None:
    confirm_day(doors.laptop, WRONG, FAR)
    doors.pay(ONE, 10000, wrongly(2))
    confirm_day(doors.laptop, DAY, right())
    doors.pay(TWO, 10000, stamp(40))
    assert ask_day(doors.laptop, right() + timedelta(days=1)) is None


def test_a_day_that_is_asked_for_and_is_the_clocks_leaves_no_line(doors: TwoSeats) -> None:
    confirm_day(doors.laptop, DAY, right(), asked=True)
    assert confirmed(doors.laptop) == []


def test_what_was_given_under_a_wrong_day_is_closed_first(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, wrongly(2))
    doors.pay(TWO, 5000, stamp(3))
    assert figures(doors.laptop) == (Money(15000), (WRONG, DAY))
    with pytest.raises(EarlierDayOpen) as refused:
        close(doors.laptop, DAY, CashCount.of({5000: 1}), "", stamp(4))
    assert refused.value.facts["day"] == WRONG
    close(doors.laptop, WRONG, CashCount.of({10000: 1}), "", stamp(5))
    close(doors.laptop, DAY, CashCount.of({5000: 1}), "", stamp(6))
    assert figures(doors.laptop) == (Money(15000), ())


def test_a_wrong_day_that_was_closed_keeps_no_payment_of_the_right_ones_away(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, wrongly(2))
    close(doors.laptop, WRONG, CashCount.of({10000: 1}), "", wrongly(3))
    doors.pay(TWO, 5000, stamp(4))
    doors.pay(THREE, 2000, stamp(5, TOMORROW))
    assert figures(doors.laptop) == (Money(17000), (DAY, TOMORROW))
    close(doors.laptop, DAY, CashCount.of({5000: 1}), "", stamp(6, TOMORROW))
    close(doors.laptop, TOMORROW, CashCount.of({2000: 1}), "", stamp(7, TOMORROW))
    with pytest.raises(DayAlreadyClosed):
        doors.pay(THREE, 1000, stamp(8, TOMORROW))
    doors.carry_day(stamp(9, TOMORROW))
    assert figures(doors.laptop) == figures(doors.station) == (Money(17000), ())


def test_a_wrong_day_closed_without_receipts_hides_none_either(doors: TwoSeats) -> None:
    close(doors.laptop, WRONG, CashCount(), "", wrongly(2))
    doors.pay(ONE, 10000, stamp(3))
    doors.pay(TWO, 5000, stamp(4, TOMORROW))
    assert figures(doors.laptop) == (Money(15000), (DAY, TOMORROW))
