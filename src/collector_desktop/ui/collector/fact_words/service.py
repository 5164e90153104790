"""What was done for people, and what was booked, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.serving import (
    CheckBooked,
    CheckBookingCancelled,
    CheckDone,
    CheckMoved,
    FollowUpDone,
    RepairDone,
    SafetyTalkGiven,
    ServingFact,
    TariffExplained,
)
from collector_desktop.domain.service_check import faults
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.service_words import ITEMS
from collector_desktop.ui.collector.fact_words.parts import bill_word, joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import day_word, slot_name, tr


def service_moment(fact: ServingFact) -> Moment:
    """A booking, a check with what it found, or a small thing that nobody pays for."""
    on = fact.business_day
    match fact:
        case CheckBooked():
            return Moment(on, tr("约好免费检查"), "", joined(_when(fact), fact.note), Tone.ACCENT)
        case CheckMoved():
            return Moment(on, tr("免费检查改期"), "", joined(_when(fact), fact.note), Tone.ACCENT)
        case CheckBookingCancelled():
            return Moment(on, tr("免费检查的预约取消"), "", fact.reason, Tone.MUTED)
        case CheckDone():
            return Moment(on, tr("免费检查"), "", _found(fact), Tone.WARN if faults(fact.items) else Tone.OK)
        case FollowUpDone():
            return Moment(on, tr("复查"), "", fact.what, Tone.OK)
        case RepairDone():
            return Moment(on, tr("小修理,不收钱"), "", joined(fact.what, _minutes(fact.minutes)), Tone.OK)
        case SafetyTalkGiven():
            return Moment(on, tr("安全讲解"), "", joined(fact.what, _minutes(fact.minutes)), Tone.OK)
        case TariffExplained():
            bill = bill_word(fact.bill) if fact.bill else ""
            return Moment(on, tr("讲清电费"), "", joined(bill, fact.what, _minutes(fact.minutes)), Tone.OK)
        case _:
            assert_never(fact)


def _when(fact: CheckBooked | CheckMoved) -> str:
    slot: Slot = fact.slot
    return f"{day_word(fact.on)} {slot_name(slot)}"


def _found(fact: CheckDone) -> str:
    bad = faults(fact.items)
    found = tr("没有发现问题")
    if bad:
        found = tr("不合格:{items}").format(items="、".join(tr(ITEMS[item]) for item in bad))
    left = ""
    if fact.follow_up is not None:
        left = tr("{day} 前:{what}").format(day=near_day(fact.follow_up.due_on), what=fact.follow_up.what)
    return joined(found, fact.findings, tr("当场修:{what}").format(what=fact.repaired) if fact.repaired else "", left)


def _minutes(minutes: int) -> str:
    return tr("{minutes} 分钟").format(minutes=minutes) if minutes else ""
