"""What became of a drawer that did not agree, in plain words."""

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.services.over_short_words import decision_words
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr


def cash_moment(fact: CashDecided) -> Moment:
    """What was decided; a household's history has it where what was over went back there."""
    return Moment(fact.business_day, tr("长短款决定"), fact.amount.grouped(), decision_words(fact, tr), Tone.ACCENT)
