"""Repayment plans: the household signs what it can pay, the station accepts it as it is, and then it binds both.

A signed proposal is an offer; accepted with other terms it would be a new one (Civil Code arts. 483, 488).
"""

from datetime import date, timedelta

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.allocation import Due
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.instalments import check_instalments, plan_debts
from collector_desktop.domain.ladder import overdue
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_repayment import (
    FirstInstalmentOver,
    NothingToPlan,
    PlanNotSigned,
    PlanRuns,
    PlanTermsChanged,
)
from collector_desktop.domain.repayment import PlanStanding
from collector_desktop.domain.requests import Instalment, PlanWanted
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.requesting import Ask, request_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, cards, policies, repayment
from collector_desktop.store.queries.facts import fact


class ProposePlan(Value):
    """What a household can pay, with its signature. `id` was fixed when the form opened: a double Enter is one."""

    id: ActId
    account: AccountNumber
    instalments: tuple[Instalment, ...]
    reason: str
    files: tuple[NewFile, ...] = ()


def arrears(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> Due:
    """What a plan of that day would be about: everything overdue, its penalty of the day included."""
    return overdue(bills.may_owe(conn, account), on, policy)


def propose(ledger: Ledger, wanted: ProposePlan, stamp: Stamp) -> Changes:
    """Ask the station to accept a signed repayment plan for everything overdue today.

    Raises AccountUnknown, PlanRuns, NothingToPlan, TooFewInstalments, TooManyInstalments, InstalmentDaysWrong,
    InstalmentsMismatch, PlanNotSigned, and the refusals of `request`.
    """
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        policy = policies.policy(conn)
        if cards.account_info(conn, wanted.account) is None:
            raise AccountUnknown(account=wanted.account)
        before = repayment.plan_of(conn, wanted.account, stamp.business_day, policy)
        if before is not None and before.binds:
            raise PlanRuns(account=wanted.account, on=before.line.request.business_day)
        due = arrears(conn, wanted.account, stamp.business_day, policy)
        debts = plan_debts(due, repayment.settled_of(conn, [each.bill.id for each in due.bills]))
        check_instalments(debts, wanted.instalments, stamp.business_day, policy.repayment)
        if not any(file.media in (MediaType.PNG, MediaType.JPEG) for file in wanted.files):
            raise PlanNotSigned
        asked = Ask(
            id=wanted.id,
            account=wanted.account,
            matter=PlanWanted(debts=debts, instalments=wanted.instalments),
            reason=wanted.reason,
            files=wanted.files,
        )
        return request_within(ledger, conn, asked, stamp)


def accept(ledger: Ledger, conn: Connection, asked: RequestMade, decision: RequestDecided, stamp: Stamp) -> Changes:
    """What an acceptance needs at the moment it is given; the decision itself is the agreement.

    Raises PlanTermsChanged, NothingToPlan (paid meanwhile), FirstInstalmentOver; then nothing is decided.
    """
    if decision.granted != asked.matter:
        raise PlanTermsChanged(account=asked.account)
    assert isinstance(asked.matter, PlanWanted), "deciding runs what belongs to the matter"
    line = repayment.plan_of(conn, asked.account, stamp.business_day, policies.policy(conn))
    assert line is not None, "it was decided in this transaction"
    assert line.state is not None, "it was decided in this transaction"
    if line.state.standing is PlanStanding.FULFILLED:
        raise NothingToPlan
    if line.state.standing is PlanStanding.LAPSED:
        raise FirstInstalmentOver(on=asked.matter.instalments[0].on)
    return Changes()


def first_day_suggested(today: date, policy: Policy) -> date:
    """Half of the time a first instalment may wait: the middle of the month after pay day, near enough."""
    return policy.calendar.next_working_day(today + timedelta(days=policy.repayment.first_within_days // 2))
