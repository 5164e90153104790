"""The village committee: its members and how to reach them."""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.villages import CommitteeNoted
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.committee import Member
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import VillageUnknown
from collector_desktop.domain.refusals_villages import MemberNameMissing
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import villages


class NoteCommittee(Value):
    """The whole committee as it is now. `id` was fixed when the form opened: a double Enter is one list."""

    id: ActId
    village: str
    members: tuple[Member, ...]


def note_committee(ledger: Ledger, wanted: NoteCommittee, stamp: Stamp) -> Changes:
    """Keep the committee's members; the same list again changes nothing. Raises VillageUnknown, MemberNameMissing."""
    members = tuple(_tidied(member) for member in wanted.members)
    if not all(member.name for member in members):
        raise MemberNameMissing
    with ledger.writing() as conn:
        known_village(conn, wanted.village)
        if villages.committee(conn, wanted.village) == members:
            return Changes()
        noted = CommitteeNoted(**dict(stamp), id=wanted.id, village=wanted.village, members=members)
        return ledger.post(conn, noted).changes


def known_village(conn: Connection, village: str) -> None:
    """Hold that a village is one of these books'. Raises VillageUnknown."""
    known = villages.names(conn)
    if village not in known:
        raise VillageUnknown(village=village, known=known)


def _tidied(member: Member) -> Member:
    return member.model_copy(
        update={"name": member.name.strip(), "phone": member.phone.strip(), "note": member.note.strip()}
    )
