"""Grades of households, made afresh from what these books hold."""

from datetime import date, timedelta

from sqlalchemy import Connection

from collector_desktop.domain.acts.cases import DisputeOpened, DisputeSettled
from collector_desktop.domain.grading import GradeCode, Grading, PayerHistory, grade
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.promises import AgreementKind, figures
from collector_desktop.domain.protections import open_disputes
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.store.queries import bills, visits
from collector_desktop.store.queries.facts import any_facts
from collector_desktop.store.queries.promises import judged_between
from collector_desktop.store.queries.requests import RequestLine, requests

_MONTH = timedelta(days=31)


def grading(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> Grading:
    """The grade of one household on a day."""
    since = on - policy.grading.months * _MONTH
    agreed = judged_between(conn, since, on, on, account)
    seen = visits.at_account(conn, on, account)
    history = PayerHistory(
        account=account,
        bills=bills.of_account(conn, account),
        promises=figures(each for each in agreed if each.agreement.kind is AgreementKind.PROMISE),
        knocks=(*seen.past, *seen.today),
        disputes=len(open_disputes(any_facts(conn, (DisputeOpened, DisputeSettled), account=account))),
    )
    return grade(history, _upheld(conn, account, on, policy), on, policy)


def objections(conn: Connection, account: AccountNumber) -> tuple[RequestLine, ...]:
    """The objections of one household to its grade, oldest first, with the station's answers."""
    return tuple(line for line in requests(conn, account) if isinstance(line.request.matter, GradeObjection))


def _upheld(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> frozenset[GradeCode]:
    since = on - policy.grading.upheld_months * _MONTH
    return frozenset(
        GradeCode(line.request.matter.line)
        for line in objections(conn, account)
        if isinstance(line.request.matter, GradeObjection)
        and line.decision is not None
        and line.decision.approved
        and line.decision.business_day >= since
    )
