"""Requests as columns."""

from collector_desktop.domain.masking import mask_name
from collector_desktop.services.matter_words import matter_name, matter_words
from collector_desktop.ui.station.decisions.presenter import Named
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, tr


def state_word(named: Named) -> str:
    """Waiting, granted or refused."""
    decision = named.line.decision
    if decision is None:
        return tr("待决定")
    return tr("同意") if decision.approved else tr("不同意")


def _tone(named: Named) -> Tone:
    decision = named.line.decision
    if decision is None:
        return Tone.WARN
    return Tone.OK if decision.approved else Tone.DANGER


def columns() -> tuple[Column[Named], ...]:
    """When, what, whom, how much, and how it stands."""
    return (
        Column(
            key="day",
            title=tr("日期"),
            text=lambda row: day_word(row.line.request.business_day),
            order=lambda row: (row.line.request.business_day, row.line.request.at),
            outside=lambda row: row.line.request.business_day.isoformat(),
            width=132,
        ),
        Column(
            key="what",
            title=tr("事项"),
            text=lambda row: matter_name(row.line.request.matter, tr),
            order=lambda row: row.line.request.matter.what,
            outside=lambda row: matter_name(row.line.request.matter, tr),
            width=120,
            bold=True,
        ),
        Column(
            key="subject",
            title=tr("户名或村"),
            text=lambda row: row.subject,
            order=lambda row: row.subject,
            outside=lambda row: mask_name(row.subject) if row.account else row.subject,
            width=90,
        ),
        Column(
            key="words",
            title=tr("内容"),
            text=lambda row: matter_words(row.line.request.matter, tr),
            order=lambda row: matter_words(row.line.request.matter, tr),
            outside=lambda row: matter_words(row.line.request.matter, tr),
            width=180,
            fills=True,
        ),
        Column(
            key="state",
            title=tr("决定"),
            text=state_word,
            order=state_word,
            outside=state_word,
            width=76,
            tone=_tone,
        ),
    )
