"""The three lists of money held: their columns, who stands in them, and what their foot says."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.money import Money
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.collector.service.savings_words import (
    debit_tone,
    debit_word,
    lasts_word,
    request_word,
    saver_word,
    to_add_word,
)
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr

Lines = Sequence[SavingsLine]


class Shelf(StrEnum):
    """What the tab shows."""

    PREPAY = "prepay"
    DEPOSIT = "deposit"
    SAVERS = "savers"


def shelf_word(shelf: Shelf) -> str:
    """The name of a list."""
    return {Shelf.PREPAY: tr("预收电费"), Shelf.DEPOSIT: tr("存量保证金"), Shelf.SAVERS: tr("银行代扣")}[shelf]


def on_shelf(lines: Lines, shelf: Shelf) -> list[SavingsLine]:
    """Who stands in a list: everybody may pay ahead or let the bank pay; deposits only where there is one."""
    if shelf is Shelf.DEPOSIT:
        return [line for line in lines if line.deposit or line.deposit_request]
    if shelf is Shelf.PREPAY:
        return sorted(lines, key=lambda line: not line.prepay)
    return sorted(lines, key=lambda line: (line.failed is None, line.saver is None))


def sum_word(lines: Lines, shelf: Shelf) -> str:
    """How many and how much, in one line."""
    if shelf is Shelf.SAVERS:
        won, failed = sum(line.saver is not None for line in lines), sum(line.failed is not None for line in lines)
        return tr("{all} 户:代扣 {won} 户,扣款失败 {failed} 户").format(all=len(lines), won=won, failed=failed)
    amounts = [line.deposit if shelf is Shelf.DEPOSIT else line.prepay for line in lines]
    total, holding = Money.total(amounts), sum(bool(amount) for amount in amounts)
    return tr("{holding} 户有余额,共 {total} 元").format(holding=holding, total=total.grouped())


def columns(shelf: Shelf) -> tuple[Column[SavingsLine], ...]:
    """The columns of a list."""
    match shelf:
        case Shelf.PREPAY:
            return (*_who(), *_prepay())
        case Shelf.DEPOSIT:
            return (*_who(), *_deposit())
        case Shelf.SAVERS:
            return (*_who(), *_saver())


def _who() -> tuple[Column[SavingsLine], ...]:
    return (
        Column(
            key="name",
            title=tr("户名"),
            text=lambda line: mask_name(line.name),
            order=lambda line: line.name,
            outside=lambda line: mask_name(line.name),
            width=96,
            bold=True,
        ),
        Column(
            key="number",
            title=tr("户号"),
            text=lambda line: line.account,
            order=lambda line: line.account,
            outside=lambda line: mask_account(line.account),
            width=116,
            hidden=True,
        ),
        Column(
            key="place",
            title=tr("村组"),
            text=lambda line: f"{line.village}{line.group}",
            order=lambda line: (line.village, line.group, line.sequence),
            outside=lambda line: f"{line.village}{line.group}",
            width=112,
        ),
    )


def _prepay() -> tuple[Column[SavingsLine], ...]:
    return (
        _money("prepay", tr("余额"), lambda line: line.prepay, bold=True),
        Column(
            key="use",
            title=tr("每月平均"),
            text=lambda line: line.advice.average.grouped() if line.advice else "",
            order=lambda line: line.advice.average if line.advice else Money.ZERO,
            outside=lambda line: line.advice.average if line.advice else None,
            width=92,
            right=True,
            tone=lambda _line: Tone.MUTED,
        ),
        Column(
            key="lasts",
            title=tr("能用多久"),
            text=lasts_word,
            order=lambda line: line.advice.held_lasts if line.advice else 0,
            outside=lasts_word,
            width=104,
        ),
        Column(
            key="advice",
            title=tr("建议"),
            text=to_add_word,
            order=lambda line: (bool(line.due), line.advice.to_add if line.advice else Money.ZERO),
            outside=to_add_word,
            width=120,
            fills=True,
            tone=lambda line: Tone.WARN if line.due else Tone.TEXT,
        ),
    )


def _deposit() -> tuple[Column[SavingsLine], ...]:
    return (
        _money("deposit", tr("保证金"), lambda line: line.deposit, bold=True),
        _money("due", tr("欠费"), lambda line: line.due),
        Column(
            key="request",
            title=tr("申请"),
            text=lambda line: request_word(line.deposit_request),
            order=lambda line: request_word(line.deposit_request),
            outside=lambda line: request_word(line.deposit_request),
            width=200,
            fills=True,
        ),
    )


def _saver() -> tuple[Column[SavingsLine], ...]:
    return (
        Column(
            key="saver",
            title=tr("代扣"),
            text=lambda line: saver_word(line.saver),
            order=lambda line: (line.saver is None, saver_word(line.saver)),
            outside=lambda line: tr("是") if line.saver else tr("否"),
            width=176,
            tone=lambda line: Tone.OK if line.saver else Tone.MUTED,
        ),
        Column(
            key="debit",
            title=tr("最近一次扣款"),
            text=debit_word,
            order=lambda line: (line.failed is None, debit_word(line)),
            outside=debit_word,
            width=200,
            fills=True,
            tone=debit_tone,
        ),
    )


def _money(key: str, title: str, amount: Callable[[SavingsLine], Money], *, bold: bool = False) -> Column[SavingsLine]:
    return Column(
        key=key,
        title=title,
        text=lambda line: amount(line).grouped() if amount(line) else "",
        order=amount,
        outside=amount,
        width=92,
        right=True,
        bold=bold,
    )
