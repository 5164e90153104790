"""Publicity: what was held in the villages, the leaflets and their texts, and the poster with group totals."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.publicity import HandedOut, LeafletEdited, PublicityHeld, PublicityTopic
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.exposure import VillagePoster, village_poster
from collector_desktop.domain.leaflets import FilledLeaflet, Leaflet, checked, filled, leaflet_values
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals_publicity import PublicityWithoutPlace, PublicityWithoutTopic
from collector_desktop.domain.value import Value
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.resources import resource_path
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.villages import known_village
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, publicity


class Hold(Value):
    """What was held where. `id` was fixed when the form opened: a double Enter is one event."""

    id: ActId
    village: str
    topics: tuple[PublicityTopic, ...]
    place: str
    audience: int = 0
    handed_out: tuple[HandedOut, ...] = ()
    note: str = ""
    files: tuple[NewFile, ...] = ()


class EditLeaflet(Value):
    """A leaflet's new text; an empty one brings back the program's own."""

    id: ActId
    leaflet: Leaflet
    text: str


def hold(ledger: Ledger, wanted: Hold, stamp: Stamp) -> Changes:
    """Log that the law, safety or the tariff was made known in a village.

    Raises PublicityWithoutTopic, PublicityWithoutPlace, VillageUnknown, AttachmentTooLarge, AttachmentNotUnderstood.
    """
    if not wanted.topics:
        raise PublicityWithoutTopic
    if not wanted.place.strip():
        raise PublicityWithoutPlace
    with ledger.writing() as conn:
        known_village(conn, wanted.village)
        held = PublicityHeld(
            **dict(stamp),
            id=wanted.id,
            village=wanted.village,
            topics=wanted.topics,
            place=wanted.place.strip(),
            audience=wanted.audience,
            handed_out=wanted.handed_out,
            note=wanted.note.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, held).changes


def edit_leaflet(ledger: Ledger, wanted: EditLeaflet, stamp: Stamp) -> Changes:
    """Give a leaflet another text, on every seat the act reaches.

    Raises LeafletFieldUnknown, LeafletBraceOpen, LeafletTextMissing; an empty text is no mistake but a return.
    """
    text = checked(wanted.text) if wanted.text.strip() else ""
    with ledger.writing() as conn:
        edited = LeafletEdited(**dict(stamp), id=wanted.id, leaflet=wanted.leaflet, text=text)
        return ledger.post(conn, edited).changes


def leaflet_text(ledger: Ledger, leaflet: Leaflet) -> str:
    """A leaflet's text with its fields in braces: as edited last, else the program's own."""
    with ledger.reading() as conn:
        return publicity.edited_text(conn, leaflet) or own_text(leaflet)


def fill(ledger: Ledger, leaflet: Leaflet, text: str, on: date) -> FilledLeaflet:
    """A text as it would be printed on a day. Raises LeafletFieldUnknown, LeafletBraceOpen, LeafletTextMissing."""
    with ledger.reading() as conn:
        policy = policies.policy(conn)
    values = leaflet_values(ledger.seat.station_name, ledger.seat.collector_name, policy, on)
    return filled(leaflet, text, values)


def poster(ledger: Ledger, village: str, on: date) -> VillagePoster:
    """The poster of a village: counts and sums by group. Raises VillageUnknown, TooFewForPoster."""
    with ledger.reading() as conn:
        known_village(conn, village)
        owing = publicity.owing_households(conn, village, on)
        policy = policies.policy(conn)
    return village_poster(ledger.seat.station_name, village, on, owing, policy)


def write_poster(path: Path, shown: VillagePoster) -> None:
    """Write a poster's cells to an .xlsx file for the village committee. Raises OSError."""
    title = f"{shown.village}电费欠交情况 截至 {shown.on.isoformat()}"
    rows = [(group.label, group.households, group.amount) for group in shown.groups]
    write_table(path, title, ("村民组", "户数", "欠费"), [*rows, ("合计", shown.households, shown.amount)])


@lru_cache(maxsize=len(Leaflet))
def own_text(leaflet: Leaflet) -> str:
    """The text the program came with."""
    return resource_path("leaflets", f"{leaflet}.txt").read_text(encoding="utf-8").strip()
