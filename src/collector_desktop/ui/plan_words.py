"""Repayment plans in a few words: at the door, on the card and beside a request."""

from datetime import date

from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.repayment import InstalmentStanding, InstalmentState, PlanStanding, PlanState
from collector_desktop.domain.waiver import approval_number
from collector_desktop.store.queries.repayment import PlanLine
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.words import tr, yuan

_STANDINGS = {
    PlanStanding.ON_TIME: ("按期履行", Tone.OK),
    PlanStanding.DUE_SOON: ("快到期", Tone.ACCENT),
    PlanStanding.OVERDUE: ("有一期逾期", Tone.DANGER),
    PlanStanding.LAPSED: ("已失效", Tone.DANGER),
    PlanStanding.FULFILLED: ("已还清", Tone.OK),
}
_INSTALMENTS = {
    InstalmentStanding.PAID: ("已交", Tone.OK),
    InstalmentStanding.AHEAD: ("未到期", Tone.MUTED),
    InstalmentStanding.DUE_SOON: ("快到期", Tone.ACCENT),
    InstalmentStanding.DUE_TODAY: ("今天到期", Tone.WARN),
    InstalmentStanding.OVERDUE: ("逾期", Tone.DANGER),
}


def standing_word(standing: PlanStanding) -> tuple[str, Tone]:
    """Where a plan stands."""
    word, tone = _STANDINGS[standing]
    return tr(word), tone


def instalment_word(each: InstalmentState) -> tuple[str, Tone]:
    """Where an instalment stands; a part paid is told."""
    word, tone = _INSTALMENTS[each.standing]
    if each.open and each.paid:
        return tr("{standing},还差 {open}").format(standing=tr(word), open=each.open.grouped()), tone
    return tr(word), tone


def day_of(on: date) -> str:
    """12月10日."""
    return near_day_words(on, tr)


def plan_chip(plan: PlanState) -> tuple[str, str]:
    """A kept plan at its door: what has to come now, or when the next part is due; and the chip's tone."""
    following = plan.next
    assert following is not None, "a plan that is kept is not paid yet"
    match following.standing:
        case InstalmentStanding.OVERDUE:
            days = (plan.on - following.last_day).days
            return tr("分期逾期 {days} 天 {amount}").format(days=days, amount=plan.wanted_now.grouped()), "danger"
        case InstalmentStanding.DUE_TODAY:
            return tr("分期今天到期 {amount}").format(amount=plan.wanted_now.grouped()), "warn"
        case InstalmentStanding.DUE_SOON:
            told = tr("分期 {day} 到期 {amount}")
            return told.format(day=day_of(following.last_day), amount=plan.wanted_now.grouped()), "accent"
    return tr("分期 {done}/{count},下期 {day}").format(
        done=plan.done, count=len(plan.instalments), day=day_of(following.last_day)
    ), "ok"


def card_word(line: PlanLine) -> tuple[str, Tone]:
    """Where a household's newest plan stands, in a few words."""
    state = line.state
    if state is None:
        return (tr("等所里批复"), Tone.WARN) if line.line.is_open else (tr("所里没有同意"), Tone.MUTED)
    if state.is_kept:
        word, tone = plan_chip(state)
        return word, Tone(tone)
    return standing_word(state.standing)


def told(line: PlanLine) -> str:
    """When it was asked for, what became of it, and what is left."""
    asked, decision, state = line.line.request, line.line.decision, line.state
    parts = [tr("{day} 提出").format(day=day_of(asked.business_day))]
    if decision is not None and decision.approved:
        parts.append(
            tr("{day} 批准,批准号 {number}").format(day=day_of(decision.business_day), number=approval_number(decision))
        )
    elif decision is not None:
        parts.append(tr("{day} 没有同意:{reason}").format(day=day_of(decision.business_day), reason=decision.reason))
    if state is not None and state.is_kept and state.lapses_on is not None:
        parts.append(tr("已还 {paid},还差 {open}").format(paid=yuan(state.paid), open=yuan(state.open)))
        parts.append(tr("最近一期不交,{day} 起失效").format(day=day_of(state.lapses_on)))
    elif state is not None and state.standing is PlanStanding.LAPSED and state.lapses_on is not None:
        parts.append(tr("{day} 起失效,余下的照常催收").format(day=day_of(state.lapses_on)))
    return ";".join(parts)
