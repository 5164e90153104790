"""Insights: figures agree with the books, and every number opens the rows that make it up."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from two_seats import DAY, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.ageing import Age
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import penalty_report
from collector_desktop.services.insights import insights
from collector_desktop.services.tracing import Figure, Trace, TracedRow, trace
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.services.voiding import void
from collector_desktop.store.apply.settling import Source, settle
from collector_desktop.store.queries.penalties import penalty_accounts
from collector_desktop.store.tables.snapshot import BillRow

ONE, TWO = "4100000001", "4100000002"
LATER = DAY + timedelta(days=75)


def together(rows: tuple[TracedRow, ...]) -> Recovery:
    return Recovery.together(row.recovery for row in rows if row.recovery is not None)


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
    aged = trace(doors.laptop, Trace(figure=Figure.AGEING, key=Age.TO_90), LATER)
    assert Money.total(row.amount for row in aged if row.amount) == found.recovery.outstanding == Money(16_000)
    assert trace(doors.laptop, Trace(figure=Figure.AGEING, key=Age.OLDER), LATER) == ()


@pytest.mark.parametrize(
    ("figure", "key"),
    [
        (Figure.AGEING, Age.TO_90),
        (Figure.RECOVERY_MONTH, "202610"),
        (Figure.PENALTY_BILLED, "202612"),
    ],
)
def test_a_bill_due_on_a_sunday_is_listed_with_the_day_that_counts(doors: TwoSeats, figure: Figure, key: str) -> None:
    sunday = date(2026, 11, 15)
    with doors.laptop.writing() as conn:
        conn.execute(update(BillRow).values(due_on=sunday))
    rows = trace(doors.laptop, Trace(figure=figure, key=key), LATER)
    assert {row.day for row in rows} == {sunday + timedelta(days=1)}


def test_the_bills_behind_a_rate_make_the_rate_paid_ones_too(doors: TwoSeats) -> None:
    doors.pay(ONE, 10_000, stamp(2))
    doors.pay(TWO, 4_000, stamp(3))
    found = insights(doors.laptop, LATER)
    for figure, key in ((Figure.RECOVERY_MONTH, "202610"), (Figure.RECOVERY_VILLAGE, "前柳村")):
        rows = trace(doors.laptop, Trace(figure=figure, key=key), LATER)
        assert together(rows) == found.recovery
        assert {row.account: row.recovery.received for row in rows if row.recovery} == {
            ONE: Money(10_000),
            TWO: Money(4_000),
            "4100000003": Money.ZERO,
        }


def test_every_day_of_the_way_up_opens_the_bills_as_they_stood_that_evening(doors: TwoSeats) -> None:
    doors.pay(ONE, 10_000, stamp(2))
    doors.pay(TWO, 4_000, stamp(3, DAY + timedelta(days=2)))
    found = insights(doors.laptop, LATER)
    rates = {each.day: each.recovery.received for each in found.by_day}
    assert rates[DAY - timedelta(days=1)] == Money.ZERO
    assert (rates[DAY], rates[DAY + timedelta(days=1)]) == (Money(10_000), Money(10_000))
    assert rates[DAY + timedelta(days=2)] == Money(14_000)
    for each in found.by_day:
        rows = trace(doors.laptop, Trace(figure=Figure.RECOVERY_DAY, key=each.day.isoformat()), LATER)
        assert together(rows) == each.recovery


def test_penalty_billed_and_received_are_those_of_the_report_and_of_their_rows(tmp_path: Path) -> None:
    seats = two_seats(tmp_path)
    on = DAY + timedelta(days=40)
    accounts = [f"41000000{at:02d}" for at in range(1, 9)]
    for account in accounts:
        seats.bill(account, "前柳村", "202610", 10_000)
    seats.carry_route(stamp(1, on))
    seats.pay(accounts[0], 10_100, stamp(2, on))
    bill = BillId(f"{accounts[1]}-202610-正常电费")
    with seats.laptop.writing() as conn:
        settle(conn, bill, new_act_id(), Source.OFFSET, on, Money(4_000), Money(70))
    found = insights(seats.laptop, on)
    received = {str(each.month): each.figures.received for each in found.penalties}
    assert received["202612"] == Money(100 + 70)
    for each in found.penalties:
        report = penalty_report.report(seats.laptop, each.month, on)
        assert report.total.figures == each.figures
        for figure, amount in (
            (Figure.PENALTY_BILLED, each.figures.accrued),
            (Figure.PENALTY_RECEIVED, each.figures.received),
        ):
            rows = trace(seats.laptop, Trace(figure=figure, key=str(each.month)), on)
            assert Money.total(row.amount for row in rows if row.amount) == amount
    seats.close()


def test_a_bill_paid_in_time_tells_nothing_of_penalties(doors: TwoSeats) -> None:
    doors.pay(ONE, 10_000, stamp(2))
    with doors.laptop.reading() as conn:
        concerned = {each.bill.account for each in penalty_accounts(conn, DAY - timedelta(days=9))}
    assert ONE not in concerned
    assert TWO in concerned


def test_who_is_hard_to_meet_is_told_at_both_seats(doors: TwoSeats) -> None:
    for back, slot in enumerate((Slot.MORNING, Slot.NOON, Slot.EVENING)):
        day = DAY + timedelta(days=back)
        visit = RecordVisit(id=new_act_id(), account=AccountNumber(TWO), slot=slot, outcome=Outcome.NOT_HOME)
        record(doors.laptop, visit, stamp(2, day))
    on = DAY + timedelta(days=3)
    assert insights(doors.station, on).hard_to_meet == 0
    doors.carry_day(stamp(5, on))
    for books in (doors.laptop, doors.station):
        assert insights(books, on).hard_to_meet == 1
        (row,) = trace(books, Trace(figure=Figure.HARD_TO_MEET, key=""), on)
        assert row.account == TWO
        assert row.hard is not None
        assert row.hard.knocks == 3


def test_a_voided_receipt_is_in_no_figure(doors: TwoSeats) -> None:

    receipt = doors.pay(ONE, 10_000, stamp(2))
    void(doors.laptop, receipt.number, "金额看错", stamp(3))
    found = insights(doors.laptop, DAY)
    assert found.recovery.received == Money.ZERO
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
