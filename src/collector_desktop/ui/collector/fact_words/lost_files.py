"""Files that are gone, in plain words."""

from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr


def lost_moment(fact: FileLost) -> Moment:
    """What was lost; the record it belongs to stands."""
    return Moment(fact.business_day, tr("附件丢失"), "", fact.title, Tone.WARN)
