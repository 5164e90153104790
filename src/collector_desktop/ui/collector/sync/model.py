"""Packages as columns, and the attention list in plain words."""

from collector_desktop.exchange.package import PackageKind
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.store.queries.sync import Direction, PackageEntry
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import clock_word, day_word, tr

_TITLES = {
    Attention.PAID_TWICE: ("重复缴费", Tone.WARN),
    Attention.PREPAYMENT_OVERDRAWN: ("预收透支", Tone.DANGER),
    Attention.BANK_PAID_TWICE: ("代扣重复", Tone.WARN),
    Attention.CASH_OVER_SHORT: ("长短款", Tone.WARN),
    Attention.RECEIPT_VOIDED: ("收据作废", Tone.MUTED),
    Attention.DAY_CLOSED_TWICE: ("重复结账", Tone.WARN),
    Attention.REMITTED_TWICE: ("重复解款", Tone.WARN),
    Attention.BANKED_MORE: ("解款多了", Tone.DANGER),
    Attention.NUMBERS_SKIPPED: ("收据跳号", Tone.MUTED),
    Attention.BOOKS_TWICE: ("两份账本", Tone.DANGER),
    Attention.LINES_HELD: ("内容压下", Tone.DANGER),
    Attention.VOID_NOT_POSTED: ("作废未记", Tone.DANGER),
    Attention.FILE_LOST: ("附件丢失", Tone.WARN),
}


def moment_of(line: AttentionLine) -> Moment:
    """One line of the attention list."""
    title, tone = _TITLES[line.kind]
    return Moment(line.day, tr(title), "", attention_sentence(line, tr), tone)


def when(package: PackageEntry) -> str:
    """11月23日 周一 18:42."""
    return f"{day_word(package.at.date())} {clock_word(package.at)}"


def way(package: PackageEntry) -> str:
    """What was done, with an arrow that says which way it went."""
    if package.direction is Direction.OUT:
        return tr("↑ 交所")
    return tr("↓ 取线路") if package.kind == PackageKind.ROUTE else tr("↓ 收件")


def columns() -> tuple[Column[PackageEntry], ...]:
    """Which way, number, when, file."""
    return (
        Column(
            key="way",
            title=tr("方向"),
            text=way,
            order=lambda package: package.direction,
            outside=way,
            width=96,
        ),
        Column(
            key="number",
            title=tr("号"),
            text=lambda package: str(package.number),
            order=lambda package: package.number,
            outside=lambda package: package.number,
            width=52,
            right=True,
        ),
        Column(
            key="at",
            title=tr("时间"),
            text=when,
            order=lambda package: package.at,
            outside=when,
            width=168,
        ),
        Column(
            key="file",
            title=tr("文件"),
            text=lambda package: package.name,
            order=lambda package: package.name,
            outside=lambda package: package.name,
            width=330,
            fills=True,
            tone=lambda _package: Tone.MUTED,
        ),
    )
