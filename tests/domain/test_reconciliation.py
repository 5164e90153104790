"""Reconciling: which slip brought in which day's cash, and which days need a person."""

from datetime import UTC, date, datetime, timedelta

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, Badge, DeviceCode
from collector_desktop.domain.over_short import CashOutcome
from collector_desktop.domain.reconciliation import DayClosed, ReconciledDay, Slip, Standing, by_need, slips_by_day

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, 9) + timedelta(days=on) for on in range(3))


def slip(number: str, fen: int) -> Slip:
    return Slip(number, Money(fen))


def day(
    on: date, cash: int, closed: DayClosed | None, *slips: Slip, outcome: CashOutcome | None = None
) -> ReconciledDay:
    return ReconciledDay(
        device=DeviceCode("01"),
        collector_name="农电工甲",
        day=on,
        cash=Money(cash),
        other=Money.ZERO,
        closed=closed,
        decision=None if outcome is None or closed is None else decided(closed, outcome),
        slips=slips,
    )


def decided(closed: DayClosed, outcome: CashOutcome) -> CashDecided:
    return CashDecided(
        id=ActId("decided"),
        by=Badge("1001"),
        business_day=WEDNESDAY,
        at=datetime(2026, 11, 11, 9, tzinfo=UTC),
        about=closed.act,
        device=DeviceCode("01"),
        day=MONDAY,
        outcome=outcome,
        amount=closed.over_short,
        decided_by="郑所长",
    )


def closed(expected: int, counted: int) -> DayClosed:
    reason = "找错" if counted != expected else ""
    return DayClosed(Money(expected), Money(counted), Money(counted - expected), reason, ActId("close"))


def test_a_slip_brings_in_the_oldest_day_first_and_may_be_of_two_days() -> None:
    counted = {TUESDAY: Money(500), MONDAY: Money(300)}
    assert slips_by_day(counted, [slip("A1", 400), slip("A2", 200)]) == {
        MONDAY: (slip("A1", 300),),
        TUESDAY: (slip("A1", 100), slip("A2", 200)),
    }


def test_a_day_without_cash_takes_no_slip_and_what_is_banked_beyond_all_days_is_no_days() -> None:
    counted = {MONDAY: Money.ZERO, TUESDAY: Money(100)}
    assert slips_by_day(counted, [slip("A1", 150)]) == {MONDAY: (), TUESDAY: (slip("A1", 100),)}


def test_what_is_held_is_the_cash_of_an_open_day_and_what_a_closed_one_did_not_bank() -> None:
    assert day(MONDAY, 700, None).held == Money(700)
    assert day(MONDAY, 700, closed(700, 700), slip("A1", 300)).held == Money(400)


def test_days_that_do_not_come_out_even_stand_before_those_that_wait_and_those_that_are_done() -> None:
    done = day(WEDNESDAY, 700, closed(700, 700), slip("A1", 700))
    held = day(MONDAY, 700, closed(700, 700))
    still_open = day(TUESDAY, 700, None)
    short, over = day(MONDAY, 700, closed(700, 600)), day(TUESDAY, 700, closed(700, 800))
    differs = day(MONDAY, 900, closed(700, 700))
    kept = day(WEDNESDAY, 700, closed(700, 800), outcome=CashOutcome.KEPT)
    ordered = by_need([done, held, kept, still_open, over, short, differs])
    assert ordered == (differs, short, over, still_open, kept, held, done)
    assert [each.standing for each in ordered] == list(Standing)


def test_of_days_that_stand_alike_the_newest_comes_first() -> None:
    days = [day(on, 700, None) for on in (MONDAY, WEDNESDAY, TUESDAY)]
    assert [each.day for each in by_need(days)] == [WEDNESDAY, TUESDAY, MONDAY]


def test_a_difference_that_was_decided_waits_for_the_bank_as_an_even_day_does() -> None:
    short = closed(700, 600)
    assert day(MONDAY, 700, short, outcome=CashOutcome.BORNE).standing is Standing.HELD
    assert day(MONDAY, 700, short, slip("A1", 600), outcome=CashOutcome.MADE_GOOD).standing is Standing.CLEAR
    assert day(MONDAY, 900, short, outcome=CashOutcome.BORNE).standing is Standing.DIFFERS
