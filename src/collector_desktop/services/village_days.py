"""A village's market days and harvests: what the day plan reckons with, told by whoever knows the village."""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.rounds import VillageDaysNoted
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ActId
from collector_desktop.domain.value import Value
from collector_desktop.domain.village_days import ORDINARY_DAYS, VillageDays
from collector_desktop.services.villages import known_village
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import rounds


class NoteVillageDays(Value):
    """All that is known of a village's days now. `id` was fixed when the form opened: a double Enter is one word."""

    id: ActId
    village: str
    days: VillageDays


def note_village_days(ledger: Ledger, wanted: NoteVillageDays, stamp: Stamp) -> Changes:
    """Keep a village's days; the same word again changes nothing. Raises VillageUnknown."""
    with ledger.writing() as conn:
        known_village(conn, wanted.village)
        if rounds.days_of_villages(conn).get(wanted.village, ORDINARY_DAYS) == wanted.days:
            return Changes()
        return ledger.post(conn, VillageDaysNoted(**dict(stamp), **dict(wanted))).changes
