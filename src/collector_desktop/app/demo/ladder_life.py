"""The demo's ladder: a household on every rung, from a demand just printed to supply that came back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from collector_desktop.app.demo.pictures import photo, signature
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cases import CallWay
from collector_desktop.domain.case import Rung
from collector_desktop.domain.ladder_policy import Protection
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import CutCheckItem, CutCheckLine, Proof, ProofKind
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.visit import Slot
from collector_desktop.services import cutting, enforcing, noticing, protecting, serving_notices
from collector_desktop.services.enforcing import ApplyForDisconnection
from collector_desktop.services.protecting import OpenDispute, Protect
from collector_desktop.services.serving_notices import ServeNotice
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.cases import Case, cases

At = Callable[[date, int], Stamp]
"""Who acts on a day at an hour."""

_NOBODY = AccountNumber("")
APPLIED_BACK = 20
"""Days before the day on which disconnections were applied for; the station answered the day after."""
_CUTTER, _PERMIT = "郑师傅", "豫电工 0703-118"
_KINDS = tuple(ProofKind)


@dataclass(frozen=True, slots=True)
class Climb:
    """How far a household went: days back to the cut announced, and whether supply was cut and came back."""

    account: AccountNumber = _NOBODY
    announce: int | None = None
    """Days from the day to the cut; None leaves it at the approval."""
    serve: bool = True
    cut: bool = False
    reconnect: bool = False
    pays: bool = False
    """Whether it pays on the last evening, so that supply is due back."""


_CLIMBS = (
    Climb(announce=-9, cut=True),
    Climb(announce=1),
    Climb(announce=-5, cut=True, pays=True),
    Climb(announce=-12, cut=True, reconnect=True),
    Climb(),
    Climb(announce=6, serve=False),
)
_BEFORE_COURT, _LARGEST = 42, 3
"""Days before the day on which the largest debts were demanded, and how many of them."""
_LOW = 7
"""Households with a demand only, or with an application nobody answered yet."""


def climb(laptop: Ledger, day: date, at: At) -> tuple[Climb, ...]:
    """Three weeks ago: demands served and disconnections applied for; what the station is asked for."""
    on = day - timedelta(days=APPLIED_BACK)
    found = _long_overdue(laptop, on)
    _demand_the_largest(laptop, day, at)
    climbs = tuple(replace(far, account=case.account.number) for case, far in zip(found, _CLIMBS, strict=False))
    for number, each in enumerate(climbs):
        _demand(laptop, each.account, number, at(on - timedelta(days=2), 9), at(on - timedelta(days=2), 18))
        _apply(laptop, each.account, at(on, 18))
    return climbs


def _demand_the_largest(laptop: Ledger, day: date, at: At) -> None:
    """Those who owe most were told in writing, with proof, before anybody went to court."""
    on = day - timedelta(days=_BEFORE_COURT)
    for number, case in enumerate(_long_overdue(laptop, on)[-_LARGEST:]):
        _demand(laptop, case.account.number, number, at(on, 9), at(on, 18))


def go_on(laptop: Ledger, climbs: Sequence[Climb], day: date, at: At) -> None:
    """Since the station's answer: notices, cuts and the way back; and the lower rungs up to yesterday."""
    policy = _policy(laptop)
    for each in climbs:
        if each.announce is not None:
            _announce(laptop, each, day, policy, at)
    taken = {each.account for each in climbs}
    yesterday = day - timedelta(days=1)
    low = [case.account.number for case in _long_overdue(laptop, yesterday) if case.account.number not in taken]
    for number, account in enumerate(low[:_LOW]):
        _low_rung(laptop, account, number, day, at)


def _low_rung(laptop: Ledger, account: AccountNumber, number: int, day: date, at: At) -> None:
    """Each way of serving once; one protected, one in dispute, one applied for, one just printed."""
    back = day - timedelta(days=7 - number)
    issued = _issue(laptop, account, at(back, 9))
    if issued is None or number == 0:
        return
    _serve(laptop, issued, number, at(back, 18))
    yesterday = at(day - timedelta(days=1), 18)
    match number:
        case 1:
            _apply(laptop, account, yesterday)
        case 2:
            wanted = Protect(id=new_act_id(), account=account, ground=Protection.LIFE_SUPPORT, note="家有制氧机")
            protecting.protect(laptop, wanted, yesterday)
        case 3:
            said = OpenDispute(id=new_act_id(), account=account, what="说 8 月抄表多了 60 度")
            protecting.open_dispute(laptop, said, yesterday)


def _announce(laptop: Ledger, each: Climb, day: date, policy: Policy, at: At) -> None:
    """The notice, six days before the cut; then the cut and the way back as far as this household went."""
    assert each.announce is not None, "the caller looked"
    cut_on = policy.calendar.next_working_day(day + timedelta(days=each.announce - 1))
    noticed = min(cut_on - timedelta(days=6), day - timedelta(days=1))
    try:
        with laptop.reading() as conn:
            draft = noticing.draft_disconnection(laptop, conn, each.account, cut_on, at(noticed, 9))
        issued = noticing.IssueDisconnection(id=new_act_id(), notice=draft)
        noticing.issue_disconnection(laptop, issued, at(noticed, 9))
        if each.serve:
            _serve(laptop, issued.id, 0, at(noticed, 18))
        if each.cut:
            _cut(laptop, each.account, cut_on, at)
        if each.reconnect:
            _reconnect(laptop, each.account, at(cut_on + timedelta(days=2), 11))
    except Refusal:
        return  # a holiday, an exam or the weather stands against it in some seasons: the household stays on its rung


def _cut(laptop: Ledger, account: AccountNumber, on: date, at: At) -> None:
    told = cutting.MakeCall(id=new_act_id(), account=account, way=CallWay.PHONE, spoke_to="户主")
    called = at(on, 9)
    cutting.call(laptop, told, called)
    checked = called.model_copy(update={"at": called.at + timedelta(minutes=20)})
    lines = tuple(CutCheckLine(item=item, clear=True) for item in CutCheckItem)
    cutting.check(laptop, cutting.DoCheck(id=new_act_id(), account=account, lines=lines), checked)
    done = cutting.Cut(
        id=new_act_id(),
        account=account,
        cut_by=_CUTTER,
        permit=_PERMIT,
        reading=Decimal(8120),
        files=(photo("停电照片 1"),),
    )
    cutting.cut(laptop, done, at(on, 10))


def _reconnect(laptop: Ledger, account: AccountNumber, stamp: Stamp) -> None:
    done = cutting.Reconnect(
        id=new_act_id(), account=account, reconnected_by=_CUTTER, reading=Decimal(8120), reason="签了还款承诺,先复电"
    )
    cutting.reconnect(laptop, done, stamp)


def _demand(laptop: Ledger, account: AccountNumber, number: int, issued_at: Stamp, served_at: Stamp) -> None:
    issued = _issue(laptop, account, issued_at)
    if issued is not None:
        _serve(laptop, issued, number, served_at)


def _issue(laptop: Ledger, account: AccountNumber, stamp: Stamp) -> ActId | None:
    """A dunning notice; none if nothing was overdue that day."""
    try:
        with laptop.reading() as conn:
            draft = noticing.draft_dunning(laptop, conn, account, stamp)
    except Refusal:
        return None
    issued = noticing.IssueDunning(id=new_act_id(), notice=draft)
    noticing.issue_dunning(laptop, issued, stamp)
    return issued.id


def _serve(laptop: Ledger, notice: ActId, number: int, stamp: Stamp) -> None:
    kind = _KINDS[number % len(_KINDS)]
    with laptop.reading() as conn:
        name = serving_notices.notice_of(conn, notice).notice.party.name
    proofs = {
        ProofKind.SIGNED: (Proof(kind=kind, received_by=name), signature("签收签名")),
        ProofKind.ADULT_FAMILY: (Proof(kind=kind, received_by="王秀兰", relation="妻子"), signature("签收签名")),
        ProofKind.LEFT_WITH_WITNESS: (
            Proof(kind=kind, witness="村主任", witness_duty="村主任", refusal_reason="拒收"),
            photo("送达照片 1"),
        ),
        ProofKind.LEFT_WITH_PHOTO: (Proof(kind=kind, refusal_reason="无人在家"), photo("送达照片 1")),
    }
    proof, file = proofs[kind]
    wanted = ServeNotice(id=new_act_id(), notice=notice, slot=Slot.EVENING, proof=proof, files=(file,))
    serving_notices.serve(laptop, wanted, stamp)


def _apply(laptop: Ledger, account: AccountNumber, stamp: Stamp) -> None:
    wanted = ApplyForDisconnection(id=new_act_id(), account=account, reason="多次上门,有能力交、一直不交")
    try:
        enforcing.apply_for_disconnection(laptop, wanted, stamp)
    except Refusal:
        return  # not more than 30 days overdue on that day in some seasons


def _long_overdue(laptop: Ledger, on: date) -> list[Case]:
    """Who owed for more than 30 days on a day, nothing begun against them, the smaller debts first."""
    policy = _policy(laptop)
    with laptop.reading() as conn:
        found = cases(conn, on, policy, laptop.seat.device)
    return sorted(_plain(found, policy), key=lambda case: (case.state.due.total, case.account.number))


def _plain(found: Sequence[Case], policy: Policy) -> Iterator[Case]:
    for case in found:
        state = case.state
        is_long = state.due.overdue_days > policy.ladder.overdue_days
        if is_long and state.rung is Rung.OVERDUE and not state.protections and not state.disputes:
            yield case


def _policy(laptop: Ledger) -> Policy:
    with laptop.reading() as conn:
        return policies.policy(conn)
