"""What the day plan was told, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.rounds import DoorArranged, RainNoted, RoundFact, VillageDaysNoted, Wish
from collector_desktop.ui.collector.fact_words.parts import joined
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import slot_name, tr


def round_moment(fact: RoundFact) -> Moment:
    """A village's days, rain, a door the collector wants otherwise than planned."""
    on = fact.business_day
    match fact:
        case VillageDaysNoted():
            return Moment(on, tr("记下集日和农忙"), "", fact.village, Tone.MUTED)
        case RainNoted():
            return Moment(on, tr("下雨") if fact.rains else tr("没有下雨"), "", slot_name(fact.slot), Tone.MUTED)
        case DoorArranged(wish=Wish.SKIP):
            return Moment(on, tr("今天不去"), "", "", Tone.MUTED)
        case DoorArranged(wish=Wish.AS_PLANNED):
            return Moment(on, tr("照计划去"), "", "", Tone.MUTED)
        case DoorArranged():
            when = slot_name(fact.slot) if fact.slot else ""
            return Moment(on, tr("自己排定上门"), "", joined(when), Tone.MUTED)
        case _:
            assert_never(fact)
