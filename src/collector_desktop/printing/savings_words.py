"""The words of money held for a household, the same on every paper and on screen."""

from collector_desktop.domain.day_words import Say, month_words
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.statement import Move, MoveKind

MOVES = {
    MoveKind.RECEIPT: "存入",
    MoveKind.REDIRECT: "多交转预收",
    MoveKind.OFFSET: "抵电费",
    MoveKind.CORRECTION: "更正电费退回",
    MoveKind.PAID_BACK: "供电所退还",
    MoveKind.BANK: "代扣多出转预收",
    MoveKind.ELSEWHERE: "供电所系统变动",
}


def details(move: Move, say: Say = str) -> str:
    """What stands beside a move: the receipt, the months settled, where it was paid to."""
    if move.number:
        return say("收据 {number}").format(number=move.number)
    return months(move.months, say) if move.months else move.pay_to


def months(settled: tuple[BillingMonth, ...], say: Say = str) -> str:
    """Billing months as people read them out: 2026年9月、10月."""
    words = []
    year = 0
    for month in settled:
        words.append(month_words(month, say) if month.year != year else say("{month}月").format(month=month.month))
        year = month.year
    return "、".join(words)
