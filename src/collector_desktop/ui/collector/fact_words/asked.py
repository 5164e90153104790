"""What was asked of the station, what it decided, and what was taken back, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.requests import FactWithdrawn, RequestDecided, RequestFact, RequestMade
from collector_desktop.domain.requests import Role
from collector_desktop.services.matter_words import matter_name, matter_words
from collector_desktop.ui.collector.fact_words.parts import joined
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr

_ROLES = {Role.CLERK: "办事员", Role.MANAGER: "所长"}


def asked_moment(fact: RequestFact) -> Moment:
    """A request, its answer, or a word taken back with the reason."""
    on = fact.business_day
    match fact:
        case RequestMade():
            title = tr("申请:{matter}").format(matter=matter_name(fact.matter, tr))
            return Moment(on, title, "", joined(matter_words(fact.matter, tr), fact.reason), Tone.ACCENT)
        case RequestDecided():
            who = f"{tr(_ROLES[fact.role])} {fact.decided_by}".strip()
            granted = matter_words(fact.granted, tr) if fact.granted is not None else ""
            title = tr("供电所同意") if fact.approved else tr("供电所不同意")
            return Moment(on, title, "", joined(granted, who, fact.reason), Tone.OK if fact.approved else Tone.WARN)
        case FactWithdrawn():
            return Moment(on, tr("撤回一条记录"), "", fact.reason, Tone.MUTED)
        case _:
            assert_never(fact)
