"""Words of the trade on screen: slots, outcomes, payment methods, days and amounts."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from collector_desktop.domain.day_plan_reasons import Reason, ReasonCode, Tally
from collector_desktop.domain.day_words import month_words
from collector_desktop.domain.hard_to_meet import HardToMeet, NextTry, Suggestion
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.attempts import Circumstance
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.printing.paper import Paper


def tr(text: str) -> str:
    """A sentence in the program's language; the source text is Chinese."""
    return QCoreApplication.translate("words", text)


_SLOTS = {Slot.MORNING: "早", Slot.NOON: "午", Slot.EVENING: "晚"}
_SLOT_WORDS = {Slot.MORNING: "早上", Slot.NOON: "中午", Slot.EVENING: "晚上"}
_OUTCOMES = {
    Outcome.PAID: "收清",
    Outcome.PART_PAID: "收部分",
    Outcome.PROMISED: "约时间",
    Outcome.NOT_HOME: "不在家",
    Outcome.REFUSED: "拒付",
    Outcome.DISPUTED: "有异议",
    Outcome.MOVED: "搬走/空房",
    Outcome.SERVICED: "已服务",
    Outcome.NOTICE_SERVED: "送达通知",
}
_METHODS = {
    PaymentMethod.CASH: "现金",
    PaymentMethod.WECHAT: "微信转账",
    PaymentMethod.ALIPAY: "支付宝转账",
    PaymentMethod.POS: "刷卡",
}
_PAPERS = {
    Paper.ROLL80: "80 mm 卷纸",
    Paper.ROLL58: "58 mm 卷纸",
    Paper.A5: "A5",
    Paper.FORM241: "241 mm 三联",
    Paper.A4: "A4",
    Paper.A5_TALL: "A5 竖",
    Paper.A4_WIDE: "A4 横",
    Paper.A3: "A3",
}
_WEEKDAYS = "一二三四五六日"


_DAY_NOTES = {
    Circumstance.MARKET_DAY: "今天集日",
    Circumstance.HARVEST: "农忙",
    Circumstance.RAIN: "下雨",
    Circumstance.HOMECOMING: "过年回乡",
}


def slot_word(slot: Slot) -> str:
    """早, 午 or 晚."""
    return tr(_SLOTS[slot])


def slot_name(slot: Slot) -> str:
    """早上, 中午 or 晚上."""
    return tr(_SLOT_WORDS[slot])


def outcome_word(outcome: Outcome) -> str:
    """What a visit brought."""
    return tr(_OUTCOMES[outcome])


def method_word(method: PaymentMethod) -> str:
    """How somebody paid."""
    return tr(_METHODS[method])


def paper_word(paper: Paper) -> str:
    """What a receipt is printed on."""
    return tr(_PAPERS[paper])


def day_word(day: date) -> str:
    """11月23日 周一."""
    return tr("{month}月{day}日 周{weekday}").format(month=day.month, day=day.day, weekday=tr(_WEEKDAYS[day.weekday()]))


def clock_word(moment: datetime) -> str:
    """18:42."""
    return f"{moment:%H:%M}"


def yuan(amount: Money) -> str:
    """¥1,234.56, and -¥1,234.56 for what goes out."""
    return f"-¥{(-amount).grouped()}" if amount < Money.ZERO else f"¥{amount.grouped()}"


def wait_word(seconds: int) -> str:
    """1 分 20 秒, or 40 秒."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return tr("{seconds} 秒").format(seconds=rest)
    return tr("{minutes} 分 {seconds} 秒").format(minutes=minutes, seconds=rest)


def promise_word(promise: Promise, today: date) -> str:
    """约 今晚, or 约 11月25日晚."""
    if promise.on == today:
        return tr("约 今{slot}").format(slot=slot_word(promise.slot))
    return tr("约 {month}月{day}日{slot}").format(
        month=promise.on.month, day=promise.on.day, slot=slot_word(promise.slot)
    )


def away_word(until: date, today: date) -> str:
    """外出 至 11月30日; the last day is today."""
    if until == today:
        return tr("外出,明天回")
    return tr("外出 至{month}月{day}日").format(month=until.month, day=until.day)


def appointment_word(on: date, slot: Slot, today: date) -> str:
    """说好 今晚, or 说好 11月25日晚."""
    if on == today:
        return tr("说好今{slot}").format(slot=slot_word(slot))
    return tr("说好 {month}月{day}日{slot}").format(month=on.month, day=on.day, slot=slot_word(slot))


def month_word(month: BillingMonth) -> str:
    """2026年11月."""
    return month_words(month, tr)


def near_slot_word(on: date, slot: Slot, today: date) -> str:
    """今天晚上, 明天早上, or 11月28日 周六晚上."""
    away = (on - today).days
    day = {0: tr("今天"), 1: tr("明天")}.get(away, day_word(on))
    return tr("{day}{slot}").format(day=day, slot=slot_name(slot))


def suggestion_word(suggestion: Suggestion, today: date) -> str:
    """What to try next where nobody is ever met: 11月28日 周六晚上去."""
    when = near_slot_word(suggestion.on, suggestion.slot, today)
    match suggestion.what:
        case NextTry.CALL:
            return tr("先打电话,约好再去")
        case NextTry.NEIGHBOUR:
            return tr("请邻居捎话:{when}去").format(when=when)
        case _:
            return tr("{when}去").format(when=when)


def hard_word(hard: HardToMeet) -> str:
    """Why that is suggested: {knocks} 次没人,周末还没去过."""
    tried = tr("{days} 天 {knocks} 次没人").format(days=hard.days, knocks=hard.knocks)
    match hard.suggestion.what:
        case NextTry.EVENING:
            why = tr("晚上去得少")
        case NextTry.WEEKEND:
            why = tr("周末还没去过")
        case NextTry.CALL:
            why = tr("早晚周末都去过,有电话")
        case NextTry.NEIGHBOUR:
            why = tr("没有电话,只说再来的时间")
        case NextTry.LEAST_TRIED:
            why = tr("{slot}去得最少").format(slot=slot_name(hard.suggestion.slot))
    return tr("{one},{other}").format(one=tried, other=why)


def reason_word(reason: Reason, today: date) -> str:
    """Why a door is suggested in a slot, in plain words: 晚上去:早上 3 次没人.

    Where another time is better that is said instead: 明天中午去更好;早上 3 次没人.
    """
    said = [_reason(reason), *(tr(_DAY_NOTES[each]) for each in reason.today if each in _DAY_NOTES)]
    if reason.better is not None:
        better = tr("{when}去更好").format(when=near_slot_word(reason.better.on, reason.better.slot, today))
        said.insert(0, better)
    return ";".join(said)


def _reason(reason: Reason) -> str:
    here = [_met(reason.here)] if reason.here.knocks else []
    match reason.code:
        case ReasonCode.WANTED:
            return ";".join([tr("你排的"), *here])
        case ReasonCode.PROMISED:
            return ";".join([tr("约好今天"), *here])
        case ReasonCode.EXPECTED:
            return ";".join([tr("说好今天来"), *here])
        case ReasonCode.SERVICE_BOOKED:
            return ";".join([tr("约好免费检查"), *here])
        case ReasonCode.DEADLINE:
            return ";".join([tr("今天是最后一天"), *here])
        case ReasonCode.MET_IN_SLOT:
            return _met(reason.here)
        case ReasonCode.USES_NOTHING:
            return tr("没上过门,电表没走")
        case ReasonCode.NEIGHBOURS:
            assert reason.neighbours is not None
            return tr("没上过门;同组{facts}").format(facts=_met(reason.neighbours))
        case ReasonCode.NO_HISTORY:
            return tr("还没上过门")
        case ReasonCode.FAILED_ELSEWHERE | ReasonCode.MET_ELSEWHERE:
            assert reason.elsewhere is not None
            other = _missed(reason.elsewhere) if not reason.elsewhere.met else _met(reason.elsewhere)
            facts = f"{other},{_met(reason.here)}" if reason.here.knocks else other
            if reason.better is not None:
                return facts
            return tr("{slot}去:{facts}").format(slot=slot_name(reason.here.slot), facts=facts)


def _met(tally: Tally) -> str:
    return tr("{slot} {knocks} 次在家 {met} 次").format(slot=slot_name(tally.slot), knocks=tally.knocks, met=tally.met)


def _missed(tally: Tally) -> str:
    return tr("{slot} {knocks} 次没人").format(slot=slot_name(tally.slot), knocks=tally.knocks)
