"""The demo before the court: payment orders and a suit against the households that owe longest."""

from datetime import date, timedelta

from collector_desktop.app.demo.pictures import signature
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import Proof, ProofKind
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.visit import Slot
from collector_desktop.services import noticing, serving_notices, suing
from collector_desktop.services.limitation_board import board
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, repayment

COURT = "柳泉县人民法院"
_DEMANDED = timedelta(days=5)
"""How long before its claim a household was sent a demand."""
_CASES: tuple[tuple[Way, int, tuple[tuple[CourtStep, int, str], ...]], ...] = (
    (
        Way.PAYMENT_ORDER,
        35,
        (
            (CourtStep.ACCEPTED, 31, "({year})豫0799民督18号"),
            (CourtStep.ORDER_ISSUED, 24, ""),
            (CourtStep.ORDER_SERVED, 10, ""),
        ),
    ),
    (
        Way.PAYMENT_ORDER,
        30,
        (
            (CourtStep.ACCEPTED, 27, "({year})豫0799民督21号"),
            (CourtStep.ORDER_ISSUED, 20, ""),
            (CourtStep.ORDER_SERVED, 16, ""),
            (CourtStep.OBJECTED, 6, ""),
        ),
    ),
    (Way.SUIT, 9, ((CourtStep.ACCEPTED, 4, "({year})豫0799民初305号"),)),
)
"""How many days before the day each was filed, and what the court did since."""


def go_to_court(station: Ledger, day: date, at: Stamp) -> None:
    """File the demo's claims for those who owe most; their steps are those of the last weeks."""
    taken: set[AccountNumber] = set()
    for way, back, steps in _CASES:
        filed_on = day - timedelta(days=back)
        account = _owes_most(station, filed_on, at.business_day, taken)
        if account is None:
            continue
        taken.add(account)
        _demand(station, account, _back_to(at, filed_on - _DEMANDED))
        claim = suing.FileClaim(id=new_act_id(), account=account, way=way, court=COURT, filed_on=filed_on)
        suing.file(station, claim, at)
        _record(station, claim.id, day, steps, at)


def _demand(station: Ledger, account: AccountNumber, stamp: Stamp) -> None:
    """A demand the household signed for, so that the claim has something to prove it by."""
    try:
        with station.reading() as conn:
            draft = noticing.draft_dunning(station, conn, account, stamp)
    except Refusal:
        return  # nothing was overdue yet on that day in some seasons
    issued = noticing.IssueDunning(id=new_act_id(), notice=draft)
    noticing.issue_dunning(station, issued, stamp)
    proof = Proof(kind=ProofKind.SIGNED, received_by=draft.party.name)
    served = serving_notices.ServeNotice(
        id=new_act_id(), notice=issued.id, slot=Slot.EVENING, proof=proof, files=(signature("签收签名"),)
    )
    serving_notices.serve(station, served, stamp)


def _back_to(at: Stamp, day: date) -> Stamp:
    """The evening of an earlier day."""
    then = at.at - (at.business_day - day)
    return at.model_copy(update={"business_day": day, "at": then.replace(hour=19)})


def _owes_most(station: Ledger, on: date, today: date, but: set[AccountNumber]) -> AccountNumber | None:
    """Who owed most on that day, disputes nothing and keeps no plan, of those not yet before the court."""
    with station.reading() as conn:
        policy = policies.policy(conn)
        lines, paying = board(conn, on, policy), repayment.kept_plans(conn, today, policy)
        free = [
            line
            for line in lines
            if line.times
            and line.account.number not in (*but, *paying)
            and not suing.disputes(conn, line.account.number)
        ]
    return max(free, key=lambda line: line.due.total).account.number if free else None


def _record(station: Ledger, claim: ActId, day: date, steps: tuple[tuple[CourtStep, int, str], ...], at: Stamp) -> None:
    for step, back, number in steps:
        taken = suing.RecordStep(
            id=new_act_id(),
            claim=claim,
            step=step,
            on=day - timedelta(days=back),
            case_number=number.format(year=day.year),
        )
        suing.record(station, taken, at)
