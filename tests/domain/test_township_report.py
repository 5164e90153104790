"""The township report: every figure stands for enough households, or is left out."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.villages import HelpGiven, HelpRequested, OpinionAnswered, OpinionRaised
from collector_desktop.domain.helping import helps
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.domain.opinions import OpinionCounts, opinions
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.recovery_told import CountedRecovery
from collector_desktop.domain.township_report import (
    ReportedBy,
    TownshipFigures,
    TownshipReport,
    month_days,
    suggested_asks,
    township_report,
)
from collector_desktop.domain.village_month import Recoveries, ServiceDone

DAY = date(2026, 11, 23)
NOVEMBER = BillingMonth(2026, 11)
BY = ReportedBy(station_name="柳泉供电所", collector_name="农电工甲", on=DAY)
STAMP = dict(Stamp(by=Badge("a1"), business_day=DAY, at=datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))))


def counted(label: str, billed: int, owing: int) -> CountedRecovery:
    recovery = Recovery(receivable=Money(100 * billed), received=Money(100 * (billed - owing)))
    return CountedRecovery(label=label, recovery=recovery, billed=billed, owing=owing)


def figures(**other: object) -> TownshipFigures:
    plain = {
        "recoveries": Recoveries(billed=BillingMonth(2026, 10), month=counted("", 40, 12)),
        "villages": (counted("前柳村", 20, 6), counted("河湾村", 20, 6)),
        "prior_arrears": (),
        "service": ServiceDone(),
        "helps": (),
        "opinions": (),
        "opinion_counts": OpinionCounts(),
    }
    return TownshipFigures.model_validate(plain | other)


def report(of: TownshipFigures, *asks: str) -> TownshipReport:
    return township_report(of, BY, NOVEMBER, asks, Policy())


def answered(number: int, on: date = DAY) -> tuple[OpinionRaised, OpinionAnswered]:
    said = {"id": f"o{number}", "village": "前柳村", "text": f"意见{number}", "owner": "甲", "due_on": DAY}
    answer = {"id": f"a{number}", "about": f"o{number}", "answer": "好", "done": f"办了{number}", "business_day": on}
    return OpinionRaised.model_validate(STAMP | said), OpinionAnswered.model_validate(STAMP | answer)


def test_a_month_begins_and_ends_with_its_days() -> None:
    assert month_days(BillingMonth(2026, 12)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert month_days(BillingMonth(2028, 2)) == (date(2028, 2, 1), date(2028, 2, 29))


def test_villages_and_the_sum_are_told() -> None:
    made = report(figures())
    assert [line.label for line in made.villages] == ["前柳村", "河湾村"]
    assert made.month_recovery.amounts == Recovery(receivable=Money(4000), received=Money(2800))


def test_prior_arrears_of_few_households_are_merged_or_left_out() -> None:
    owed = [("前柳村", Money(100))] * 6 + [("河湾村", Money(100))] * 2 + [("石磨坡村", Money(100))] * 3
    made = report(figures(prior_arrears=tuple(owed)))
    assert [(cell.label, cell.households) for cell in made.prior_arrears] == [("前柳村", 6), ("其他", 5)]
    assert report(figures(prior_arrears=(("前柳村", Money(100)),) * 4)).prior_arrears == ()


def test_answers_of_the_month_are_told_as_many_as_the_policy_says() -> None:
    said = [fact for number in range(6) for fact in answered(number)]
    told = report(figures(opinions=opinions(said))).answered
    assert [(each.village, each.text, each.done) for each in told][:1] == [("前柳村", "意见0", "办了0")]
    assert len(told) == Policy().villages.answers_on_report
    assert report(figures(opinions=opinions(answered(1, date(2026, 10, 30))))).answered == ()


def test_help_is_counted_by_campaign_and_only_where_there_was_some() -> None:
    asked = HelpRequested.model_validate(STAMP | {"id": "r", "asked_by": "主任", "what": "架线"})
    went = {"id": "g", "about": "r", "on": DAY, "who": "甲", "people": 2, "hours": 6, "solved": "好了"}
    (line,) = report(figures(helps=helps((asked, HelpGiven.model_validate(STAMP | went))))).help
    assert (line.kind, line.counts.requests, line.counts.solved, line.counts.hours) == (None, 1, 1, 6)


def test_empty_asks_are_dropped_and_the_rest_are_as_many_as_fit() -> None:
    assert report(figures(), " ", "请修路", "").asks == ("请修路",)
    assert len(report(figures(), *"一二三四五六").asks) == Policy().villages.asks_on_report


def test_what_is_asked_for_follows_from_the_figures() -> None:
    assert suggested_asks(report(figures())) == ("请继续支持安全用电宣传和电费回收工作。",)
    busy = figures(
        prior_arrears=(("前柳村", Money(100)),) * 6,
        opinion_counts=OpinionCounts(overdue=2),
        service=ServiceDone(checks=3, faults=1),
        helps=helps((HelpRequested.model_validate(STAMP | {"id": "r", "asked_by": "主任", "what": "架线"}),)),
    )
    told = suggested_asks(report(busy))
    assert [part for part in ("陈欠", "2 条意见过期", "支援请求", "隐患") if any(part in ask for ask in told)] == [
        "陈欠",
        "2 条意见过期",
        "支援请求",
        "隐患",
    ]


@given(st.lists(st.tuples(st.sampled_from(["甲村", "乙村", "丙村"]), st.integers(1, 999).map(Money)), max_size=30))
def test_no_cell_of_prior_arrears_is_too_small(owed: list[tuple[str, Money]]) -> None:
    cells = report(figures(prior_arrears=tuple(owed))).prior_arrears
    assert all(cell.households >= Policy().privacy.smallest_cell for cell in cells)
