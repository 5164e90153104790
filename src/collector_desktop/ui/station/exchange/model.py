"""Laptops as columns."""

from collector_desktop.ui.station.exchange.presenter import Laptop
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, tr, yuan


def columns() -> tuple[Column[Laptop], ...]:
    """Code, collector, what is out, the last package in and the last route out."""
    return (
        Column(
            key="code",
            title=tr("机号"),
            text=lambda row: row.code,
            order=lambda row: row.code,
            outside=lambda row: row.code,
            width=60,
            bold=True,
        ),
        Column(
            key="who",
            title=tr("收费员"),
            text=lambda row: row.collector_name if row.revoked_on is None else tr("已停用"),
            order=lambda row: row.collector_name,
            outside=lambda row: row.collector_name,
            width=110,
            fills=True,
            tone=lambda row: Tone.TEXT if row.revoked_on is None else Tone.DANGER,
        ),
        Column(
            key="out",
            title=tr("走收在途"),
            text=lambda row: tr("{accounts} 户").format(accounts=row.accounts) if row.accounts else "—",
            order=lambda row: row.accounts,
            outside=lambda row: row.accounts,
            width=90,
            right=True,
        ),
        Column(
            key="open",
            title=tr("在途欠费"),
            text=lambda row: yuan(row.open_total),
            order=lambda row: row.open_total,
            outside=lambda row: row.open_total,
            width=120,
            right=True,
        ),
        Column(
            key="day",
            title=tr("最近日包"),
            text=lambda row: f"{day_word(row.last_day)} #{row.days}" if row.last_day else "—",
            order=lambda row: row.days,
            outside=lambda row: row.days,
            width=140,
        ),
        Column(
            key="route",
            title=tr("线路包"),
            text=lambda row: f"#{row.routes}" if row.routes else "—",
            order=lambda row: row.routes,
            outside=lambda row: row.routes,
            width=76,
            right=True,
        ),
    )
