"""Reconciled days as columns."""

from collector_desktop.domain.money import Money
from collector_desktop.domain.reconciliation import ReconciledDay, Standing
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, tr, yuan

_WORDS = {
    Standing.DIFFERS: "与收据不符",
    Standing.SHORT: "短款",
    Standing.OVER: "长款",
    Standing.NOT_CLOSED: "没有结账",
    Standing.KEPT: "挂账待查",
    Standing.HELD: "没有缴清",
    Standing.CLEAR: "已缴清",
}
_TONES = {
    Standing.DIFFERS: Tone.DANGER,
    Standing.SHORT: Tone.DANGER,
    Standing.OVER: Tone.WARN,
    Standing.NOT_CLOSED: Tone.WARN,
    Standing.KEPT: Tone.WARN,
    Standing.HELD: Tone.WARN,
    Standing.CLEAR: Tone.OK,
}
_ORDER = list(Standing)


def standing_word(standing: Standing) -> str:
    """How a day stands, in a word."""
    return tr(_WORDS[standing])


def slips_word(day: ReconciledDay) -> str:
    """The bank's slips, and what each brought in of this day; a dash before any."""
    return "、".join(f"{slip.number} {yuan(slip.amount)}" for slip in day.slips) or "—"


def columns() -> tuple[Column[ReconciledDay], ...]:
    """How it stands, day, who, taken, counted, over or short, banked with its slips, and what is still held."""
    return (
        Column(
            key="standing",
            title=tr("怎么样"),
            text=lambda day: standing_word(day.standing),
            order=lambda day: _ORDER.index(day.standing),
            outside=lambda day: standing_word(day.standing),
            width=104,
            tone=lambda day: _TONES[day.standing],
            bold=True,
        ),
        Column(
            key="day",
            title=tr("营业日"),
            text=lambda day: day_word(day.day),
            order=lambda day: day.day,
            outside=lambda day: day.day,
            width=108,
        ),
        Column(
            key="who",
            title=tr("收费员"),
            text=lambda day: f"{day.device} {day.collector_name}",
            order=lambda day: day.device,
            outside=lambda day: f"{day.device} {day.collector_name}",
            width=110,
        ),
        Column(
            key="cash",
            title=tr("现金收据"),
            text=lambda day: yuan(day.cash),
            order=lambda day: day.cash,
            outside=lambda day: day.cash,
            width=104,
            right=True,
        ),
        Column(
            key="other",
            title=tr("转账"),
            text=lambda day: yuan(day.other),
            order=lambda day: day.other,
            outside=lambda day: day.other,
            width=92,
            right=True,
        ),
        Column(
            key="counted",
            title=tr("点的现金"),
            text=lambda day: "—" if day.closed is None else yuan(day.closed.counted),
            order=lambda day: Money.ZERO if day.closed is None else day.closed.counted,
            outside=lambda day: None if day.closed is None else day.closed.counted,
            width=104,
            right=True,
        ),
        Column(
            key="over_short",
            title=tr("长短款"),
            text=_over_short,
            order=lambda day: Money.ZERO if day.closed is None else day.closed.over_short,
            outside=lambda day: None if day.closed is None else day.closed.over_short,
            width=92,
            right=True,
            tone=lambda day: Tone.DANGER if day.closed is not None and day.closed.over_short else Tone.MUTED,
        ),
        Column(
            key="held",
            title=tr("还在手里"),
            text=lambda day: yuan(day.held) if day.held else "—",
            order=lambda day: day.held,
            outside=lambda day: day.held,
            width=104,
            right=True,
            bold=True,
        ),
        Column(
            key="slips",
            title=tr("银行回单"),
            text=slips_word,
            order=lambda day: day.banked,
            outside=slips_word,
            width=180,
            fills=True,
        ),
        Column(
            key="reason",
            title=tr("长短款原因"),
            text=lambda day: "" if day.closed is None else day.closed.reason,
            order=lambda day: "" if day.closed is None else day.closed.reason,
            outside=lambda day: "" if day.closed is None else day.closed.reason,
            width=120,
            hidden=True,
        ),
    )


def _over_short(day: ReconciledDay) -> str:
    if day.closed is None or not day.closed.over_short:
        return "—"
    return yuan(day.closed.over_short)
