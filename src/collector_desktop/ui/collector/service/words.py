"""The words of Service on screen: why somebody is entitled, how far the check is, what was done."""

from datetime import date

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.serving import CheckDone, FollowUpDone, RepairDone, SafetyTalkGiven, TariffExplained
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.entitlement import Entitlement, Ground
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.domain.service_check import Booking, BookingState, CheckItem, CheckResult, Confirmation, faults
from collector_desktop.printing import service_words
from collector_desktop.services.serving import QuickService
from collector_desktop.store.queries.service import EntitledHousehold
from collector_desktop.ui.collector.service.presenter import Stage, stage_of
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.words import day_word, slot_word, tr

_STAGES = {Stage.FREE: "可约", Stage.BOOKED: "已约", Stage.USED: "今年已查"}
_QUICK = {
    QuickService.REPAIR: "小修理",
    QuickService.SAFETY_TALK: "安全讲解",
    QuickService.TARIFF_EXPLAINED: "讲清电费",
}
_FEW = 1
_TONES = {Stage.FREE: Tone.OK, Stage.BOOKED: Tone.ACCENT, Stage.USED: Tone.MUTED}


def card_word(seat: Seat) -> str:
    """The button that leads to the household itself: the collecting card, at the station its line of the ledger."""
    return tr("看台账") if seat.kind is SeatKind.STATION else tr("收款卡")


def why_word(right: Entitlement) -> str:
    """Why a household is entitled: 近 6 个月到期的 5 笔都按时交清;银行代扣户."""
    parts = []
    if Ground.PROMPT_PAYER in right.grounds:
        prompt = right.promptness
        parts.append(tr("近 {months} 个月到期的 {bills} 笔都按时交清").format(months=prompt.months, bills=prompt.bills))
    if Ground.SAVER in right.grounds:
        parts.append(tr("银行代扣户"))
    return ";".join(parts)


def stage_word(stage: Stage) -> str:
    """可约, 已约 or 今年已查."""
    return tr(_STAGES[stage])


def stage_tone(stage: Stage) -> Tone:
    """The tone a stage is set in."""
    return _TONES[stage]


def short_why_word(right: Entitlement) -> str:
    """The same where there is little room: 按时交清 5 笔;代扣户."""
    grounds = {
        Ground.PROMPT_PAYER: tr("按时交清 {bills} 笔").format(bills=right.promptness.bills),
        Ground.SAVER: tr("代扣户"),
    }
    return ";".join(grounds[ground] for ground in right.grounds)


def right_word(household: EntitledHousehold) -> str:
    """What the household may have now, in one sentence."""
    right = household.entitlement
    match stage_of(household):
        case Stage.BOOKED if household.booking is not None:
            return tr("已约 {when}").format(when=when_word(household.booking))
        case Stage.FREE:
            return tr("今年还可免费查 {left} 次").format(left=right.left)
        case _:
            return tr("今年 {day} 已查;可约明年 1月1日 起的日子").format(day=short_day(right.done_on[-1]))


def when_word(booking: Booking) -> str:
    """11月24日 周二 晚."""
    return f"{day_word(booking.on)} {slot_word(booking.slot)}"


def short_day(day: date | None) -> str:
    """11月24日; nothing if there is none."""
    return "" if day is None else near_day_words(day, tr)


def state_word(booking: Booking, today: date) -> str:
    """How a booking stands."""
    if booking.state is BookingState.DONE:
        return tr("已查")
    return tr("过期未查") if booking.is_missed(today) else tr("待查")


def quick_word(service: QuickService) -> str:
    """A small service by name."""
    return tr(_QUICK[service])


def item_word(item: CheckItem) -> str:
    """An item of the checklist."""
    return tr(service_words.ITEMS[item])


def look_at_word(item: CheckItem) -> str:
    """What is looked at in an item."""
    return tr(service_words.LOOK_AT[item])


def result_word(result: CheckResult) -> str:
    """How an item was found."""
    return tr(service_words.RESULTS[result])


def confirmation_word(confirmation: Confirmation) -> str:
    """How the household confirmed."""
    return tr(service_words.CONFIRMATIONS[confirmation])


def done_word(fact: Fact) -> str:
    """What kind of service a fact tells of."""
    match fact:
        case CheckDone():
            return tr("免费检查")
        case FollowUpDone():
            return tr("复查")
        case RepairDone():
            return quick_word(QuickService.REPAIR)
        case SafetyTalkGiven():
            return quick_word(QuickService.SAFETY_TALK)
        case TariffExplained():
            return quick_word(QuickService.TARIFF_EXPLAINED)
        case _:
            return ""


def outcome_word(fact: Fact) -> str:
    """What came of it, in one line."""
    if not isinstance(fact, CheckDone):
        return str(getattr(fact, "what", ""))
    found = faults(fact.items)
    if not found:
        return tr("没有发现问题")
    bad = tr("不合格:{items}").format(items="、".join(map(item_word, found)))
    rest = [fact.repaired and tr("当场修:{what}").format(what=fact.repaired)]
    if fact.follow_up is not None:
        rest.append(tr("{day} 前:{what}").format(day=short_day(fact.follow_up.due_on), what=fact.follow_up.what))
    return ";".join([bad, *filter(None, rest)])


def short_outcome(fact: Fact) -> str:
    """The same where there is little room: of a check only what is wrong."""
    if isinstance(fact, CheckDone):
        found = faults(fact.items)
        if len(found) > _FEW:
            return tr("不合格 {count} 项").format(count=len(found))
        return tr("不合格:{items}").format(items="、".join(map(item_word, found))) if found else tr("没有问题")
    return outcome_word(fact)


def outcome_tone(fact: Fact) -> Tone:
    """Faults stand out."""
    return Tone.WARN if isinstance(fact, CheckDone) and faults(fact.items) else Tone.TEXT
