"""The month's report to the township: one page of totals, no household in it named or to be reckoned (PIPL art. 6)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.group_totals import GroupTotal, group_totals
from collector_desktop.domain.helping import Help, HelpCounts, help_counts
from collector_desktop.domain.money import Money
from collector_desktop.domain.opinions import Opinion, OpinionCounts, OpinionState
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.recovery_told import CountedRecovery, ToldRecovery, told, told_apart
from collector_desktop.domain.value import Value
from collector_desktop.domain.village_month import Recoveries, ServiceDone


class HelpOfKind(Value):
    """What was done in the campaigns of one kind; None for help outside of one."""

    kind: CampaignKind | None
    counts: HelpCounts


class AnsweredOpinion(Value):
    """An opinion with what was done about it; who said it is not told."""

    village: str
    text: str
    done: str


class TownshipReport(Value):
    """Everything on the page."""

    station_name: str
    collector_name: str
    """Empty if the station itself reports."""
    month: BillingMonth
    on: date
    billed: BillingMonth | None
    month_recovery: ToldRecovery
    earlier_months: ToldRecovery
    prior_years: ToldRecovery
    villages: tuple[ToldRecovery, ...]
    """The newest billed month by village."""
    prior_arrears: tuple[GroupTotal, ...]
    """Households with something open of prior years, by village."""
    service: ServiceDone
    help: tuple[HelpOfKind, ...]
    opinions: OpinionCounts
    answered: tuple[AnsweredOpinion, ...]
    asks: tuple[str, ...]
    demo: bool = False


class TownshipFigures(Value):
    """What a report is made of, of all villages together; never shown as it is."""

    recoveries: Recoveries
    villages: tuple[CountedRecovery, ...]
    prior_arrears: tuple[tuple[str, Money], ...]
    """Each household with something open of prior years: its village and the sum."""
    service: ServiceDone
    helps: tuple[Help, ...]
    opinions: tuple[Opinion, ...]
    opinion_counts: OpinionCounts


class ReportedBy(Value):
    """Who reports, and on which day."""

    station_name: str
    collector_name: str = ""
    on: date
    demo: bool = False


def township_report(
    figures: TownshipFigures, by: ReportedBy, month: BillingMonth, asks: Sequence[str], policy: Policy
) -> TownshipReport:
    """The report of a month: every amount stands for as many households as a cell needs, or is left out."""
    smallest, limits = policy.privacy.smallest_cell, policy.villages
    found = figures.recoveries
    answered = tuple(_answered(figures.opinions, month))
    return TownshipReport(
        station_name=by.station_name,
        collector_name=by.collector_name,
        month=month,
        on=by.on,
        billed=found.billed,
        month_recovery=told(found.month, smallest),
        earlier_months=told(found.earlier_months, smallest),
        prior_years=told(found.prior_years, smallest),
        villages=told_apart(figures.villages, smallest),
        prior_arrears=group_totals(figures.prior_arrears, smallest),
        service=figures.service,
        help=tuple(_help(figures.helps, month)),
        opinions=figures.opinion_counts,
        answered=answered[: limits.answers_on_report],
        asks=tuple(ask.strip() for ask in asks if ask.strip())[: limits.asks_on_report],
        demo=by.demo,
    )


def suggested_asks(report: TownshipReport) -> tuple[str, ...]:
    """What one would ask the township for, going by the figures; to be changed by whoever reports."""
    asks = []
    if report.prior_arrears:
        asks.append("请镇里同村委会一起做陈欠户的工作,帮助确有困难的户申请救助。")
    if report.opinions.overdue:
        asks.append(f"有 {report.opinions.overdue} 条意见过期未答复,涉及修路占线、砍青的请镇里协调。")
    if any(each.counts.requests > each.counts.solved for each in report.help):
        asks.append("还有支援请求没有办完,请镇里协调人手和机具。")
    if report.service.faults:
        asks.append("检查查出的户内线路隐患,请帮助动员户主尽快整改。")
    return tuple(asks) or ("请继续支持安全用电宣传和电费回收工作。",)


def month_days(month: BillingMonth) -> tuple[date, date]:
    """First and last day of a calendar month."""
    following = month.plus(1)
    return date(month.year, month.month, 1), date.fromordinal(date(following.year, following.month, 1).toordinal() - 1)


def _help(helps: Iterable[Help], month: BillingMonth) -> Iterator[HelpOfKind]:
    found, (first, last) = tuple(helps), month_days(month)
    for kind in (*CampaignKind, None):
        counts = help_counts((each for each in found if each.campaign is kind), first, last)
        if counts != HelpCounts():
            yield HelpOfKind(kind=kind, counts=counts)


def _answered(opinions: Iterable[Opinion], month: BillingMonth) -> Iterator[AnsweredOpinion]:
    for opinion in opinions:
        said = opinion.answered
        if opinion.state is not OpinionState.OPEN and said and BillingMonth.of(said.business_day) == month:
            yield AnsweredOpinion(
                village=opinion.raised.village, text=opinion.raised.text, done=said.done or said.answer
            )
