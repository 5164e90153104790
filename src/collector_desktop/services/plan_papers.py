"""The paper of a repayment plan: the proposal to be signed, and the agreement once the station accepted it."""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.instalments import plan_debts
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_repayment import PlanUnknown
from collector_desktop.domain.requests import Instalment, PlanDebt
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiver import approval_number
from collector_desktop.printing.repayment_agreement import (
    AgreementPaper,
    DebtLine,
    PlanApproval,
    repayment_agreement_pdf,
)
from collector_desktop.services.noticing import issuer_of, party_of
from collector_desktop.services.repaying import arrears
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards, policies, repayment
from collector_desktop.store.queries.requests import RequestLine

SIGNATURE = "客户签字"
"""The title of the attachment that is the household's signature."""


class Draft(Value):
    """What is being settled at the door, before anybody signed."""

    account: AccountNumber
    instalments: tuple[Instalment, ...]
    reason: str


def proposal_paper(ledger: Ledger, draft: Draft, stamp: Stamp) -> bytes:
    """What the household is to sign, for everything overdue on the stamp's day. Raises AccountUnknown."""
    with ledger.reading() as conn:
        due = arrears(conn, draft.account, stamp.business_day, policies.policy(conn))
        said = AgreementPaper(
            **_both(ledger, conn, draft.account),
            asked_on=stamp.business_day,
            debts=tuple(map(_debt, plan_debts(due, {}))),
            instalments=draft.instalments,
            reason=draft.reason.strip(),
        )
    return repayment_agreement_pdf(said)


def agreement_paper(ledger: Ledger, account: AccountNumber, stamp: Stamp) -> bytes:
    """The newest plan of an account as it was signed, accepted or not yet. Raises AccountUnknown, PlanUnknown."""
    with ledger.reading() as conn:
        both = _both(ledger, conn, account)
        found = repayment.plan_of(conn, account, stamp.business_day, policies.policy(conn))
        if found is None:
            raise PlanUnknown(account=account)
        said = AgreementPaper(
            **both,
            asked_on=found.line.request.business_day,
            debts=tuple(map(_debt, found.wanted.debts)),
            instalments=found.wanted.instalments,
            reason=found.line.request.reason,
            approval=_approval(found.line.decision),
            signature=_signature(conn, found.line),
        )
    return repayment_agreement_pdf(said)


def _both(ledger: Ledger, conn: Connection, account: AccountNumber) -> dict[str, object]:
    """The two sides, and how long the station waits."""
    info = cards.account_info(conn, account)
    if info is None:
        raise AccountUnknown(account=account)
    policy = policies.policy(conn)
    return {
        "party": party_of(info),
        "issuer": issuer_of(ledger, policy),
        "lapse_days": policy.repayment.lapse_days,
    }


def _debt(debt: PlanDebt) -> DebtLine:
    _account, month, kind = debt.bill.split("-", 2)
    return DebtLine(month=BillingMonth.parse(month), kind=kind, fee=debt.fee, penalty=debt.penalty)


def _approval(decision: RequestDecided | None) -> PlanApproval | None:
    if decision is None or not decision.approved:
        return None
    return PlanApproval(
        number=approval_number(decision), by=decision.decided_by, role=decision.role, on=decision.business_day
    )


def _signature(conn: Connection, line: RequestLine) -> bytes | None:
    """The signature given on screen; a photo of the signed paper stays with the request."""
    for attachment in line.request.attachments:
        if attachment.title == SIGNATURE and attachment.media is MediaType.PNG:
            return read_attachment(conn, attachment)
    return None
