"""Going to court for a household's debts: a claim filed, and each step recorded to the end; only the station sues."""

from datetime import date, timedelta

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.cases import DisputeOpened, DisputeSettled, DunningNoticeIssued, NoticeServed
from collector_desktop.domain.acts.court import ClaimFiled, CourtStepTaken
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.court import ClaimState, followers, last_day_of
from collector_desktop.domain.court_claim import Claimed, CourtStep, Way
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.notices import NoticeLine
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.protections import open_disputes
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_court import (
    BillNotOverdue,
    CaseNumberMissing,
    ClaimRunning,
    ClaimUnknown,
    CourtMissing,
    EnforcementTooEarly,
    FilingDayNotPossible,
    NothingToClaim,
    ObjectionTooLate,
    OnlyTheStationSues,
    PaymentOrderDisputed,
    StepDayNotPossible,
    StepDoesNotFollow,
)
from collector_desktop.domain.refusals_repayment import PlanBinds
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.enforcing import is_posted
from collector_desktop.services.limitation_board import HouseholdTimes, household
from collector_desktop.services.noticing import issuer_of, party_of
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import policies, receipts, repayment, visits
from collector_desktop.store.queries.contracts import contract
from collector_desktop.store.queries.court import claim
from collector_desktop.store.queries.facts import any_facts, facts

_FILED_BACK = timedelta(days=60)
"""How long ago a claim that is recorded only now may have been filed."""


class FileClaim(Value):
    """A claim as the clerk fills it in; amounts and evidence are the books'. `id` was fixed when the form opened."""

    id: ActId
    account: AccountNumber
    way: Way
    court: str
    bills: tuple[BillId, ...] = ()
    """All that is overdue if none is named."""
    filed_on: date
    case_number: str = ""
    files: tuple[NewFile, ...] = ()


class RecordStep(Value):
    """A step of the court as it is written down. `id` was fixed when the form opened: a double Enter is one step."""

    id: ActId
    claim: ActId
    step: CourtStep
    on: date
    case_number: str = ""
    note: str = ""
    files: tuple[NewFile, ...] = ()


def draft(ledger: Ledger, conn: Connection, wanted: FileClaim, stamp: Stamp) -> Claimed:
    """The application as it would be filed.

    Raises OnlyTheStationSues, CourtMissing, AccountUnknown, FilingDayNotPossible, NothingToClaim, BillNotOverdue,
    ClaimRunning, PlanBinds, PaymentOrderDisputed.
    """
    check_station(ledger)
    policy = policies.policy(conn)
    line = household(conn, wanted.account, wanted.filed_on, policy)
    if line is None:
        raise AccountUnknown(account=wanted.account)
    court = wanted.court.strip()
    if not court:
        raise CourtMissing
    if not stamp.business_day - _FILED_BACK <= wanted.filed_on <= stamp.business_day:
        raise FilingDayNotPossible(day=wanted.filed_on)
    lines = _lines(line, wanted)
    _check_running(line, {each.bill for each in lines})
    plan = repayment.kept_plan(conn, wanted.account, stamp.business_day, policy)
    if plan is not None and plan.next is not None:
        raise PlanBinds(number=plan.next.number, day=plan.next.last_day)
    if wanted.way is Way.PAYMENT_ORDER:
        for dispute in disputes(conn, wanted.account):
            raise PaymentOrderDisputed(text=dispute.what)
    return _claimed(ledger, conn, wanted, line, lines, policy)


def file(ledger: Ledger, wanted: FileClaim, stamp: Stamp) -> Changes:
    """Record a claim filed with a court. Raises what `draft` raises, AttachmentTooLarge, AttachmentNotUnderstood."""
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        act = ClaimFiled(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            claimed=draft(ledger, conn, wanted, stamp),
            case_number=wanted.case_number.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def record(ledger: Ledger, wanted: RecordStep, stamp: Stamp) -> Changes:
    """Record what happened with a claim.

    Raises OnlyTheStationSues, ClaimUnknown, StepDoesNotFollow, StepDayNotPossible, CaseNumberMissing,
    ObjectionTooLate, EnforcementTooEarly, AttachmentTooLarge, AttachmentNotUnderstood.
    """
    check_station(ledger)
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        policy = policies.policy(conn)
        state = claim(conn, wanted.claim, policy)
        if state is None:
            raise ClaimUnknown(claim=wanted.claim)
        _check_step(state, wanted, stamp.business_day, policy)
        act = CourtStepTaken(
            **dict(stamp),
            id=wanted.id,
            account=state.filed.account,
            about=state.filed.id,
            step=wanted.step,
            on=wanted.on,
            case_number=wanted.case_number.strip(),
            note=wanted.note.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def disputes(conn: Connection, account: AccountNumber) -> tuple[DisputeOpened, ...]:
    """What the customer disputes and nobody settled."""
    return open_disputes(any_facts(conn, (DisputeOpened, DisputeSettled), account=account))


def check_station(ledger: Ledger) -> None:
    """Only the station goes to court. Raises OnlyTheStationSues."""
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationSues


def _lines(line: HouseholdTimes, wanted: FileClaim) -> tuple[NoticeLine, ...]:
    overdue = {each.bill.id: each for each in line.due.bills}
    for bill in wanted.bills:
        if bill not in overdue:
            raise BillNotOverdue(bill=bill)
    chosen = [each for bill, each in overdue.items() if not wanted.bills or bill in wanted.bills]
    if not chosen:
        raise NothingToClaim(account=wanted.account)
    return tuple(
        NoticeLine(
            bill=each.bill.id,
            month=each.bill.month,
            kind=each.bill.kind,
            due_on=each.penalty.due_on,
            overdue_days=each.penalty.overdue_days,
            fee=each.fee,
            penalty=each.penalty.open,
        )
        for each in chosen
    )


def _check_running(line: HouseholdTimes, bills: set[BillId]) -> None:
    for running in line.claims:
        for bill in running.claimed.bills:
            if running.is_open and bill in bills:
                raise ClaimRunning(bill=bill, court=running.claimed.court, day=running.claimed.filed_on)


def _claimed(
    ledger: Ledger,
    conn: Connection,
    wanted: FileClaim,
    line: HouseholdTimes,
    lines: tuple[NoticeLine, ...],
    policy: Policy,
) -> Claimed:
    rules, issuer, signed = policy.court, issuer_of(ledger, policy), contract(conn, wanted.account)
    bills = {each.bill for each in lines}
    return Claimed(
        way=wanted.way,
        court=wanted.court.strip(),
        filed_on=wanted.filed_on,
        applicant=rules.applicant or issuer.station_name,
        applicant_code=rules.applicant_code,
        applicant_address=rules.applicant_address,
        representative=rules.representative,
        phone=rules.applicant_phone or issuer.hotline,
        issuer=issuer,
        party=party_of(line.account),
        party_phones=line.account.phones,
        lines=lines,
        contract="" if signed is None else f"{signed.number}({signed.signed_on.isoformat()} 签订)",
        demands=tuple(
            f"{served.business_day.isoformat()} 送达 {served.number}"
            for served in facts(conn, NoticeServed, account=wanted.account)
            if bills & set(served.bills)
        ),
        evidence=_evidence(conn, wanted.account, has_contract=signed is not None),
    )


def _evidence(conn: Connection, account: AccountNumber, *, has_contract: bool) -> tuple[str, ...]:
    """The titles of the evidence pack in short: what an application lists."""
    found = ["供用电合同登记"] if has_contract else []
    found += ["欠费账单明细", "违约金计算明细"]
    if facts(conn, DunningNoticeIssued, account=account):
        found.append("催费通知单及送达回证")
    if visits.of_account(conn, account):
        found.append("上门走访记录")
    if receipts.of_account(conn, account):
        found.append("交费记录")
    return tuple(found)


def _check_step(state: ClaimState, wanted: RecordStep, today: date, policy: Policy) -> None:
    if wanted.step not in followers(state.way, state.stage):
        raise StepDoesNotFollow(since=state.since)
    if not state.since <= wanted.on <= today:
        raise StepDayNotPossible(day=wanted.on, first=state.since, last=today)
    if wanted.step is CourtStep.ACCEPTED and not (wanted.case_number.strip() or state.case_number):
        raise CaseNumberMissing
    if wanted.step is CourtStep.OBJECTED:
        last = last_day_of(state.since, policy.court.objection_days, policy)
        if wanted.on > last:
            raise ObjectionTooLate(last=last)
    if (
        wanted.step is CourtStep.ENFORCEMENT_APPLIED
        and state.enforce_from is not None
        and wanted.on < state.enforce_from
    ):
        raise EnforcementTooEarly(day=state.enforce_from)
