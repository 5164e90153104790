"""The monthly meeting's agenda, made from the month's figures and from what stands open from last time."""

from collections.abc import Iterable, Iterator
from datetime import date

from collector_desktop.domain.acts.villages import MeetingHeld
from collector_desktop.domain.campaign import CampaignKind, usual_days
from collector_desktop.domain.helping import Campaign, Help
from collector_desktop.domain.opinions import Opinion, OpinionState, to_be_told
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.recovery_told import CountedRecovery, told
from collector_desktop.domain.village_month import VillageMonth

CAMPAIGN_WORDS = {
    CampaignKind.SUMMER_HARVEST: "三夏",
    CampaignKind.AUTUMN_HARVEST: "秋收秋种",
    CampaignKind.DROUGHT_IRRIGATION: "抗旱浇地",
    CampaignKind.WATER_WORKS: "农田水利",
    CampaignKind.FLOOD_FIGHTING: "防汛",
}
_LISTEN = "听取各位对供电、收费和服务的意见,当场定下谁来办、几时答复。"


def agenda(
    figures: VillageMonth,
    opinions: Iterable[Opinion],
    helps: Iterable[Help],
    campaigns: Iterable[Campaign],
    on: date,
    policy: Policy,
) -> tuple[str, ...]:
    """The points of a meeting on a day, in the order they are taken; no household is named or can be reckoned."""
    smallest = policy.privacy.smallest_cell
    return (
        *_answers(opinions, on),
        *_recovery(figures, smallest),
        *_owing(figures),
        *_service(figures),
        *_help(figures, helps),
        *_season(campaigns, on),
        _LISTEN,
    )


def meeting_missing(held: Iterable[MeetingHeld], on: date, policy: Policy) -> int:
    """How many meetings of the month a day lies in are still to be held."""
    month = BillingMonth.of(on)
    return max(policy.villages.meetings_a_month - sum(BillingMonth.of(each.on) == month for each in held), 0)


def _answers(opinions: Iterable[Opinion], on: date) -> Iterator[str]:
    for opinion in to_be_told(opinions):
        text = opinion.raised.text
        if opinion.state is OpinionState.ANSWERED and opinion.answered is not None:
            yield f"上次意见「{text}」:已答复,{opinion.answered.done or opinion.answered.answer}。请大家看行不行。"
        elif opinion.is_overdue(on):
            yield f"上次意见「{text}」:应在 {_day(opinion.due_on)} 前答复,已过期,由{opinion.raised.owner}说明。"
        else:
            yield f"上次意见「{text}」:{opinion.raised.owner}正在办,{_day(opinion.due_on)} 前答复。"


def _recovery(figures: VillageMonth, smallest: int) -> Iterator[str]:
    found = figures.recoveries
    if found.billed is None:
        return
    parts = [
        _rate(f"{found.billed.label}电费", found.month, smallest),
        _rate("本年以前月份", found.earlier_months, smallest),
        _rate("往年陈欠", found.prior_years, smallest),
    ]
    yield f"电费回收:{';'.join(filter(None, parts)) or '户数少,不单列'}。"


def _rate(name: str, counted: CountedRecovery, smallest: int) -> str:
    line = told(counted, smallest)
    if line.rate is None:
        return ""
    if line.amounts is None:
        return f"{name}回收率 {line.rate}%"
    amounts = line.amounts
    return f"{name}应收 {amounts.receivable.grouped()} 元,已收 {amounts.received.grouped()} 元,回收率 {line.rate}%"


def _owing(figures: VillageMonth) -> Iterator[str]:
    if figures.owing:
        groups = "、".join(f"{each.label} {each.households} 户 {each.amount.grouped()} 元" for each in figures.owing)
        yield f"到期未交:{groups}。请村委会帮着提醒,不点名、不公布。"


def _service(figures: VillageMonth) -> Iterator[str]:
    done = figures.service
    parts = (
        done.checks and f"免费检查 {done.checks} 户,查出隐患 {done.faults} 处",
        done.repairs and f"小修理 {done.repairs} 次",
        done.talks and f"安全讲解 {done.talks} 次",
        done.explanations and f"讲清电费 {done.explanations} 次",
        done.publicity and f"宣传 {done.publicity} 场",
    )
    told_parts = [part for part in parts if part]
    if told_parts:
        yield f"本月服务:{','.join(told_parts)}。"


def _help(figures: VillageMonth, helps: Iterable[Help]) -> Iterator[str]:
    counts = figures.help
    if counts.visits:
        yield f"支援村里:出工 {counts.visits} 次,{counts.hours} 工时。"
    for each in helps:
        if each.is_open:
            yield f"村里还等着办的事:{each.request.what}{f'({each.request.where})' if each.request.where else ''}。"


def _season(campaigns: Iterable[Campaign], on: date) -> Iterator[str]:
    running = [each for each in campaigns if each.runs_on(on)]
    for campaign in running:
        word = CAMPAIGN_WORDS[campaign.opened.what]
        yield f"{word}正在进行,到 {_day(campaign.opened.until)}:商量下一步哪里用电、谁值班。"
    for kind in CampaignKind:
        first, _ = usual_days(kind, on)
        soon = BillingMonth.of(first) in (BillingMonth.of(on), BillingMonth.of(on).plus(1)) and first > on
        if soon and all(each.opened.what is not kind for each in running):
            yield f"{CAMPAIGN_WORDS[kind]}快到了(一般 {_day(first)} 开始):先看线路、配电箱和要用电的地方。"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
