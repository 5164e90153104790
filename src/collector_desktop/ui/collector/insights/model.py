"""The rows behind a number as columns; what leaves the program is masked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.recovery import Recovery
from collector_desktop.services.tracing import TracedRow
from collector_desktop.ui.collector.insights.presenter import what_words
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, tr

_MONTH = 140
"""Enough for a month in words."""


def columns() -> tuple[Column[TracedRow], ...]:
    """Village, name, account, day, what, amount."""
    return (
        Column(
            key="village",
            title=tr("村"),
            text=lambda row: row.village,
            order=lambda row: row.village,
            outside=lambda row: row.village,
            width=130,
        ),
        Column(
            key="name",
            title=tr("户名"),
            text=lambda row: mask_name(row.name),
            order=lambda row: row.name,
            outside=lambda row: mask_name(row.name),
            width=160,
            bold=True,
        ),
        Column(
            key="account",
            title=tr("户号"),
            text=lambda row: row.account,
            order=lambda row: row.account,
            outside=lambda row: mask_account(row.account),
            width=130,
        ),
        Column(
            key="day",
            title=tr("日期"),
            text=lambda row: day_word(row.day) if row.day else "",
            order=lambda row: row.day or date.min,
            outside=lambda row: row.day.isoformat() if row.day else "",
            width=150,
        ),
        Column(
            key="what",
            title=tr("内容"),
            text=what_words,
            order=what_words,
            outside=what_words,
            width=240,
            fills=True,
        ),
        Column(
            key="amount",
            title=tr("金额"),
            text=lambda row: row.amount.grouped() if row.amount is not None else "",
            order=lambda row: row.amount or Money.ZERO,
            outside=lambda row: row.amount,
            width=110,
            right=True,
        ),
    )


def bill_columns() -> tuple[Column[TracedRow], ...]:
    """The same of a bill a rate is made of, with receivable, received and open in the place of the amount."""
    *shared, what, _amount = columns()
    return (
        *shared,
        replace(what, width=_MONTH),
        _sum_column("receivable", tr("应收"), lambda recovery: recovery.receivable),
        _sum_column("received", tr("已收"), lambda recovery: recovery.received),
        _sum_column("outstanding", tr("还差"), lambda recovery: recovery.outstanding),
    )


def _sum_column(key: str, title: str, figure: Callable[[Recovery], Money]) -> Column[TracedRow]:
    def amount(row: TracedRow) -> Money:
        return Money.ZERO if row.recovery is None else figure(row.recovery)

    return Column(
        key=key,
        title=title,
        text=lambda row: amount(row).grouped(),
        order=amount,
        outside=amount,
        width=110,
        right=True,
    )
