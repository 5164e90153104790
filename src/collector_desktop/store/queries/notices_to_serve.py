"""Notices somebody must take to a door: issued, not served yet, and still worth the way."""

from datetime import date

from sqlalchemy import Connection

from collector_desktop.domain.acts.cases import DisconnectionNoticeIssued, DunningNoticeIssued, NoticeServed
from collector_desktop.domain.case import Step
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.notices import NoticeKind
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.store.queries.cases import Case, case
from collector_desktop.store.queries.facts import any_facts, facts

_ISSUED = (DunningNoticeIssued, DisconnectionNoticeIssued)


class ToServe(Value):
    """A notice that waits, and the last day on which it still counts if it has one."""

    kind: NoticeKind
    by: date | None = None


def notices_to_serve(
    conn: Connection, on: date, policy: Policy, account: AccountNumber | None = None
) -> dict[AccountNumber, ToServe]:
    """The notice to be served next at each door that has one; one account's if named.

    Only households with a notice out are folded: they are few, and most doors have none.
    """
    served = {proof.about for proof in facts(conn, NoticeServed, account=account)}
    waiting = {each.account for each in any_facts(conn, _ISSUED, account=account) if each.id not in served}
    known = {number: case(conn, number, on, policy) for number in waiting}
    return {number: notice for number, each in known.items() if each and (notice := _of(each))}


def _of(known: Case) -> ToServe | None:
    match known.step:
        case Step.SERVE_NOTICE:
            return ToServe(kind=NoticeKind.DISCONNECTION, by=known.window.latest)
        case Step.SERVE_DUNNING:
            return ToServe(kind=NoticeKind.DUNNING)
    return None
