"""Going to court, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.court import ClaimFiled, CourtFact, CourtPaperMade, CourtStepTaken
from collector_desktop.services.court_words import PAPERS, STEPS, WAYS
from collector_desktop.ui.collector.fact_words.parts import joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr


def court_moment(fact: CourtFact) -> Moment:
    """A claim filed, a step at the court, or a paper made for it."""
    on = fact.business_day
    match fact:
        case ClaimFiled():
            claimed = fact.claimed
            title = tr("提交法院:{way}").format(way=tr(WAYS[claimed.way]))
            return Moment(on, title, claimed.total.grouped(), joined(claimed.court, fact.case_number), Tone.ACCENT)
        case CourtStepTaken():
            day = near_day(fact.on) if fact.on != on else ""
            return Moment(on, tr(STEPS[fact.step]), "", joined(day, fact.case_number, fact.note), Tone.ACCENT)
        case CourtPaperMade():
            title = tr("做好{paper}").format(paper=tr(PAPERS[fact.paper]))
            return Moment(on, title, "", tr("{pages} 页").format(pages=fact.pages), Tone.MUTED)
        case _:
            assert_never(fact)
