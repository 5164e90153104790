"""The words of prepayment, deposits and bank savers on screen."""

from datetime import date

from collector_desktop.domain.acts.savings import BankDebited
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.savers import Saver, VillageSavers
from collector_desktop.domain.statement import StatementLine
from collector_desktop.printing.savings_words import MOVES, details
from collector_desktop.services.matter_words import matter_words
from collector_desktop.services.prepay_words import advice_words, in_yuan
from collector_desktop.store.queries.requests import RequestLine
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import month_word, tr, yuan


def lasts_word(line: SavingsLine) -> str:
    """How long what is held lasts: 约够 2 个月."""
    if line.advice is None or not line.prepay:
        return ""
    months = line.advice.held_lasts
    return tr("约够 {months} 个月").format(months=months) if months else tr("不够 1 个月")


def to_add_word(line: SavingsLine) -> str:
    """What one may suggest to leave: 可存 100 元; where something is owed, that comes first."""
    if line.due:
        return tr("先交清欠费")
    if line.advice is None:
        return tr("没有用电记录")
    return tr("可存 {amount} 元").format(amount=in_yuan(line.advice.to_add)) if line.advice.to_add else tr("够用")


def advice_word(line: SavingsLine) -> str:
    """The suggestion with its reason, or why there is none."""
    if line.advice is None:
        return tr("账本里还没有这户的用电记录,不作建议。")
    return advice_words(line.advice, tr) + tr("。预存全凭自愿。")


def saver_word(saver: Saver | None) -> str:
    """代扣 信用社 …6677, or 未办."""
    if saver is None:
        return tr("未办")
    end = f" …{saver.last_digits}" if saver.last_digits else ""
    return f"{saver.bank or tr('代扣')}{end}"


def debit_word(line: SavingsLine) -> str:
    """How the bank's last debit went."""
    if line.failed is not None:
        return tr("{month}失败:{reason}").format(month=month_word(line.failed.month), reason=line.failed.reason)
    last = line.saver.last_debit if line.saver else None
    if isinstance(last, BankDebited):
        return tr("{month}已扣 {amount}").format(month=month_word(last.month), amount=last.amount.grouped())
    return ""


def debit_tone(line: SavingsLine) -> Tone:
    """A failure is to be seen."""
    return Tone.WARN if line.failed is not None else Tone.MUTED


def request_word(line: RequestLine | None) -> str:
    """What was asked of the station, and what it said."""
    if line is None:
        return ""
    asked = matter_words(line.request.matter, tr)
    if line.decision is None:
        return tr("{day} 已申请:{what};等所里答复").format(day=_day(line.request.business_day), what=asked)
    if line.decision.approved:
        return tr("{day} 所里同意:{what}").format(day=_day(line.decision.business_day), what=asked)
    return tr("{day} 所里没有同意:{why}").format(day=_day(line.decision.business_day), why=line.decision.reason)


def short_request_word(line: RequestLine | None) -> str:
    """The same where there is little room: 等所里答复, 所里同意."""
    if line is None:
        return ""
    if line.decision is None:
        return tr("等所里答复")
    return tr("所里同意") if line.decision.approved else tr("所里没有同意")


def request_tone(line: RequestLine | None) -> Tone:
    """A request that waits, one that was granted, one that was not."""
    if line is None or line.decision is None:
        return Tone.ACCENT
    return Tone.OK if line.decision.approved else Tone.WARN


def village_word(village: VillageSavers) -> str:
    """前柳村 12/50 户,还差 38 户."""
    told = tr("{village} 代扣 {savers} 户,目标 {target} 户").format(
        village=village.village, savers=village.savers, target=village.target
    )
    return told + (tr(",还差 {missing} 户").format(missing=village.missing) if village.missing else tr(",已达到"))


def moment_of(line: StatementLine) -> Moment:
    """One line of the statement on a timeline."""
    move = line.move
    said = [details(move, tr), tr("余额 {balance}").format(balance=yuan(line.balance))]
    return Moment(
        day=move.on,
        title=tr(MOVES[move.kind]),
        amount=yuan(move.amount),
        detail=" · ".join(filter(None, said)),
        tone=Tone.OK if move.amount.fen > 0 else Tone.MUTED,
    )


def _day(day: date) -> str:
    return near_day_words(day, tr)
