"""Requests and opinions, as columns."""

from datetime import date

from collector_desktop.domain.helping import Help
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.ui.collector.village.words import help_word, kind_word, opinion_tone, opinion_word, short_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr


def help_columns() -> tuple[Column[Help], ...]:
    """When, in which campaign, what, how long, and whether it is done."""
    return (
        Column(
            key="day",
            title=tr("日子"),
            text=lambda each: short_day(each.request.business_day),
            order=lambda each: each.request.at,
            outside=lambda each: each.request.business_day,
            width=100,
        ),
        Column(
            key="kind",
            title=tr("支援"),
            text=lambda each: kind_word(each.campaign),
            order=lambda each: kind_word(each.campaign),
            outside=lambda each: kind_word(each.campaign),
            width=96,
        ),
        Column(
            key="what",
            title=tr("要办的事"),
            text=lambda each: each.request.what,
            order=lambda each: each.request.what,
            outside=lambda each: each.request.what,
            width=152,
            fills=True,
            bold=True,
        ),
        Column(
            key="hours",
            title=tr("工时"),
            text=lambda each: str(each.hours or ""),
            order=lambda each: each.hours,
            outside=lambda each: each.hours,
            width=64,
            right=True,
        ),
        Column(
            key="state",
            title=tr("情况"),
            text=help_word,
            order=help_word,
            outside=help_word,
            width=112,
            tone=lambda each: Tone.WARN if each.is_open else Tone.OK,
        ),
    )


def opinion_columns(today: date, warns_days: int) -> tuple[Column[Opinion], ...]:
    """What was said, who answers by when, and how it stands."""
    return (
        Column(
            key="text",
            title=tr("意见"),
            text=lambda each: each.raised.text.replace("\n", " "),
            order=lambda each: each.raised.text,
            outside=lambda each: each.raised.text,
            width=152,
            fills=True,
            bold=True,
        ),
        Column(
            key="owner",
            title=tr("谁负责"),
            text=lambda each: each.raised.owner,
            order=lambda each: each.raised.owner,
            outside=lambda each: each.raised.owner,
            width=96,
        ),
        Column(
            key="due",
            title=tr("几时前"),
            text=lambda each: short_day(each.due_on),
            order=lambda each: each.due_on,
            outside=lambda each: each.due_on,
            width=100,
        ),
        Column(
            key="state",
            title=tr("情况"),
            text=lambda each: opinion_word(each, today),
            order=lambda each: tuple(OpinionState).index(each.state),
            outside=lambda each: opinion_word(each, today),
            width=84,
            tone=lambda each: opinion_tone(each, today, warns_days),
        ),
    )
