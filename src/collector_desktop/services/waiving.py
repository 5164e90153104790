"""Waiving a part of a penalty (违约金减免): asked for with a reason, granted by the station, applied to the bill."""

from collections.abc import Mapping

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.refusals import AmountNotPositive
from collector_desktop.domain.refusals_terms import BillUnknown, NothingToWaive, WaiverMoreThanOpen, WaiverOnAnotherBill
from collector_desktop.domain.requests import WaiverWanted
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiver import approval_number
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.refunding import check_granted
from collector_desktop.services.requesting import Ask, request_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, policies, waivers


class AskWaiver(Value):
    """A customer asks for less penalty. `id` was fixed when the form opened: a double Enter is one request."""

    id: ActId
    account: AccountNumber
    bill: BillId
    amount: Money
    reason: str
    files: tuple[NewFile, ...] = ()


def ask(ledger: Ledger, wanted: AskWaiver, stamp: Stamp) -> Changes:
    """Ask the station to waive a part of one bill's penalty.

    Raises AmountNotPositive, BillUnknown, NothingToWaive, WaiverMoreThanOpen, and the refusals of `request`.
    """
    with ledger.writing() as conn:
        matter = WaiverWanted(bill=wanted.bill, amount=wanted.amount)
        _check(conn, wanted.account, matter, stamp)
        asked = Ask(id=wanted.id, account=wanted.account, matter=matter, reason=wanted.reason, files=wanted.files)
        return request_within(ledger, conn, asked, stamp)


def execute(ledger: Ledger, conn: Connection, request: RequestMade, decision: RequestDecided, stamp: Stamp) -> Changes:
    """Apply a granted waiver at once if the bill is at the station; a laptop that holds it does so with its next route.

    Raises WaiverOnAnotherBill, GrantedOtherThanAsked, AmountNotPositive, BillUnknown, NothingToWaive,
    WaiverMoreThanOpen; then nothing is decided.
    """
    granted = decision.granted
    assert isinstance(granted, WaiverWanted), "deciding grants what was asked for"
    assert isinstance(request.matter, WaiverWanted), "deciding runs what belongs to the matter"
    if granted.bill != request.matter.bill:
        raise WaiverOnAnotherBill(asked=request.matter.bill, granted=granted.bill)
    check_granted(request.matter, granted)
    _check(conn, request.account, granted, stamp)
    return apply_granted(ledger, conn, stamp)


def apply_granted(ledger: Ledger, conn: Connection, stamp: Stamp) -> Changes:
    """Apply every granted waiver whose bill this seat holds, no more than is still open; twice is once."""
    changes = Changes()
    for decision in waivers.waiting(conn):
        granted = decision.granted
        assert isinstance(granted, WaiverWanted), "only waivers wait to be applied"
        amount = min(granted.amount, _open(_held_here(ledger, conn, decision.account), granted.bill, conn, stamp))
        if amount > Money.ZERO:
            act = WaiverApplied(
                **dict(stamp),
                id=new_act_id(),
                account=decision.account,
                about=decision.about,
                bill=granted.bill,
                amount=amount,
                approval=approval_number(decision),
                approved_on=decision.business_day,
            )
            changes |= ledger.post(conn, act).changes
    return changes


def _check(conn: Connection, account: AccountNumber, wanted: WaiverWanted, stamp: Stamp) -> None:
    if wanted.amount <= Money.ZERO:
        raise AmountNotPositive(amount=wanted.amount)
    known = {bill.id: bill for bill in bills.of_account(conn, account)}
    if wanted.bill not in known:
        raise BillUnknown(bill=wanted.bill)
    still = _open(known, wanted.bill, conn, stamp)
    if not still:
        raise NothingToWaive(bill=wanted.bill)
    if wanted.amount > still:
        raise WaiverMoreThanOpen(amount=wanted.amount, open=still)


def _held_here(ledger: Ledger, conn: Connection, account: AccountNumber) -> Mapping[BillId, Bill]:
    if ledger.seat.kind is SeatKind.COLLECTOR:
        return {bill.id: bill for bill in bills.collectable(conn, account, ledger.seat.device)}
    return {
        bill.id: bill
        for bill in bills.of_account(conn, account)
        if (holder := waivers.holder(conn, bill.id)) is not None and holder.device is None
    }


def _open(known: Mapping[BillId, Bill], bill: BillId, conn: Connection, stamp: Stamp) -> Money:
    """What is still to be paid of a bill's penalty today; nothing of a bill that is not there."""
    if bill not in known:
        return Money.ZERO
    return penalty(known[bill], stamp.business_day, policies.policy(conn)).open
