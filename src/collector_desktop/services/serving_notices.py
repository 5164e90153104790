"""Serving a notice at the door: who took it or how it was left, with the proof the law wants."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cases import DisconnectionNoticeIssued, DunningNoticeIssued, NoticeServed
from collector_desktop.domain.acts.field import VisitRecorded
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.case import Step
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ActId
from collector_desktop.domain.notices import NoticeKind, Proof, ProofKind, ProofOfService
from collector_desktop.domain.refusals_cases import (
    NoDisconnectionNotice,
    NoDunningToServe,
    NoticeServedBefore,
    NoticeUnknown,
    ProofIncomplete,
)
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.enforcing import allowed, is_posted
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries.facts import fact, facts

_PICTURES = (MediaType.JPEG, MediaType.PNG)


class ServeNotice(Value):
    """A notice handed over or left. `id` was fixed when the panel opened: a double Enter is one service."""

    id: ActId
    notice: ActId
    slot: Slot
    """In which slot of the day the door was."""
    proof: Proof
    files: tuple[NewFile, ...] = ()


def serve(ledger: Ledger, wanted: ServeNotice, stamp: Stamp) -> Changes:
    """Record that a notice reached its household; it is a visit too, and starts the limitation anew (民法典 195).

    Raises ProofIncomplete, NoticeUnknown, NoticeServedBefore, and the StepNotAllowed of what the ladder lacks: paid
    meanwhile, too early before the cut, a window that passed.
    """
    _check_proof(wanted)
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        issued = notice_of(conn, wanted.notice)
        for served in facts(conn, NoticeServed, about=issued.id):
            raise NoticeServedBefore(step=_step(issued), day=served.business_day)
        _check_step(conn, issued, stamp)
        act = NoticeServed(
            **dict(stamp),
            id=wanted.id,
            account=issued.account,
            about=issued.id,
            number=issued.notice.number,
            bills=issued.notice.bills,
            proof=wanted.proof,
            attachments=keep_files(conn, wanted.files),
        )
        visit = VisitRecorded(
            **dict(stamp), id=new_act_id(), account=issued.account, slot=wanted.slot, outcome=Outcome.NOTICE_SERVED
        )
        return ledger.post(conn, act).changes | ledger.post(conn, visit).changes


def notice_of(conn: Connection, act: ActId) -> DunningNoticeIssued | DisconnectionNoticeIssued:
    """A notice that was issued. Raises NoticeUnknown."""
    issued = fact(conn, act)
    if not isinstance(issued, DunningNoticeIssued | DisconnectionNoticeIssued):
        raise NoticeUnknown(notice=act)
    return issued


def proof_of_service(conn: Connection, act: ActId) -> ProofOfService:
    """The proof of service (送达回证) of a notice: blank until it is served. Raises NoticeUnknown."""
    issued = notice_of(conn, act)
    served = next(iter(facts(conn, NoticeServed, about=issued.id)), None)
    return ProofOfService(
        notice=NoticeKind.DUNNING if isinstance(issued, DunningNoticeIssued) else NoticeKind.DISCONNECTION,
        number=issued.notice.number,
        copies=issued.notice.copies,
        party=issued.notice.party,
        issuer=issued.notice.issuer,
        total=issued.notice.total,
        issued_on=issued.notice.issued_on,
        served_at=None if served is None else served.at,
        proof=None if served is None else served.proof,
        photos=() if served is None else tuple(file.sha256 for file in served.attachments),
    )


def _step(issued: DunningNoticeIssued | DisconnectionNoticeIssued) -> Step:
    return Step.SERVE_DUNNING if isinstance(issued, DunningNoticeIssued) else Step.SERVE_NOTICE


def _check_step(conn: Connection, issued: DunningNoticeIssued | DisconnectionNoticeIssued, stamp: Stamp) -> None:
    """The ladder allows the step, and for this very notice."""
    step = _step(issued)
    state = allowed(step, conn, issued.account, stamp).state
    if step is Step.SERVE_DUNNING and issued.id not in {demand.issued.id for demand in state.demands}:
        raise NoDunningToServe(step=step)
    if step is Step.SERVE_NOTICE and (state.notice is None or state.notice.id != issued.id):
        raise NoDisconnectionNotice(step=step)


def _check_proof(wanted: ServeNotice) -> None:
    """Each kind has what proves it: a name, a relation and what was signed, a witness with the reason, or a photo."""
    proof = wanted.proof
    pictures = "".join(file.title for file in wanted.files if file.media in _PICTURES)
    signed = {"signature": pictures}
    lacks = {
        ProofKind.SIGNED: {"signed_by": proof.received_by, **signed},
        ProofKind.ADULT_FAMILY: {"signed_by": proof.received_by, "relation": proof.relation, **signed},
        ProofKind.LEFT_WITH_WITNESS: {"witness": proof.witness, "reason": proof.refusal_reason},
        ProofKind.LEFT_WITH_PHOTO: {"photo": pictures},
    }
    for name, said in lacks[proof.kind].items():
        if not said.strip():
            raise ProofIncomplete(lacks=name)
