"""Reconciled days as columns, and which of them are looked at."""

from collections.abc import Sequence
from enum import StrEnum

from collector_desktop.domain.money import Money
from collector_desktop.domain.over_short import Decided
from collector_desktop.domain.reconciliation import ReconciledDay, Standing
from collector_desktop.services.over_short_words import state_word
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


class Shelf(StrEnum):
    """What the table shows."""

    WAITING = "waiting"
    KEPT = "kept"
    DONE = "done"
    ALL = "all"


_SHELVES = {
    Shelf.WAITING: "长短款待定",
    Shelf.KEPT: "挂账待查",
    Shelf.DONE: "长短款已定",
    Shelf.ALL: "全部",
}
_OF_SHELF = {Shelf.WAITING: Decided.WAITING, Shelf.KEPT: Decided.KEPT, Shelf.DONE: Decided.DONE}
_DECIDED_TONES: dict[Decided | None, Tone] = {
    Decided.WAITING: Tone.DANGER,
    Decided.KEPT: Tone.WARN,
    Decided.DONE: Tone.OK,
}
_DIFFERENCE_TONES: dict[Decided | None, Tone] = {**_DECIDED_TONES, Decided.DONE: Tone.TEXT}


def on_shelf(days: Sequence[ReconciledDay], shelf: Shelf) -> list[ReconciledDay]:
    """Days whose difference is as far, or all."""
    return [day for day in days if shelf is Shelf.ALL or day.decided is _OF_SHELF[shelf]]


def shelf_word(shelf: Shelf) -> str:
    """The name of a part."""
    return tr(_SHELVES[shelf])


def decided_word(day: ReconciledDay) -> str:
    """What stands decided of a day's difference."""
    return state_word(day.decided, None if day.decision is None else day.decision.outcome, tr)


def standing_word(standing: Standing) -> str:
    """How a day stands, in a word."""
    return tr(_WORDS[standing])


def slips_word(day: ReconciledDay) -> str:
    """The bank's slips, and what each brought in of this day; a dash before any."""
    return "、".join(f"{slip.number} {yuan(slip.amount)}" for slip in day.slips) or "—"


def columns() -> tuple[Column[ReconciledDay], ...]:
    """How it stands, day, who, taken, counted, over or short with its decision, still held, and the bank's slips."""
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
            order=lambda day: Money.ZERO if day.closed is None else day.closed.difference,
            outside=lambda day: None if day.closed is None else day.closed.difference,
            width=92,
            right=True,
            tone=lambda day: _DIFFERENCE_TONES.get(day.decided, Tone.MUTED),
        ),
        Column(
            key="decided",
            title=tr("决定"),
            text=decided_word,
            order=decided_word,
            outside=decided_word,
            width=140,
            tone=lambda day: _DECIDED_TONES.get(day.decided, Tone.MUTED),
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
            width=110,
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
    if day.closed is None or not day.closed.difference:
        return "—"
    return yuan(day.closed.difference)
