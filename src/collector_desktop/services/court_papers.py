"""Papers for the court: the application filled in and the evidence pack; making one leaves a line in the journal."""

import hashlib
from datetime import date

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.cases import (
    DisconnectionNoticeIssued,
    DunningNoticeIssued,
    NoticeServed,
)
from collector_desktop.domain.acts.court import CourtPaperMade
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.attachment import Attachment, MediaType
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.court_claim import Claimed, CourtPaper
from collector_desktop.domain.evidence import Demanded, Evidence, PaidLine, VisitLine
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_court import EvidenceMissing, NothingToClaim
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.printing import evidence_sheets
from collector_desktop.printing.court_application import court_application_pdf
from collector_desktop.printing.evidence_pack import EvidencePack, PackItem, evidence_pack
from collector_desktop.printing.notices import DISCONNECTION_TITLE, DUNNING_TITLE
from collector_desktop.printing.pixels import page_count
from collector_desktop.printing.proof_of_service import TITLE as PROOF_TITLE
from collector_desktop.printing.proof_of_service import proof_of_service_pdf
from collector_desktop.services.enforcing import is_posted
from collector_desktop.services.noticing import issuer_of, party_of
from collector_desktop.services.serving_notices import proof_of_service
from collector_desktop.services.suing import check_station
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, cards, policies, receipts, visits
from collector_desktop.store.queries.contracts import contract
from collector_desktop.store.queries.court import claims
from collector_desktop.store.queries.facts import any_facts, facts
from collector_desktop.store.queries.lost_files import FilesHere, files_here

OUTCOMES: dict[str, str] = {
    Outcome.PAID: "已交",
    Outcome.PART_PAID: "部分交",
    Outcome.PROMISED: "承诺",
    Outcome.NOT_HOME: "不在家",
    Outcome.REFUSED: "拒交",
    Outcome.DISPUTED: "有异议",
    Outcome.MOVED: "搬走、空房",
    Outcome.SERVICED: "已服务",
    Outcome.NOTICE_SERVED: "送达通知",
}
SLOTS: dict[str, str] = {Slot.MORNING: "早晨", Slot.NOON: "中午", Slot.EVENING: "晚上"}


class MakePack(Value):
    """An evidence pack asked for. `id` was fixed when it was: a double Enter is one line in the journal."""

    id: ActId
    account: AccountNumber
    court: str = ""
    bills: tuple[BillId, ...] = ()
    """All that is overdue if none is named."""
    claim: ActId = ActId("")
    """The claim it belongs to, if one was filed."""


class Made(Value):
    """A paper with what making it changed."""

    pdf: bytes
    pages: int
    changes: Changes


def make_application(ledger: Ledger, act: ActId, claim: ActId, claimed: Claimed, stamp: Stamp) -> Made:
    """The application as a paper (支付令申请书, 民事起诉状); its hash is kept. Raises OnlyTheStationSues."""
    check_station(ledger)
    pdf = court_application_pdf(claimed)
    paper = CourtPaperMade(
        **dict(stamp),
        id=act,
        account=claimed.party.account,
        about=claim,
        paper=CourtPaper.APPLICATION,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=page_count(pdf),
    )
    return Made(pdf=pdf, pages=paper.pages, changes=_posted(ledger, paper))


def make_pack(ledger: Ledger, wanted: MakePack, stamp: Stamp) -> Made:
    """Everything that proves a household's debt, bound into one PDF.

    Raises OnlyTheStationSues, AccountUnknown, NothingToClaim, EvidenceMissing.
    """
    check_station(ledger)
    with ledger.reading() as conn:
        evidence = gather(ledger, conn, wanted.account, wanted.bills, stamp.business_day)
        items = pack_items(conn, evidence)
    pack = evidence_pack(evidence, wanted.court, items)
    return Made(pdf=pack.pdf, pages=pack.pages, changes=_posted(ledger, _paper(wanted, pack, stamp)))


def gather(ledger: Ledger, conn: Connection, account: AccountNumber, chosen: tuple[BillId, ...], on: date) -> Evidence:
    """What the books know that proves the debt. Raises AccountUnknown, NothingToClaim."""
    info = cards.account_info(conn, account)
    if info is None:
        raise AccountUnknown(account=account)
    policy = policies.policy(conn)
    due = amount_due(bills.may_owe(conn, account), on, policy)
    claimed = tuple(each for each in due.bills if each.bill.due_on < on and (not chosen or each.bill.id in chosen))
    if not claimed:
        raise NothingToClaim(account=account)
    return Evidence(
        on=on,
        issuer=issuer_of(ledger, policy),
        party=party_of(info),
        phones=info.phones,
        contract=contract(conn, account),
        bills=claimed,
        demands=_demands(conn, account, {each.bill.id for each in claimed}),
        visits=_visits(conn, account),
        paid=tuple(
            PaidLine(
                number=given.receipt.number,
                on=given.receipt.business_day,
                method=given.receipt.method,
                fees=given.receipt.fees,
                penalties=given.receipt.penalties,
                received=given.receipt.received,
                voided=given.void is not None,
            )
            for given in receipts.of_account(conn, account)
        ),
        others=tuple(
            attachment
            for claim in claims(conn, policy, account)
            for said in (claim.filed, *claim.steps)
            for attachment in said.attachments
        ),
    )


def pack_items(conn: Connection, evidence: Evidence) -> tuple[PackItem, ...]:
    """The evidence item by item, in the order of a suit; for a file that is known to be lost a sheet that says so.

    Raises EvidenceMissing if a file is not what its act says.
    """
    on = evidence.on
    found: list[PackItem] = []
    if evidence.contract is not None:
        content = evidence_sheets.contract_pdf(evidence)
        found.append(_sheet(evidence_sheets.CONTRACT, on, content, "合同关系和约定的违约金"))
    found.append(_sheet(evidence_sheets.BILLS, on, evidence_sheets.bills_pdf(evidence), "所欠电费的月份、电量和金额"))
    found.append(_sheet(evidence_sheets.PENALTY, on, evidence_sheets.penalty_pdf(evidence), "违约金的计算方法和金额"))
    files = files_here(conn, _attachments(evidence))
    for demanded in evidence.demands:
        title = f"{demanded.title} {demanded.number}"
        found += [_file(evidence, files, paper, demanded.issued_on, "已书面催告") for paper in demanded.papers]
        if demanded.proof is not None and demanded.proof.served_at is not None:
            served_on = demanded.proof.served_at.date()
            content = proof_of_service_pdf(demanded.proof)
            found.append(_sheet(f"{PROOF_TITLE} {demanded.number}", served_on, content, f"{title} 已送达"))
            found += [_file(evidence, files, proof, served_on, f"{title} 送达情况") for proof in demanded.proof_files]
    if evidence.visits:
        content = evidence_sheets.visits_pdf(evidence, OUTCOMES, SLOTS)
        found.append(_sheet(evidence_sheets.VISITS, on, content, "多次上门催收"))
    if evidence.paid:
        found.append(_sheet(evidence_sheets.PAYMENTS, on, evidence_sheets.payments_pdf(evidence), "已交部分已扣除"))
    found += [_file(evidence, files, other, on, "法院程序") for other in evidence.others]
    return tuple(found)


def _demands(conn: Connection, account: AccountNumber, claimed: set[BillId]) -> tuple[Demanded, ...]:
    served = {proof.about: proof for proof in facts(conn, NoticeServed, account=account)}
    found = []
    for issued in any_facts(conn, (DunningNoticeIssued, DisconnectionNoticeIssued), account=account):
        assert isinstance(issued, DunningNoticeIssued | DisconnectionNoticeIssued), "asked for these"
        if not claimed & set(issued.notice.bills):
            continue
        proof = served.get(issued.id)
        found.append(
            Demanded(
                title=DUNNING_TITLE if isinstance(issued, DunningNoticeIssued) else DISCONNECTION_TITLE,
                number=issued.notice.number,
                issued_on=issued.notice.issued_on,
                papers=issued.attachments,
                proof=None if proof is None else proof_of_service(conn, issued.id),
                proof_files=() if proof is None else proof.attachments,
            )
        )
    return tuple(found)


def _visits(conn: Connection, account: AccountNumber) -> tuple[VisitLine, ...]:
    return tuple(
        VisitLine(
            on=visit.knock.on,
            at=visit.at,
            slot=visit.knock.slot,
            outcome=visit.knock.outcome,
            promise=visit.promise,
            note=visit.note,
        )
        for visit in visits.of_account(conn, account)
    )


def _attachments(evidence: Evidence) -> list[Attachment]:
    said = [file for demanded in evidence.demands for file in (*demanded.papers, *demanded.proof_files)]
    return [*said, *evidence.others]


def _sheet(title: str, on: date, content: bytes, proves: str) -> PackItem:
    return PackItem(title=title, on=on, content=content, media=MediaType.PDF, proves=proves)


def _file(evidence: Evidence, files: FilesHere, named: Attachment, on: date, proves: str) -> PackItem:
    content, lost_on = files.contents.get(named.sha256), files.lost.get(named.sha256)
    if lost_on is not None:
        told = evidence_sheets.lost_file_pdf(evidence, named.title, named.sha256, lost_on)
        return _sheet(named.title, on, told, f"原件已丢失({lost_on.isoformat()} 查出)")
    if content is None or hashlib.sha256(content).hexdigest() != named.sha256:
        raise EvidenceMissing(title=named.title)
    return PackItem(title=named.title, on=on, content=content, media=named.media, proves=proves)


def _paper(wanted: MakePack, pack: EvidencePack, stamp: Stamp) -> CourtPaperMade:
    return CourtPaperMade(
        **dict(stamp),
        id=wanted.id,
        account=wanted.account,
        about=wanted.claim,
        paper=CourtPaper.EVIDENCE_PACK,
        sha256=pack.sha256,
        pages=pack.pages,
        items=pack.items,
    )


def _posted(ledger: Ledger, paper: CourtPaperMade) -> Changes:
    with ledger.writing() as conn:
        return Changes() if is_posted(conn, paper.id) else ledger.post(conn, paper).changes
