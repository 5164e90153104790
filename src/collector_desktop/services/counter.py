"""The station's own counter: what a customer asks for there is asked and decided at once, by the same rules."""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.requests import Role
from collector_desktop.services.deciding import Decide, decide_within
from collector_desktop.services.requesting import Ask, request_within
from collector_desktop.store.ledger import Ledger


def at_the_counter(ledger: Ledger, ask: Ask, decided_by: str, role: Role, stamp: Stamp) -> Changes:
    """Ask and approve at once; whatever is refused leaves neither.

    Raises the refusals of `request` and `decide`, and those of the matter.
    """
    with ledger.writing() as conn:
        asked = request_within(ledger, conn, ask, stamp)
        said = Decide(request=ask.id, approved=True, reason="", decided_by=decided_by, role=role)
        return asked | decide_within(ledger, conn, said, stamp)
