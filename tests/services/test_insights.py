"""Insights: figures agree with the books, and every number opens the rows that make it up."""

from datetime import timedelta

from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.ageing import Age
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.insights import Figure, Trace, insights, trace
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.services.voiding import void

ONE, TWO = "4100000001", "4100000002"
LATER = DAY + timedelta(days=75)


def knock(seats: TwoSeats, account: str, outcome: Outcome, minute: int) -> None:
    visit = RecordVisit(id=new_act_id(), account=AccountNumber(account), slot=Slot.MORNING, outcome=outcome)
    record(seats.laptop, visit, stamp(minute))


def test_recovery_is_what_was_billed_against_what_came_in(doors: TwoSeats) -> None:
    doors.pay(ONE, 10_000, stamp(2))
    doors.pay(TWO, 4_000, stamp(3))
    found = insights(doors.laptop, DAY)
    assert found.month == BillingMonth(2026, 10)
    assert (found.recovery.receivable, found.recovery.received) == (Money(30_000), Money(14_000))
    assert str(found.recovery.rate) == "46.7"
    assert found.by_day[-1].recovery == found.recovery
    assert found.by_day[0].recovery.received == Money.ZERO
    assert [each.village for each in found.by_village] == ["前柳村"]


def test_the_list_behind_a_number_adds_up_to_it(doors: TwoSeats) -> None:
    doors.pay(ONE, 10_000, stamp(2))
    doors.pay(TWO, 4_000, stamp(3))
    found = insights(doors.laptop, LATER)
    for figure, key in (
        (Figure.RECOVERY_MONTH, "202610"),
        (Figure.RECOVERY_VILLAGE, "前柳村"),
        (Figure.AGEING, Age.TO_90),
    ):
        rows = trace(doors.laptop, Trace(figure=figure, key=key), LATER)
        amounts = [row.amount for row in rows if row.amount is not None]
        assert Money.total(amounts) == found.recovery.outstanding == Money(16_000)
    received = trace(doors.laptop, Trace(figure=Figure.RECOVERY_DAY, key=DAY.isoformat()), LATER)
    assert Money.total(row.amount for row in received if row.amount) == Money(14_000)
    assert trace(doors.laptop, Trace(figure=Figure.AGEING, key=Age.OLDER), LATER) == ()


def test_a_voided_receipt_is_in_no_figure(doors: TwoSeats) -> None:

    receipt = doors.pay(ONE, 10_000, stamp(2))
    void(doors.laptop, receipt.number, "金额看错", stamp(3))
    found = insights(doors.laptop, DAY)
    assert found.recovery.received == Money.ZERO
    assert found.takings[-1].receipts == 0
    assert found.knocks[-1].figures.knocks == 0


def test_knocks_are_counted_by_month_and_cell(doors: TwoSeats) -> None:
    knock(doors, TWO, Outcome.NOT_HOME, 2)
    knock(doors, TWO, Outcome.NOT_HOME, 3)
    doors.pay(ONE, 10_000, stamp(4))
    found = insights(doors.laptop, DAY)
    figures = found.knocks[-1].figures
    assert (figures.knocks, figures.households, figures.collected) == (3, 2, 1)
    cell = next(cell for cell in found.home if cell.knocks)
    rows = trace(doors.laptop, Trace(figure=Figure.HOME, key=f"{cell.slot}-{cell.weekday}"), DAY)
    assert len(rows) == cell.knocks == 3
    assert len(trace(doors.laptop, Trace(figure=Figure.KNOCKS, key="202611"), DAY)) == 3
