"""Claims before the court, folded from their facts; nothing of them is stored."""

from sqlalchemy import Connection

from collector_desktop.domain.acts.court import ClaimFiled, CourtPaperMade, CourtStepTaken
from collector_desktop.domain.court import ClaimState, fold
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.store.queries.facts import fact, facts


def claims(conn: Connection, policy: Policy, account: AccountNumber | None = None) -> tuple[ClaimState, ...]:
    """Every claim these books know, of one account if named, oldest first."""
    taken: dict[ActId, list[CourtStepTaken]] = {}
    for step in facts(conn, CourtStepTaken, account=account):
        taken.setdefault(step.about, []).append(step)
    filed = sorted(facts(conn, ClaimFiled, account=account), key=lambda each: each.claimed.filed_on)
    return tuple(fold(each, taken.get(each.id, ()), policy) for each in filed)


def claim(conn: Connection, act: ActId, policy: Policy) -> ClaimState | None:
    """One claim; None if these books know none of that id."""
    filed = fact(conn, act)
    if not isinstance(filed, ClaimFiled):
        return None
    return fold(filed, facts(conn, CourtStepTaken, about=act), policy)


def papers(conn: Connection, account: AccountNumber) -> tuple[CourtPaperMade, ...]:
    """What was made for a court about an account, oldest first."""
    return facts(conn, CourtPaperMade, account=account)
