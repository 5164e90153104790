"""The list before a cut as the books can fill it in; whoever stands at the meter confirms or corrects it."""

from datetime import datetime

from collector_desktop.domain.case import CaseState, Condition
from collector_desktop.domain.cut_days import day_blocks, night_block
from collector_desktop.domain.notices import CutCheckItem, CutCheckLine
from collector_desktop.domain.policy import Policy

_BY_CONDITION = {
    Condition.WORKING_DAY: CutCheckItem.WORKING_DAY,
    Condition.CALM_WEATHER: CutCheckItem.WEATHER,
    Condition.NO_EXAM: CutCheckItem.NO_EXAM,
    Condition.DAYLIGHT: CutCheckItem.DAYLIGHT,
}


def known_lines(case: CaseState, at: datetime, policy: Policy) -> tuple[CutCheckLine, ...]:
    """Every line the books can answer, in the order of the list; the meter only a person can look at."""
    blocks = (*day_blocks(case.on, case.weather, policy), *night_block(at.time(), policy))
    stops = {_BY_CONDITION[missing.condition]: missing.text for missing in blocks}
    if not case.due.bills:
        stops[CutCheckItem.STILL_UNPAID] = ""
    for dispute in case.disputes:
        stops[CutCheckItem.NO_DISPUTE] = dispute.what
    for noted in case.protections:
        stops[CutCheckItem.NOT_PROTECTED] = noted.note
    return tuple(
        CutCheckLine(item=item, clear=item not in stops, note=stops.get(item, ""))
        for item in CutCheckItem
        if item is not CutCheckItem.RIGHT_METER
    )


def corrected(lines: tuple[CutCheckLine, ...], known: tuple[CutCheckLine, ...]) -> tuple[CutCheckLine, ...]:
    """What a person answered, with every line the books say no to: nobody can tick away what is known."""
    against = {line.item: line for line in known if not line.clear}
    return tuple(against.get(line.item, line) if line.clear else line for line in lines)
