"""Accounts as columns."""

from collections.abc import Callable
from datetime import date

from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.masking import mask_account, mask_name, mask_phone
from collector_desktop.domain.money import Money
from collector_desktop.store.queries.accounts import AccountLine
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr


def columns() -> tuple[Column[AccountLine], ...]:
    """Who, where, how much; phones are masked here and everything personal is masked outside."""
    return (
        Column(
            key="sequence",
            title=tr("顺序"),
            text=lambda line: str(line.sequence),
            order=lambda line: line.sequence,
            outside=lambda line: line.sequence,
            width=64,
            right=True,
            tone=_muted,
        ),
        Column(
            key="name",
            title=tr("户名"),
            text=lambda line: mask_name(line.name),
            order=lambda line: line.name,
            outside=lambda line: mask_name(line.name),
            width=104,
        ),
        Column(
            key="number",
            title=tr("户号"),
            text=lambda line: line.number,
            order=lambda line: line.number,
            outside=lambda line: mask_account(line.number),
            width=116,
        ),
        Column(
            key="due",
            title=tr("欠费"),
            text=lambda line: line.due.grouped() if line.due else "",
            order=lambda line: line.due,
            outside=lambda line: line.due,
            width=104,
            right=True,
            bold=True,
        ),
        Column(
            key="overdue",
            title=tr("逾期"),
            text=lambda line: tr("{days} 天").format(days=line.overdue_days) if line.overdue_days else "",
            order=lambda line: line.overdue_days,
            outside=lambda line: line.overdue_days,
            width=80,
            right=True,
            tone=lambda line: Tone.DANGER if line.overdue_days else Tone.TEXT,
        ),
        Column(
            key="place",
            title=tr("村组"),
            text=lambda line: f"{line.village}{line.group}",
            order=lambda line: (line.village, line.group, line.sequence),
            outside=lambda line: f"{line.village}{line.group}",
            width=124,
            fills=True,
        ),
        *_more(),
    )


def _more() -> tuple[Column[AccountLine], ...]:
    return (
        _amount("penalty", tr("其中违约金"), lambda line: line.penalty),
        _amount("prepay", tr("预收"), lambda line: line.prepay),
        _amount("deposit", tr("保证金"), lambda line: line.deposit),
        Column(
            key="bills",
            title=tr("欠费笔数"),
            text=lambda line: str(line.bills_open or ""),
            order=lambda line: line.bills_open,
            outside=lambda line: line.bills_open,
            width=92,
            right=True,
            hidden=True,
        ),
        Column(
            key="last_visit",
            title=tr("最近上门"),
            text=lambda line: _day(line.last_visit),
            order=lambda line: line.last_visit or date.min,
            outside=lambda line: line.last_visit,
            width=110,
            hidden=True,
        ),
        _text("address", tr("用电地址"), lambda line: line.address, lambda line: f"{line.village}{line.group}", 200),
        _text("meter", tr("表号"), lambda line: line.meter_number, lambda _line: "", 130),
        _text("phones", tr("电话"), _phones, _phones, 140),
        _text("use", tr("用电类别"), lambda line: line.use_category, lambda line: line.use_category, 170),
    )


def _amount(key: str, title: str, amount: Callable[[AccountLine], Money]) -> Column[AccountLine]:
    return Column(
        key=key,
        title=title,
        text=lambda line: amount(line).grouped() if amount(line) else "",
        order=amount,
        outside=amount,
        width=108,
        right=True,
        hidden=True,
    )


def _text(
    key: str, title: str, text: Callable[[AccountLine], str], outside: Callable[[AccountLine], str], width: int
) -> Column[AccountLine]:
    return Column(key=key, title=title, text=text, order=text, outside=outside, width=width, hidden=True)


def _phones(line: AccountLine) -> str:
    return " ".join(map(mask_phone, line.phones))


def _day(day: date | None) -> str:
    return "" if day is None else near_day_words(day, tr)


def _muted(_line: AccountLine) -> Tone:
    return Tone.MUTED
