"""Publicity of one village without a window: what was held, what is being written down, leaflets and the poster."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.publicity import HandedOut, PublicityHeld, PublicityTopic
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.exposure import VillagePoster, names_for_poster
from collector_desktop.domain.leaflets import FilledLeaflet, Leaflet
from collector_desktop.domain.names import ActId
from collector_desktop.services import publicity, requesting
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.publicity import EditLeaflet, Hold
from collector_desktop.store.queries import publicity as queries
from collector_desktop.store.queries.lost_files import FilesHere, files_here
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.VILLAGE, Topic.BILLS, Topic.SNAPSHOT, Topic.REQUESTS})
"""What must have changed for publicity to be stale."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What was held, as far as it is written down."""

    topics: tuple[PublicityTopic, ...] = ()
    place: str = ""
    audience: int = 0
    handed_out: Mapping[Leaflet, int] = field(default_factory=dict)
    note: str = ""


class Publicity:
    """One village. What is being written outlives the page and the program."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.village = ""
        self._act = new_act_id()

    def held(self) -> tuple[PublicityHeld, ...]:
        """What was held here, newest first."""
        with self._session.ledger.reading() as conn:
            return queries.held(conn, self.village)

    def writing(self) -> Writing:
        """What was written and not yet saved; a damaged draft is none."""
        try:
            kept = json.loads(self._session.drafts.get(self._draft) or "{}")
            return Writing(
                topics=tuple(map(PublicityTopic, kept.get("topics", ()))),
                place=str(kept.get("place", "")),
                audience=int(kept.get("audience", 0)),
                handed_out={Leaflet(name): int(number) for name, number in kept.get("handed_out", {}).items()},
                note=str(kept.get("note", "")),
            )
        except (ValueError, TypeError, AttributeError):
            return Writing()

    def write(self, writing: Writing) -> None:
        """Keep what is being written."""
        empty = writing == Writing(handed_out=writing.handed_out) and not any(writing.handed_out.values())
        self._session.drafts.put(self._draft, "" if empty else json.dumps(asdict(writing), ensure_ascii=False))

    def files(self, held: PublicityHeld) -> FilesHere:
        """The photos of an event, as far as these books hold them."""
        with self._session.ledger.reading() as conn:
            return files_here(conn, held.attachments)

    def save(self, writing: Writing, files: tuple[NewFile, ...] = ()) -> Changes:
        """Log it. Raises what `publicity.hold` raises; then what was written stays."""
        handed_out = tuple(
            HandedOut(leaflet=leaflet, number=number) for leaflet, number in writing.handed_out.items() if number
        )
        wanted = Hold(
            id=self._act,
            village=self.village,
            topics=writing.topics,
            place=writing.place,
            audience=writing.audience,
            handed_out=handed_out,
            note=writing.note,
            files=files,
        )
        changes = publicity.hold(self._session.ledger, wanted, self._session.stamp())
        self._act = new_act_id()
        self._session.drafts.put(self._draft, "")
        return changes

    def withdraw(self, act: ActId, reason: str) -> Changes:
        """Take back what was logged by mistake. Raises ReasonMissing."""
        return requesting.withdraw(self._session.ledger, act, reason, self._session.stamp())

    def text(self, leaflet: Leaflet) -> str:
        """A leaflet's text: as being edited, else as it stands."""
        return self._session.drafts.get(f"leaflet/{leaflet}") or publicity.leaflet_text(self._session.ledger, leaflet)

    def edit(self, leaflet: Leaflet, text: str) -> None:
        """Keep what is being edited; the text as it stands is no draft."""
        stands = publicity.leaflet_text(self._session.ledger, leaflet)
        self._session.drafts.put(f"leaflet/{leaflet}", "" if text == stands else text)

    def is_edited(self, leaflet: Leaflet) -> bool:
        """Whether a draft waits to be saved."""
        return bool(self._session.drafts.get(f"leaflet/{leaflet}"))

    def is_own(self, leaflet: Leaflet) -> bool:
        """Whether the text is the one the program came with."""
        return self.text(leaflet) == publicity.own_text(leaflet)

    def filled(self, leaflet: Leaflet) -> FilledLeaflet:
        """The leaflet as it would be printed today. Raises what `leaflets.checked` raises."""
        return publicity.fill(self._session.ledger, leaflet, self.text(leaflet), self._session.business_day)

    def save_leaflet(self, leaflet: Leaflet, text: str) -> Changes:
        """Keep a leaflet's text for every seat; an empty one brings back the program's own."""
        wanted = EditLeaflet(id=new_act_id(), leaflet=leaflet, text=text)
        changes = publicity.edit_leaflet(self._session.ledger, wanted, self._session.stamp())
        self._session.drafts.put(f"leaflet/{leaflet}", "")
        return changes

    def poster(self) -> VillagePoster:
        """The village's poster as of today. Raises TooFewForPoster, VillageUnknown."""
        return publicity.poster(self._session.ledger, self.village, self.today)

    def names(self) -> None:
        """Ask for names on the poster. Raises NamesNotAllowed."""
        names_for_poster(self.village)

    @property
    def today(self) -> date:
        """The business day."""
        return self._session.business_day

    @property
    def _draft(self) -> str:
        return f"publicity/{self.village}"
