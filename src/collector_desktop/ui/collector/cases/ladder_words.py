"""The words of the ladder on screen: its columns, its steps, and what each step lacks."""

from collections.abc import Mapping
from datetime import date

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import (
    CallMade,
    CallWay,
    DisconnectionNoticeIssued,
    DunningNoticeIssued,
    FinalCheckDone,
    NoticeServed,
    SupplyCut,
    SupplyReconnected,
)
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.case import CaseState, Condition, Missing, Rung, Step
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.ladder_policy import Protection
from collector_desktop.domain.ladder_terms import Doer, Proving, Undoing, terms
from collector_desktop.domain.masking import mask_person
from collector_desktop.domain.refusals_cases import refusal_of
from collector_desktop.domain.requests import Role
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.cases import Case
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr, yuan

COLUMNS: tuple[tuple[str, tuple[Rung, ...]], ...] = (
    ("逾期", (Rung.OVERDUE,)),
    ("催费通知", (Rung.DUNNING_ISSUED, Rung.DUNNED)),
    ("已申请", (Rung.APPLIED,)),
    ("已批准", (Rung.APPROVED,)),
    ("停电通知", (Rung.NOTICE_ISSUED, Rung.NOTICE_SERVED)),
    ("停电当天", (Rung.CALLED, Rung.CHECKED)),
    ("已停电", (Rung.CUT,)),
    ("待复电", (Rung.TO_RECONNECT,)),
)
"""The ladder from left to right, and which rungs stand in each column."""

_STEPS: Mapping[Step, str] = {
    Step.ISSUE_DUNNING: "开催费通知单",
    Step.SERVE_DUNNING: "记送达催费通知",
    Step.APPLY: "申请停电",
    Step.DECIDE: "等供电所批复",
    Step.ISSUE_NOTICE: "开停电通知书",
    Step.SERVE_NOTICE: "记送达停电通知",
    Step.CALL: "再次通知",
    Step.CHECK: "停电前复核",
    Step.CUT: "记录停电",
    Step.RECONNECT: "记录复电",
}

_PROTECTIONS: Mapping[Protection, str] = {
    Protection.LIFE_SUPPORT: "生命支持",
    Protection.WELFARE: "低保特困",
    Protection.IRRIGATION: "灌溉",
    Protection.FLOOD_FIGHTING: "防汛",
}

_WAYS: Mapping[CallWay, str] = {
    CallWay.PHONE: "电话",
    CallWay.IN_PERSON: "当面",
    CallWay.LEFT_AT_DOOR: "门口留条",
}

_DOERS: Mapping[Doer, str] = {
    Doer.COLLECTOR: "收费员",
    Doer.APPROVER: "供电所",
    Doer.AUTHORISED: "有停送电资格的人",
}

_PROVING: Mapping[Proving, str] = {
    Proving.NUMBERED_COPIES: "编号的通知书,一式几份",
    Proving.SERVICE: "签收,或成年家属、见证人、照片",
    Proving.REASON: "申请理由",
    Proving.ANSWER: "批复人和职务",
    Proving.TOLD: "告诉了谁,或留条照片",
    Proving.WHOLE_LIST: "复核单逐项都是「是」",
    Proving.PERMIT: "停电人和证号",
    Proving.SWITCHER: "复电人;没交清的写明理由",
}

_UNDOING: Mapping[Undoing, str] = {
    Undoing.PAYMENT: "交清",
    Undoing.APPROVAL_OVER: "批准过期",
    Undoing.WINDOW_OVER: "错过时限",
    Undoing.DAY_OVER: "过了当天",
    Undoing.RECONNECTION: "复电",
}

_FORBIDS = frozenset(
    (
        Condition.NO_DISPUTE,
        Condition.NOT_PROTECTED,
        Condition.NO_PLAN_KEPT,
        Condition.LONG_OVERDUE,
        Condition.NOT_REFUSED,
        Condition.SERVED_IN_TIME,
        Condition.ANNOUNCED_DAY,
        Condition.ANNOUNCED_HOURS,
        Condition.HALF_HOUR,
        Condition.CHECK_CLEAR,
        Condition.DAYLIGHT,
        Condition.WORKING_DAY,
        Condition.CALM_WEATHER,
        Condition.NO_EXAM,
    )
)
"""What stands against a step, where the others are something still to be done for it."""

_RUNGS: Mapping[Rung, str] = {
    Rung.CLEAR: "没有欠费",
    Rung.OVERDUE: "逾期 {days} 天,还没有送达催费通知",
    Rung.DUNNING_ISSUED: "催费通知单已开,还没有送达",
    Rung.DUNNED: "催费通知已送达,逾期 {days} 天",
    Rung.APPLIED: "已申请停电,等供电所批复",
    Rung.APPROVED: "供电所已批准停电",
    Rung.NOTICE_ISSUED: "停电通知书已开,还没有送达",
    Rung.NOTICE_SERVED: "停电通知书已送达",
    Rung.CALLED: "今天已再次通知",
    Rung.CHECKED: "停电前复核已做",
    Rung.CUT: "已停电,还没有交清",
    Rung.TO_RECONNECT: "已交清,等复电",
}


def rung_word(state: CaseState) -> str:
    """Where a household stands, in a sentence."""
    return tr(_RUNGS[state.rung]).format(days=state.due.overdue_days)


def clock_word(state: CaseState) -> str:
    """What runs against the clock: supply to be back, or the day announced for the cut."""
    if state.reconnect_by is not None:
        when = state.reconnect_by
        return tr("{day} {time} 前必须复电").format(day=day_word(when.date()), time=f"{when:%H:%M}")
    if state.notice is not None and state.cut is None:
        notice = state.notice.notice
        if state.notice_served is None:
            return tr("定于 {day} 停电,{by} 前要送达").format(day=day_word(notice.cut_on), by=day_word(notice.serve_by))
        return tr("定于 {day} 停电").format(day=day_word(notice.cut_on))
    return ""


def step_word(step: Step) -> str:
    """What a step is called on its button."""
    return tr(_STEPS[step])


def terms_words(step: Step, approver: Role) -> str:
    """Who takes a step, what proves it and what undoes it, a line each."""
    row = terms(step)
    doer = _DOERS[row.doer] if row.doer is not Doer.APPROVER or approver is Role.CLERK else "供电所所长"
    lines = [tr("谁办:{who}").format(who=tr(doer)), tr("凭据:{proof}").format(proof=tr(_PROVING[row.proving]))]
    if row.undone_by:
        undone = " / ".join(tr(_UNDOING[each]) for each in row.undone_by)
        lines.append(tr("取消:{what}").format(what=undone))
    return "\n".join(lines)


def protection_word(ground: Protection) -> str:
    """Why somebody must not be cut off, in a word."""
    return tr(_PROTECTIONS[ground])


def way_word(way: CallWay) -> str:
    """How somebody was told."""
    return tr(_WAYS[way])


def day_word(day: date) -> str:
    """11月23日."""
    return near_day_words(day, tr)


def window_word(case: Case) -> str:
    """When the next step may be done."""
    first, last = case.window.earliest, case.window.latest
    if last is not None:
        return tr("最晚 {day}").format(day=day_word(last))
    if first is not None and first > case.state.on:
        return tr("{day} 起").format(day=day_word(first))
    return ""


def lacks(step: Step, missing: tuple[Missing, ...]) -> str:
    """What a step lacks, one line each, with what to do about it; the same words as its refusal."""
    said = [sentence(refusal_of(step, each), tr) for each in missing]
    return "\n".join(f"· {each.what}。{each.advice}。" for each in said)


def lacking(step: Step, missing: Missing) -> str:
    """What weighs most against a step, in a line: what forbids it now, or what is still to be done."""
    said = tr("现在不行:{what}") if missing.condition in _FORBIDS else tr("还缺:{what}")
    return said.format(what=sentence(refusal_of(step, missing), tr).what)


def moment_of(fact: Fact) -> Moment | None:
    """A fact of the ladder as a moment; None for what is no step of it."""
    day = fact.business_day
    match fact:
        case DunningNoticeIssued():
            total = yuan(fact.notice.total)
            return Moment(day, tr("催费通知单"), total, fact.notice.number, Tone.ACCENT)
        case DisconnectionNoticeIssued():
            detail = tr("{number},定于 {day}").format(number=fact.notice.number, day=day_word(fact.notice.cut_on))
            return Moment(day, tr("停电通知书"), yuan(fact.notice.total), detail, Tone.WARN)
        case NoticeServed():
            return Moment(day, tr("送达"), "", f"{fact.number} {mask_person(fact.proof.received_by)}".strip(), Tone.OK)
        case RequestMade() if fact.matter.what == "disconnection":
            return Moment(day, tr("申请停电"), "", fact.reason, Tone.ACCENT)
        case RequestDecided() if fact.granted is None or fact.granted.what == "disconnection":
            answer = tr("供电所同意") if fact.approved else tr("供电所不同意")
            return Moment(day, answer, "", f"{fact.decided_by} {fact.reason}".strip(), Tone.ACCENT)
        case CallMade():
            return Moment(
                day, tr("再次通知"), "", f"{way_word(fact.way)} {mask_person(fact.spoke_to)}".strip(), Tone.WARN
            )
        case FinalCheckDone():
            return Moment(day, tr("停电前复核"), "", "", Tone.WARN)
        case SupplyCut():
            return Moment(day, tr("停电"), "", f"{fact.cut_by} {fact.permit}".strip(), Tone.DANGER)
        case SupplyReconnected():
            return Moment(day, tr("复电"), "", f"{fact.reconnected_by} {fact.reason}".strip(), Tone.OK)
    return None
