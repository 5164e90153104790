"""The bank's results as a table, and which of them are looked at."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed, BankDebitImported
from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.money import Money
from collector_desktop.store.queries.debits import DebitLine
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, month_word, tr, yuan


class Shelf(StrEnum):
    """What the table shows."""

    WAITING = "waiting"
    FAILED = "failed"
    ALL = "all"


def on_shelf(lines: Sequence[DebitLine], shelf: Shelf) -> list[DebitLine]:
    """Failures that still owe, every failure, or every result."""
    match shelf:
        case Shelf.WAITING:
            return [line for line in lines if line.is_waiting]
        case Shelf.FAILED:
            return [line for line in lines if isinstance(line.result, BankDebitFailed)]
        case _:
            return list(lines)


def shelf_word(shelf: Shelf) -> str:
    """The name of a part."""
    return {Shelf.WAITING: tr("扣款失败,还欠着"), Shelf.FAILED: tr("扣款失败"), Shelf.ALL: tr("全部")}[shelf]


def sum_word(lines: Sequence[DebitLine], last: BankDebitImported | None) -> str:
    """When the last file came, and what still waits."""
    if last is None:
        return tr("还没有导入过银行代扣结果")
    waiting = [line for line in lines if line.is_waiting]
    total = Money.total(line.result.amount for line in waiting)
    return tr("最近一次 {day} {file};还有 {count} 户 {total} 扣款失败也没交").format(
        day=day_word(last.business_day), file=last.file.name, count=len(waiting), total=yuan(total)
    )


def columns() -> tuple[Column[DebitLine], ...]:
    """The columns of the results."""
    return (
        Column(
            key="name",
            title=tr("户名"),
            text=lambda line: mask_name(line.name),
            order=lambda line: line.name,
            outside=lambda line: mask_name(line.name),
            width=110,
            bold=True,
        ),
        Column(
            key="account",
            title=tr("户号"),
            text=lambda line: line.result.account,
            order=lambda line: line.result.account,
            outside=lambda line: mask_account(line.result.account),
            width=130,
        ),
        _text("village", tr("村"), lambda line: line.village, 100),
        Column(
            key="month",
            title=tr("电费年月"),
            text=lambda line: month_word(line.result.month),
            order=lambda line: line.result.month,
            outside=lambda line: month_word(line.result.month),
            width=120,
        ),
        Column(
            key="amount",
            title=tr("金额"),
            text=lambda line: line.result.amount.grouped(),
            order=lambda line: line.result.amount,
            outside=lambda line: line.result.amount,
            width=110,
            right=True,
        ),
        Column(
            key="day",
            title=tr("银行日期"),
            text=lambda line: day_words(_day(line), say=tr),
            order=_day,
            outside=_day,
            width=130,
        ),
        Column(
            key="result",
            title=tr("结果"),
            text=_result,
            order=_result,
            outside=_result,
            width=220,
            fills=True,
            tone=_tone,
        ),
    )


def _text(key: str, title: str, text: Callable[[DebitLine], str], width: int) -> Column[DebitLine]:
    return Column(key=key, title=title, text=text, order=text, outside=text, width=width)


def _day(line: DebitLine) -> date:
    return line.result.debited_on or line.result.business_day


def _result(line: DebitLine) -> str:
    result = line.result
    if isinstance(result, BankDebited):
        return (
            tr("扣成;多出 {rest} 转预收").format(rest=result.prepayment.grouped()) if result.prepayment else tr("扣成")
        )
    told = tr("扣款失败:{reason}").format(reason=result.reason)
    return told if line.is_waiting else tr("{told};后来交了").format(told=told)


def _tone(line: DebitLine) -> Tone:
    if line.is_waiting:
        return Tone.DANGER
    return Tone.OK if isinstance(line.result, BankDebited) else Tone.MUTED
