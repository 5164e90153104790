"""Lists with names without a window: what was asked for a village, how it stands, and making the approved one."""

from dataclasses import dataclass
from enum import StrEnum

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.publicity import UnmaskedListMade
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ActId
from collector_desktop.domain.requests import UnmaskedListWanted
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.unmasked_lists import Made, MakeList, make_list
from collector_desktop.store.queries.publicity import unmasked_lists
from collector_desktop.store.queries.requests import RequestLine, requests
from collector_desktop.ui.session import Session


class ListState(StrEnum):
    """How a list stands."""

    WAITING = "waiting"
    REFUSED = "refused"
    APPROVED = "approved"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class NamedList:
    """One list that was asked for."""

    line: RequestLine
    purpose: str
    state: ListState
    made: UnmaskedListMade | None


class Names:
    """The lists of one village."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.village = ""
        self._act = new_act_id()

    def lists(self) -> tuple[NamedList, ...]:
        """Every list asked for that holds this village, newest first."""
        with self._session.ledger.reading() as conn:
            made = {each.about: each for each in unmasked_lists(conn)}
            asked = requests(conn)
        return tuple(
            NamedList(
                line, line.request.matter.purpose, _state(line, line.request.id in made), made.get(line.request.id)
            )
            for line in reversed(asked)
            if isinstance(line.request.matter, UnmaskedListWanted) and self.village in line.request.matter.villages
        )

    def ask(self, purpose: str, reason: str) -> Changes:
        """Ask the station. Raises ReasonMissing, RequestAlreadyMade."""
        wanted = Ask(
            id=self._act,
            village=self.village,
            matter=UnmaskedListWanted(villages=(self.village,), purpose=purpose.strip()),
            reason=reason if purpose.strip() else "",
        )
        changes = request(self._session.ledger, wanted, self._session.stamp())
        self._act = new_act_id()
        return changes

    def make(self, request_id: ActId) -> Made:
        """Write the approved list beside the packages. Raises what `make_list` raises, and OSError."""
        wanted = MakeList(id=new_act_id(), request=request_id)
        return make_list(self._session.ledger, wanted, self._session.exchange_folder, self._session.stamp())


def _state(line: RequestLine, is_made: bool) -> ListState:
    if line.decision is None:
        return ListState.WAITING
    if not line.decision.approved:
        return ListState.REFUSED
    return ListState.MADE if is_made else ListState.APPROVED
