"""What the collector wants otherwise than planned: a door in another slot or place, not today, or as planned after all;
and whether it rains.
"""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.rounds import DoorArranged, RainNoted, Wish
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, rounds


class ArrangeDoor(Value):
    """What is wanted with a door on the business day; see DoorArranged."""

    id: ActId
    account: AccountNumber
    wish: Wish
    slot: Slot | None = None
    before: AccountNumber = AccountNumber("")
    at_end: bool = False


def arrange(ledger: Ledger, wanted: ArrangeDoor, stamp: Stamp) -> Changes:
    """Keep the collector's word on a door for today; the same word again changes nothing. Raises AccountUnknown."""
    on = stamp.business_day
    with ledger.writing() as conn:
        if cards.account_info(conn, wanted.account) is None:
            raise AccountUnknown(account=wanted.account)
        said = DoorArranged(**dict(stamp), **dict(wanted), on=on)
        known = rounds.arranged(conn, on).get(wanted.account)
        if known is None and wanted.wish is Wish.AS_PLANNED:
            return Changes()
        if known is not None and _word(known) == _word(said):
            return Changes()
        return ledger.post(conn, said).changes


def note_rain(ledger: Ledger, act: ActId, slot: Slot, stamp: Stamp, *, rains: bool) -> Changes:
    """Keep whether it rains in a slot of today; the same word again changes nothing."""
    on = stamp.business_day
    with ledger.writing() as conn:
        if ((on, slot) in rounds.rainy_slots(conn, on, on)) == rains:
            return Changes()
        return ledger.post(conn, RainNoted(**dict(stamp), id=act, slot=slot, rains=rains)).changes


def _word(said: DoorArranged) -> tuple[Wish, Slot | None, AccountNumber, bool]:
    return said.wish, said.slot, said.before, said.at_end
