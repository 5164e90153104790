"""What was noted so that a household can be met, in plain words."""

from datetime import date
from typing import assert_never

from collector_desktop.domain.acts.household import (
    AppointmentCancelled,
    AppointmentMade,
    AwayEnded,
    AwayNoted,
    ContactNoted,
    DoorSlipLeft,
    HouseholdFact,
    NeighbourNoted,
)
from collector_desktop.domain.masking import mask_name, mask_phone
from collector_desktop.ui.collector.fact_words.parts import joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import day_word, slot_name, tr


def household_moment(fact: HouseholdFact) -> Moment:
    """A contact, an absence, an appointment or a slip at the door; names and phones are masked."""
    on = fact.business_day
    match fact:
        case ContactNoted():
            who = joined(mask_name(fact.name), fact.relation, mask_phone(fact.phone))
            return Moment(on, tr("记下联系人"), "", who, Tone.MUTED)
        case NeighbourNoted():
            return Moment(
                on, tr("记下捎话的邻居"), "", joined(mask_name(fact.name), mask_phone(fact.phone)), Tone.MUTED
            )
        case AwayNoted():
            until = tr("到 {day} 为止").format(day=near_day(fact.until))
            return Moment(on, tr("外出"), "", joined(until, fact.reason), Tone.MUTED)
        case AwayEnded():
            return Moment(on, tr("外出回来了"), "", "", Tone.MUTED)
        case AppointmentMade():
            when = f"{day_word(fact.on)} {slot_name(fact.slot)}"
            return Moment(on, tr("约好上门"), "", joined(when, fact.purpose), Tone.ACCENT)
        case AppointmentCancelled():
            return Moment(on, tr("上门约定取消"), "", fact.reason, Tone.MUTED)
        case DoorSlipLeft():
            return Moment(on, tr("门上留条"), "", _evenings(fact.evenings), Tone.MUTED)
        case _:
            assert_never(fact)


def _evenings(evenings: tuple[date, ...]) -> str:
    return tr("说好 {days}晚上来").format(days="、".join(map(near_day, evenings))) if evenings else ""
