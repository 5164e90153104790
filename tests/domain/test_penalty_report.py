"""The month's penalties: the figures meet, and no household can be reckoned from them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.bill import Bill, PartPayment
from collector_desktop.domain.group_totals import MERGED
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.penalty_report import (
    PenaltyAccount,
    PenaltyFigures,
    PenaltySettled,
    figures_of,
    month_line,
    village_lines,
    waivers_of,
)
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import PenaltyPolicy, Policy
from collector_desktop.domain.waiver import Waiver

POLICY = Policy(penalty=PenaltyPolicy(due_moves_to_working_day=False))
NOVEMBER = BillingMonth(2026, 11)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
DUE = date(2026, 10, 22)


def account(
    number: int = 1,
    village: str = "前柳村",
    fen: int = 100_000,
    *,
    settled: tuple[PenaltySettled, ...] = (),
    **facts: Any,
) -> PenaltyAccount:
    bill = Bill(
        account=AccountNumber(f"{number:010d}"),
        month=BillingMonth(2026, 9),
        due_on=DUE,
        amount=Money(fen),
        penalty_paid=Money.total(each.amount for each in settled),
        waived=Money.total(each.amount for each in settled if each.waived),
        **facts,
    )
    return PenaltyAccount(village=village, bill=bill, settled=settled)


def told(each: PenaltyAccount, first: date = FIRST, last: date = LAST) -> tuple[int, int, int, int, int]:
    found = figures_of(each, first, last, POLICY)
    return found.opened.fen, found.accrued.fen, found.received.fen, found.waived.fen, found.open.fen


def test_a_bill_nobody_pays_grows_a_permille_a_day() -> None:
    assert told(account()) == (900, 3000, 0, 0, 3900)


def test_what_is_paid_and_waived_leaves_what_is_open() -> None:
    paid = PenaltySettled(on=date(2026, 11, 10), amount=Money(1000))
    waived = PenaltySettled(on=date(2026, 11, 12), amount=Money(300), waived=True)
    assert told(account(settled=(paid, waived))) == (900, 3000, 1000, 300, 2600)
    assert told(account(settled=(paid, waived)), date(2026, 10, 1), date(2026, 10, 31)) == (0, 900, 0, 0, 900)
    assert told(account(settled=(paid, waived)), date(2026, 12, 1), date(2026, 12, 1)) == (2600, 100, 0, 0, 2700)


def test_a_bill_paid_with_its_penalty_grows_no_more() -> None:
    whole = PartPayment(on=date(2026, 11, 11), principal=Money(100_000))
    paid = PenaltySettled(on=date(2026, 11, 11), amount=Money(2000))
    assert told(account(settled=(paid,), paid=(whole,))) == (900, 1100, 2000, 0, 0)


def test_the_month_so_far_ends_on_the_day_of_the_report() -> None:
    line = month_line([account(at) for at in range(5)], NOVEMBER, date(2026, 11, 11), "11月", POLICY)
    assert (line.households, line.figures) == (
        5,
        PenaltyFigures(opened=Money(4500), accrued=Money(5500), open=Money(10000)),
    )


def test_villages_with_few_households_are_merged_and_a_few_alone_are_not_told() -> None:
    books = [account(at, "前柳村") for at in range(6)] + [account(at + 10, "河湾村") for at in range(3)]
    books += [account(at + 20, "槐树营村") for at in range(2)]
    lines = village_lines(books, NOVEMBER, LAST, POLICY)
    assert [(line.label, line.households) for line in lines] == [("前柳村", 6), (MERGED, 5)]
    few = books[:4]
    assert village_lines(few, NOVEMBER, LAST, POLICY) == ()
    assert month_line(few, NOVEMBER, LAST, "11月", POLICY).figures is None


def test_a_household_with_several_bills_is_one() -> None:
    two = [account(1), account(1, fen=50_000)]
    assert month_line(two, NOVEMBER, LAST, "11月", POLICY).households == 1


def test_waivers_are_named_by_their_approval_in_the_month_they_were_applied() -> None:
    waiver = Waiver(
        bill=BillId("4100000001-202609-正常电费"),
        amount=Money(300),
        approval="20261030-7F3A",
        approved_on=date(2026, 10, 30),
    )
    (named,) = waivers_of([(date(2026, 11, 2), waiver)], NOVEMBER)
    assert (named.approval, named.amount) == ("20261030-7F3A", Money(300))
    assert waivers_of([(date(2026, 11, 2), waiver)], BillingMonth(2026, 10)) == ()


SETTLED = st.lists(
    st.builds(
        PenaltySettled,
        on=st.dates(DUE, date(2027, 1, 31)),
        amount=st.integers(1, 2000).map(Money),
        waived=st.booleans(),
    ),
    max_size=5,
)


@given(st.integers(1, 500_000), SETTLED, st.dates(DUE, date(2027, 1, 31)), st.integers(0, 60))
def test_the_figures_meet_and_one_month_begins_where_the_one_before_ended(
    fen: int, settled: list[PenaltySettled], first: date, days: int
) -> None:
    each = account(fen=fen, settled=tuple(settled))
    last = first + timedelta(days=days)
    found = figures_of(each, first, last, POLICY)
    assert found.opened + found.accrued - found.received - found.waived == found.open
    after = figures_of(each, last + timedelta(days=1), last + timedelta(days=30), POLICY)
    assert after.opened == found.open


@given(st.lists(st.tuples(st.sampled_from(["甲", "乙", "丙"]), st.integers(1, 100_000)), max_size=30))
def test_villages_told_come_to_the_total_or_nothing_is_told(households: list[tuple[str, int]]) -> None:
    books = [account(at, village, fen) for at, (village, fen) in enumerate(households)]
    total = month_line(books, NOVEMBER, LAST, "11月", POLICY)
    lines = village_lines(books, NOVEMBER, LAST, POLICY)
    assert all(line.households >= POLICY.privacy.smallest_cell for line in lines)
    if lines:
        figures = [line.figures for line in lines if line.figures is not None]
        assert sum(figures, PenaltyFigures()) == total.figures
