"""The ladder held inside the writing transaction: every step asks it first; and asking for a disconnection."""

from collections.abc import Iterable
from typing import NamedTuple

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.case import CaseState, Step
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.ladder_conditions import cut_bills
from collector_desktop.domain.ladder_steps import may
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AccountUnknown, GrantedOtherThanAsked, ManagerNeeded
from collector_desktop.domain.refusals_cases import refusal_of
from collector_desktop.domain.requests import DisconnectionWanted, Role
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.requesting import Ask, request_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.store.queries.cases import case
from collector_desktop.store.queries.facts import fact


class Standing(NamedTuple):
    """A household's case as the books are now, with the policy it was folded under."""

    account: AccountInfo
    state: CaseState
    policy: Policy


class ApplyForDisconnection(Value):
    """The application as the collector signs it; the bills and the amount are the books'. `id` was fixed before."""

    id: ActId
    account: AccountNumber
    reason: str
    files: tuple[NewFile, ...] = ()


def standing(conn: Connection, account: AccountNumber, stamp: Stamp) -> Standing:
    """The case of a household on the stamp's day. Raises AccountUnknown."""
    policy = policies.policy(conn)
    found = case(conn, account, stamp.business_day, policy)
    if found is None:
        raise AccountUnknown(account=account)
    return Standing(found.account, found.state, policy)


def allowed(step: Step, conn: Connection, account: AccountNumber, stamp: Stamp) -> Standing:
    """The same if the step may be done now.

    Raises AccountUnknown, and the StepNotAllowed of the first condition that does not hold.
    """
    found = standing(conn, account, stamp)
    for missing in may(step, found.state, stamp.at, found.policy):
        raise refusal_of(step, missing)
    return found


def is_posted(conn: Connection, act: ActId) -> bool:
    """Whether this very act was posted before: a double Enter is one step."""
    return fact(conn, act) is not None


def disconnection_wanted(state: CaseState, policy: Policy) -> DisconnectionWanted:
    """What a disconnection may be asked for on the case's day: the bills long overdue and demanded with proof."""
    found = cut_bills(state, policy)
    return DisconnectionWanted(
        bills=tuple(each.bill.id for each in found),
        total=Money.total(each.total for each in found),
        overdue_days=max(((state.on - each.penalty.due_on).days for each in found), default=0),
    )


def apply_for_disconnection(ledger: Ledger, wanted: ApplyForDisconnection, stamp: Stamp) -> Changes:
    """Ask the station to approve a disconnection (《供电营业规则》: approved by the head of the unit first).

    Raises ReasonMissing, AccountUnknown and the StepNotAllowed of what the ladder lacks: no demand with proof, not
    more than 30 days overdue, a dispute, a protection, an application that waits.
    """
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        found = allowed(Step.APPLY, conn, wanted.account, stamp)
        ask = Ask(
            id=wanted.id,
            account=wanted.account,
            matter=disconnection_wanted(found.state, found.policy),
            reason=wanted.reason,
            files=wanted.files,
        )
        return request_within(ledger, conn, ask, stamp)


def confirm_disconnection(
    ledger: Ledger, conn: Connection, asked: RequestMade, decision: RequestDecided, stamp: Stamp
) -> Changes:
    """What an approval needs at the moment it is given: who approves by class of use, and a case that still stands.

    Raises GrantedOtherThanAsked, ManagerNeeded, and the StepNotAllowed of whatever no notice could be issued for now;
    then nothing is decided.
    """
    if not set(_bills(decision.granted)) <= set(_bills(asked.matter)):
        raise GrantedOtherThanAsked(asked="disconnection", granted="disconnection")
    found = allowed(Step.ISSUE_NOTICE, conn, asked.account, stamp)
    if found.policy.ladder.approver(found.state.use) is Role.MANAGER and decision.role is not Role.MANAGER:
        raise ManagerNeeded(what="disconnection")
    return Changes()


def _bills(matter: object) -> Iterable[str]:
    return matter.bills if isinstance(matter, DisconnectionWanted) else ()
