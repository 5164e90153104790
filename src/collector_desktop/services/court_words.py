"""Words for claims and the limitation board, the same on screen and on the terminal; a window translates them."""

from collections.abc import Callable

from collector_desktop.domain.court import ClaimState, Waits
from collector_desktop.domain.court_claim import CourtPaper, CourtStep, Way
from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.limitation_board import BillTime, Restart, Urgency
from collector_desktop.services.sentences import as_written

Translate = Callable[[str], str]

WAYS = {Way.PAYMENT_ORDER: "支付令", Way.SUIT: "诉讼"}
STEPS = {
    CourtStep.FILED: "已提交法院",
    CourtStep.ACCEPTED: "法院受理",
    CourtStep.NOT_ACCEPTED: "不予受理或驳回",
    CourtStep.ORDER_ISSUED: "发出支付令",
    CourtStep.ORDER_SERVED: "支付令已送达",
    CourtStep.ORDER_NOT_SERVED: "无法送达,支付令失效",
    CourtStep.OBJECTED: "客户提出异议",
    CourtStep.SUIT_OPENED: "转入诉讼",
    CourtStep.JUDGED: "判决",
    CourtStep.MEDIATED: "调解书",
    CourtStep.ENFORCEMENT_APPLIED: "申请强制执行",
    CourtStep.WITHDRAWN: "撤回",
    CourtStep.CLOSED: "结案",
}
PAPERS = {CourtPaper.APPLICATION: "申请书", CourtPaper.EVIDENCE_PACK: "证据材料"}
_RESTARTS = {Restart.DUE: "自到期日起算", Restart.DEMAND: "{day} 催费重新起算", Restart.CLAIM: "{day} 提交法院重新起算"}
_WAITING = {
    Waits.COURT: "等法院:{step},最迟 {day}",
    Waits.DEBTOR: "客户可提异议到 {day}",
    Waits.STATION: "最迟 {day}",
}


def time_sentence(time: BillTime, translate: Translate = as_written) -> str:
    """How much time a bill has: 还剩 50 天."""
    match time.urgency:
        case Urgency.IN_COURT:
            return translate("法院办理中")
        case Urgency.TITLED:
            return translate("执行期还剩 {days} 天").format(days=time.days_left)
        case Urgency.OVER:
            return translate("已过 {days} 天").format(days=-time.days_left)
    return translate("还剩 {days} 天").format(days=time.days_left)


def restart_sentence(time: BillTime, translate: Translate = as_written) -> str:
    """What the three years run from."""
    return translate(_RESTARTS[time.restart]).format(day=day_words(time.restarted_on, say=translate))


def stage_sentence(claim: ClaimState, translate: Translate = as_written) -> str:
    """Where a claim stands: 支付令 · 法院受理."""
    return f"{translate(WAYS[claim.way])} · {translate(STEPS[claim.stage])}"


def waiting_sentence(claim: ClaimState, translate: Translate = as_written) -> str:
    """What is waited for and until when, and from when on enforcement may be applied for; empty if nothing is."""
    said = []
    if claim.enforce_from is not None:
        said.append(translate("{day} 起可申请强制执行").format(day=day_words(claim.enforce_from, say=translate)))
    if claim.deadline is not None:
        step = translate(STEPS[claim.deadline.step])
        day = day_words(claim.deadline.day, say=translate)
        said.insert(0, translate(_WAITING[claim.deadline.waits]).format(step=step, day=day))
    if claim.deadline is not None and claim.deadline.waits is Waits.STATION:
        said.reverse()
    return ";".join(said)
