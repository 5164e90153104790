"""The limitation board as a table, and the words and tones of its cells."""

from datetime import date

from collector_desktop.domain.court_claim import CourtStep
from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.limitation_board import BillTime, Urgency
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.services.court_words import restart_sentence, stage_sentence, time_sentence
from collector_desktop.services.limitation_board import HouseholdTimes
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr

_TONES = {
    Urgency.SOON: Tone.DANGER,
    Urgency.OVER: Tone.MUTED,
    Urgency.RUNNING: Tone.TEXT,
    Urgency.IN_COURT: Tone.ACCENT,
    Urgency.TITLED: Tone.ACCENT,
}


def time_tone(time: BillTime | None) -> Tone:
    """How pressing a bill is, as a colour."""
    return Tone.OK if time is None else _TONES[time.urgency]


def time_word(line: HouseholdTimes) -> str:
    """How much time the most pressing bill has."""
    return tr("已交清") if line.first is None else time_sentence(line.first, tr)


def last_day(line: HouseholdTimes) -> date | None:
    """The last day of the most pressing bill, nothing while no period runs."""
    time = line.first
    return None if time is None or time.urgency is Urgency.IN_COURT else time.last_day


def _last_day_word(line: HouseholdTimes) -> str:
    last = last_day(line)
    return "" if last is None else day_words(last, say=tr)


def restart_word(line: HouseholdTimes) -> str:
    """What the period runs from."""
    return "" if line.first is None else restart_sentence(line.first, tr)


def stage_word(line: HouseholdTimes) -> str:
    """Where the claim stands."""
    return "" if line.claim is None else stage_sentence(line.claim, tr)


def stage_tone(line: HouseholdTimes) -> Tone:
    """Open claims stand out; ended ones do not."""
    claim = line.claim
    if claim is None or not claim.is_open:
        return Tone.MUTED
    return Tone.WARN if claim.stage is CourtStep.OBJECTED else Tone.ACCENT


def sum_word(lines: list[HouseholdTimes]) -> str:
    """How many, and how many of them need somebody now."""
    soon = sum(line.worth_attention for line in lines)
    running = sum(line.claim is not None and line.claim.is_open for line in lines)
    said = tr("{all} 户逾期:快到期 {soon} 户,法院办理中 {running} 户")
    return said.format(all=len(lines), soon=soon, running=running)


def columns() -> tuple[Column[HouseholdTimes], ...]:
    """The columns of the board."""
    return (
        Column(
            key="name",
            title=tr("户名"),
            text=lambda line: mask_name(line.account.name),
            order=lambda line: line.account.name,
            outside=lambda line: mask_name(line.account.name),
            width=84,
            bold=True,
        ),
        Column(
            key="number",
            title=tr("户号"),
            text=lambda line: line.account.number,
            order=lambda line: line.account.number,
            outside=lambda line: mask_account(line.account.number),
            width=112,
            hidden=True,
        ),
        Column(
            key="village",
            title=tr("村"),
            text=lambda line: line.account.village,
            order=lambda line: (line.account.village, line.account.sequence),
            outside=lambda line: line.account.village,
            width=92,
        ),
        Column(
            key="due",
            title=tr("欠费"),
            text=lambda line: line.due.total.grouped(),
            order=lambda line: line.due.total,
            outside=lambda line: line.due.total,
            width=112,
            right=True,
            bold=True,
        ),
        Column(
            key="left",
            title=tr("诉讼时效"),
            text=time_word,
            order=lambda line: (line.first is None, line.first.days_left if line.first else 0),
            outside=time_word,
            width=132,
            tone=lambda line: time_tone(line.first),
            bold=True,
        ),
        Column(
            key="last_day",
            title=tr("最后一天"),
            text=_last_day_word,
            order=lambda line: last_day(line) or date.max,
            outside=last_day,
            width=148,
        ),
        Column(
            key="stage",
            title=tr("支付令、诉讼"),
            text=stage_word,
            order=stage_word,
            outside=stage_word,
            width=152,
            fills=True,
            tone=stage_tone,
        ),
    )
