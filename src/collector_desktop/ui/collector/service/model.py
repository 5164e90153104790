"""The entitled and what was done, as columns."""

from datetime import date

from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.store.queries.service import EntitledHousehold
from collector_desktop.ui.collector.service.presenter import Served, stage_of
from collector_desktop.ui.collector.service.words import (
    done_word,
    outcome_tone,
    short_day,
    short_outcome,
    short_why_word,
    stage_tone,
    stage_word,
)
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr


def entitled_columns() -> tuple[Column[EntitledHousehold], ...]:
    """Who, where, why, and how far the check of this year is."""
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
            width=120,
        ),
        Column(
            key="why",
            title=tr("为什么"),
            text=lambda line: short_why_word(line.entitlement),
            order=lambda line: (line.entitlement.grounds, -line.entitlement.promptness.bills),
            outside=lambda line: short_why_word(line.entitlement),
            width=188,
            fills=True,
        ),
        Column(
            key="stage",
            title=tr("今年"),
            text=lambda line: stage_word(stage_of(line)),
            order=lambda line: stage_of(line),
            outside=lambda line: stage_word(stage_of(line)),
            width=92,
            tone=lambda line: stage_tone(stage_of(line)),
            bold=True,
        ),
        Column(
            key="booked",
            title=tr("约在"),
            text=lambda line: short_day(line.booking.on) if line.booking else "",
            order=lambda line: line.booking.on if line.booking else date.max,
            outside=lambda line: line.booking.on if line.booking else None,
            width=88,
        ),
        Column(
            key="last",
            title=tr("上次检查"),
            text=lambda line: day_words(line.last_check, say=tr) if line.last_check else "",
            order=lambda line: line.last_check or date.min,
            outside=lambda line: line.last_check,
            width=124,
            tone=lambda _line: Tone.MUTED,
        ),
    )


def served_columns() -> tuple[Column[Served], ...]:
    """When, for whom, what, and what came of it."""
    return (
        Column(
            key="day",
            title=tr("日子"),
            text=lambda line: short_day(line.fact.business_day),
            order=lambda line: (line.fact.business_day, line.fact.at),
            outside=lambda line: line.fact.business_day,
            width=100,
        ),
        Column(
            key="name",
            title=tr("户名"),
            text=_name,
            order=_name,
            outside=_name,
            width=96,
            bold=True,
        ),
        Column(
            key="place",
            title=tr("村组"),
            text=_place,
            order=_place,
            outside=_place,
            width=120,
        ),
        Column(
            key="what",
            title=tr("做了什么"),
            text=lambda line: done_word(line.fact),
            order=lambda line: done_word(line.fact),
            outside=lambda line: done_word(line.fact),
            width=96,
        ),
        Column(
            key="outcome",
            title=tr("结果"),
            text=lambda line: short_outcome(line.fact),
            order=lambda line: short_outcome(line.fact),
            outside=lambda line: short_outcome(line.fact),
            width=204,
            fills=True,
            tone=lambda line: outcome_tone(line.fact),
        ),
        Column(
            key="minutes",
            title=tr("分钟"),
            text=lambda line: str(_minutes(line) or ""),
            order=_minutes,
            outside=_minutes,
            width=72,
            right=True,
        ),
    )


def _name(line: Served) -> str:
    return mask_name(line.info.name) if line.info else mask_account(line.fact.account)


def _place(line: Served) -> str:
    return f"{line.info.village}{line.info.group}" if line.info else ""


def _minutes(line: Served) -> int:
    return int(getattr(line.fact, "minutes", 0))
