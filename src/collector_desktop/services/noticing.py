"""Issuing notices: drafted from the books, shown, and issued exactly as shown with the paper kept beside."""

from datetime import date, timedelta

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.cases import DisconnectionNoticeIssued, DunningNoticeIssued
from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.case import Step
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.cut_days import day_blocks, free_days
from collector_desktop.domain.ladder_conditions import apply_from, cut_bills, proofs
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import (
    Approval,
    DisconnectionNotice,
    DunnedOn,
    DunningNotice,
    Issuer,
    LawText,
    NoticeLine,
    Party,
)
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.penalty_words import how_it_runs
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.projection import project
from collector_desktop.domain.refusals import CardOutOfDate
from collector_desktop.domain.refusals_cases import CutDayNotPossible, NotApproved
from collector_desktop.domain.requests import DisconnectionWanted
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import keep_files
from collector_desktop.services.enforcing import Standing, allowed, is_posted
from collector_desktop.services.notice_papers import disconnection_paper, dunning_paper
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.store.queries.facts import facts

_DUNNING_LAW = (LawText.CIVIL_CODE_654, LawText.SUPPLY_REGULATION_39, LawText.CIVIL_CODE_195)
_DISCONNECTION_LAW = (
    LawText.CIVIL_CODE_654,
    LawText.SUPPLY_REGULATION_39,
    LawText.SUPPLY_RULES_STOPPING,
    LawText.SUPPLY_RULES_RECONNECTING,
)


class IssueDunning(Value):
    """The dunning notice that was shown. `id` was fixed when the panel opened: a double Enter is one notice."""

    id: ActId
    notice: DunningNotice


class IssueDisconnection(Value):
    """The disconnection notice that was shown."""

    id: ActId
    notice: DisconnectionNotice


def draft_dunning(ledger: Ledger, conn: Connection, account: AccountNumber, stamp: Stamp) -> DunningNotice:
    """The next dunning notice of a household for everything overdue. Raises AccountUnknown, NothingOverdue."""
    found = allowed(Step.ISSUE_DUNNING, conn, account, stamp)
    state, policy, today = found.state, found.policy, stamp.business_day
    applied_from = apply_from(state, policy)
    assert applied_from is not None, "something is overdue"
    return DunningNotice(
        number=_next_number(ledger, conn, "催", DunningNoticeIssued, today),
        copies=policy.ladder.dunning_copies,
        issued_on=today,
        party=party_of(found.account),
        issuer=issuer_of(ledger, policy),
        lines=tuple(map(_line, state.due.bills)),
        law=_DUNNING_LAW,
        ordinal=1 + max(proofs(state, each) for each in state.due.bills),
        pay_by=today + timedelta(days=policy.ladder.dunning_pay_days),
        grows_daily=Money.total(
            penalty(each.bill, today + timedelta(days=1), policy).open - each.penalty.open for each in state.due.bills
        ),
        cut_applied_from=applied_from,
        projected=project((each.bill for each in state.due.bills), today, policy),
        penalty_words=tuple(_reckoned(each) for each in state.due.bills if each.penalty.amount),
    )


def issue_dunning(ledger: Ledger, wanted: IssueDunning, stamp: Stamp) -> Changes:
    """Issue a dunning notice exactly as it was shown; its paper is kept with the act.

    Raises what `draft_dunning` raises, and CardOutOfDate if the books say something else by now.
    """
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        account = wanted.notice.party.account
        if draft_dunning(ledger, conn, account, stamp) != wanted.notice:
            raise CardOutOfDate(account=account)
        act = DunningNoticeIssued(
            **dict(stamp),
            id=wanted.id,
            account=account,
            notice=wanted.notice,
            attachments=keep_files(conn, (dunning_paper(wanted.notice),)),
        )
        return ledger.post(conn, act).changes


def draft_disconnection(
    ledger: Ledger, conn: Connection, account: AccountNumber, cut_on: date, stamp: Stamp
) -> DisconnectionNotice:
    """The disconnection notice under the station's approval, for a day that can be announced.

    Raises AccountUnknown, the StepNotAllowed of what the ladder lacks (NotApproved before all), CutDayNotPossible.
    """
    found = allowed(Step.ISSUE_NOTICE, conn, account, stamp)
    state, rules = found.state, found.policy.ladder
    assert state.request is not None, "approved"
    assert state.decision is not None, "approved"
    _check_cut_day(found, cut_on, stamp.business_day)
    granted = state.decision.granted
    assert isinstance(granted, DisconnectionWanted)
    claimed = [each for each in cut_bills(state, found.policy) if each.bill.id in granted.bills]
    if not claimed:
        raise NotApproved(step=Step.ISSUE_NOTICE)
    return DisconnectionNotice(
        number=_next_number(ledger, conn, "停", DisconnectionNoticeIssued, stamp.business_day),
        copies=rules.disconnection_copies,
        issued_on=stamp.business_day,
        party=party_of(found.account),
        issuer=issuer_of(ledger, found.policy),
        lines=tuple(map(_line, claimed)),
        law=_DISCONNECTION_LAW,
        approval=Approval(
            request=state.request.id,
            approved_on=state.decision.business_day,
            approved_by=state.decision.decided_by,
            role=state.decision.role,
        ),
        dunned=tuple(
            DunnedOn(number=demand.issued.notice.number, served_on=demand.served.business_day)
            for demand in state.proofs
            if demand.served is not None
        ),
        cut_on=cut_on,
        cut_from=rules.cut_from,
        cut_until=rules.cut_until,
        serve_from=max(stamp.business_day, cut_on - timedelta(days=rules.notice_days_most)),
        serve_by=cut_on - timedelta(days=rules.notice_days_least),
        reconnect_hours=rules.reconnect_within(cut_on),
    )


def issue_disconnection(ledger: Ledger, wanted: IssueDisconnection, stamp: Stamp) -> Changes:
    """Issue a disconnection notice exactly as it was shown; its paper is kept with the act.

    Raises what `draft_disconnection` raises, and CardOutOfDate if the books say something else by now.
    """
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        notice = wanted.notice
        if draft_disconnection(ledger, conn, notice.party.account, notice.cut_on, stamp) != notice:
            raise CardOutOfDate(account=notice.party.account)
        act = DisconnectionNoticeIssued(
            **dict(stamp),
            id=wanted.id,
            account=notice.party.account,
            about=notice.approval.request,
            notice=notice,
            attachments=keep_files(conn, (disconnection_paper(notice),)),
        )
        return ledger.post(conn, act).changes


def cut_days(found: Standing, today: date) -> tuple[date, ...]:
    """The days that can be announced for a cut if the notice is issued today, the last within the approval."""
    rules, ends = found.policy.ladder, found.state.approval_ends
    if ends is None:
        return ()
    return free_days(today + timedelta(days=rules.notice_days_least), ends, found.state.weather, found.policy)


def party_of(info: AccountInfo) -> Party:
    """The household as a paper names it."""
    return Party(
        account=info.number,
        name=info.name,
        address=info.address,
        village=info.village,
        meter_number=info.meter_number,
        use=info.use,
    )


def issuer_of(ledger: Ledger, policy: Policy) -> Issuer:
    """Whoever issues papers from these books."""
    seat = ledger.seat
    return Issuer(
        station_code=seat.station_code,
        station_name=seat.station_name,
        collector_name=seat.collector_name,
        badge=seat.badge,
        hotline=policy.hotline,
        demo=seat.demo,
    )


def _check_cut_day(found: Standing, cut_on: date, today: date) -> None:
    ends = found.state.approval_ends
    first = today + timedelta(days=found.policy.ladder.notice_days_least)
    assert ends is not None, "approved"
    if not first <= cut_on <= ends or day_blocks(cut_on, found.state.weather, found.policy):
        raise CutDayNotPossible(day=cut_on, first=first, last=ends)


def _line(each: BillDue) -> NoticeLine:
    return NoticeLine(
        bill=each.bill.id,
        month=each.bill.month,
        kind=each.bill.kind,
        due_on=each.penalty.due_on,
        overdue_days=each.penalty.overdue_days,
        fee=each.fee,
        penalty=each.penalty.open,
    )


def _reckoned(due: BillDue) -> str:
    """2026年8月:47 天 × 每天 1‰ × 16.24 元 = 0.76328 元."""
    kind = "" if due.bill.kind == ORDINARY else f" {due.bill.kind}"
    return f"{due.bill.month.label}{kind}:{'  '.join(how_it_runs(due.penalty))}"


def _next_number(
    ledger: Ledger, conn: Connection, word: str, kind: type[DunningNoticeIssued | DisconnectionNoticeIssued], day: date
) -> str:
    """The next number of this kind, year and chain: a restored copy begins a new chain, so none is given twice."""
    first = f"{word}{day.year}-{ledger.seat.station_code}-{ledger.chain}-"
    given = [
        issued.notice.number
        for issued in facts(conn, kind, since=date(day.year, 1, 1))
        if issued.notice.number.startswith(first)
    ]
    last = max((int(number.removeprefix(first)) for number in given), default=0)
    return f"{first}{last + 1:04d}"
