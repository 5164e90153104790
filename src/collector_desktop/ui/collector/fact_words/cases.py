"""The ladder and what stands in its way, in plain words."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from collector_desktop.domain.acts.cases import (
    CallMade,
    CaseFact,
    DisconnectionNoticeIssued,
    DisputeOpened,
    DisputeSettled,
    DunningNoticeIssued,
    FinalCheckDone,
    NoticeServed,
    ProtectionLifted,
    ProtectionNoted,
    SupplyCut,
    SupplyReconnected,
    WeatherNoted,
)
from collector_desktop.domain.masking import mask_person
from collector_desktop.domain.notices import ProofKind
from collector_desktop.ui.collector.cases.ladder_words import protection_word, way_word
from collector_desktop.ui.collector.fact_words.parts import joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr

_PROOFS = {
    ProofKind.SIGNED: "本人签收",
    ProofKind.ADULT_FAMILY: "成年家属签收",
    ProofKind.LEFT_WITH_WITNESS: "留置,有见证人",
    ProofKind.LEFT_WITH_PHOTO: "留置,有照片",
}


def case_moment(fact: CaseFact) -> Moment:
    """A step of the ladder with its paper or proof, a protection, a dispute."""
    on = fact.business_day
    match fact:
        case DunningNoticeIssued():
            until = tr("请在 {day} 前交清").format(day=near_day(fact.notice.pay_by))
            return _notice(on, tr("开催费通知单"), fact.notice.total.grouped(), fact.notice.number, until)
        case DisconnectionNoticeIssued():
            cut = tr("定于 {day} 停电").format(day=near_day(fact.notice.cut_on))
            return _notice(on, tr("开停电通知书"), fact.notice.total.grouped(), fact.notice.number, cut)
        case NoticeServed():
            proof = tr(_PROOFS[fact.proof.kind])
            return Moment(
                on, tr("通知送达"), "", joined(fact.number, proof, mask_person(fact.proof.received_by)), Tone.OK
            )
        case CallMade():
            return Moment(
                on, tr("停电前再次通知"), "", joined(way_word(fact.way), mask_person(fact.spoke_to)), Tone.WARN
            )
        case FinalCheckDone():
            stops = len(fact.checks.stops)
            found = tr("{count} 项不符,不得停电").format(count=stops) if stops else tr("逐项核对,没有不符")
            return Moment(on, tr("停电前复核"), "", found, Tone.WARN)
        case SupplyCut():
            who = tr("{name},工作票 {permit}").format(name=fact.cut_by, permit=fact.permit)
            return Moment(on, tr("停电"), "", joined(who, _reading(fact.reading)), Tone.DANGER)
        case SupplyReconnected():
            return Moment(on, tr("复电"), "", joined(fact.reconnected_by, _reading(fact.reading), fact.reason), Tone.OK)
        case ProtectionNoted():
            until = tr("到 {day} 为止").format(day=near_day(fact.until)) if fact.until is not None else ""
            ground = protection_word(fact.ground)
            return Moment(on, tr("不得停电"), "", joined(ground, until, fact.note), Tone.ACCENT)
        case ProtectionLifted():
            return Moment(on, tr("不得停电的理由没有了"), "", fact.reason, Tone.MUTED)
        case WeatherNoted():
            days = tr("{first} 至 {last}").format(first=near_day(fact.first), last=near_day(fact.last))
            return Moment(on, tr("恶劣天气,不停电"), "", joined(fact.warning, days), Tone.MUTED)
        case DisputeOpened():
            return Moment(on, tr("客户有异议"), "", fact.what, Tone.DANGER)
        case DisputeSettled():
            return Moment(on, tr("异议已解决"), "", fact.how, Tone.OK)
        case _:
            assert_never(fact)


def _notice(on: date, title: str, total: str, number: str, until: str) -> Moment:
    return Moment(on, title, total, joined(number, until), Tone.WARN)


def _reading(reading: Decimal | None) -> str:
    return tr("表底 {reading}").format(reading=f"{reading:f}") if reading is not None else ""
