"""Knocks as counts: what a former collector learned of a household, without what came of each."""

from collections.abc import Iterable

from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Setting, VisitCount
from collector_desktop.domain.visit import Slot


def count(attempts: Iterable[Attempt]) -> tuple[VisitCount, ...]:
    """The attempts by month and setting, oldest first; only whether somebody was met is kept."""
    counts: dict[tuple[BillingMonth, Setting], tuple[int, int]] = {}
    for attempt in attempts:
        key = BillingMonth(attempt.on.year, attempt.on.month), attempt.setting
        met, missed = counts.get(key, (0, 0))
        counts[key] = (met + attempt.met, missed + (not attempt.met))
    ordered = sorted(counts, key=lambda key: (str(key[0]), key[1].slot, text_of(key[1])))
    return tuple(VisitCount(*key, *counts[key]) for key in ordered)


def text_of(setting: Setting) -> str:
    """The circumstances as one text: market_day|rain, empty for an ordinary slot."""
    return "|".join(sorted(setting.circumstances))


def setting_of(slot: Slot, text: str) -> Setting:
    """The setting again. Raises ValueError for a circumstance nobody knows."""
    return Setting(slot, frozenset(Circumstance(word) for word in filter(None, text.split("|"))))
