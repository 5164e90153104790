"""Legacy deposits (电费保证金): offset on a written wish or refunded when supply ends; a new one is never taken."""

from datetime import date

from collector_desktop.domain import prepayment
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.acts.savings import DepositOffset, DepositRefunded
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AmountNotPositive
from collector_desktop.domain.refusals_savings import (
    NothingHeld,
    NothingToOffset,
    OwesBeforeRefund,
    RefundMoreThanHeld,
    SupplyNotEnded,
    WrittenWishMissing,
)
from collector_desktop.domain.requests import DepositOffsetWanted, DepositRefundWanted
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.offsetting import settled_bills
from collector_desktop.services.refunding import check_granted
from collector_desktop.services.requesting import Ask, request_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances, bills, policies

WISH = "客户书面申请"
"""The title of the paper on which a customer wishes a deposit to settle bills."""


class AskOffset(Value):
    """The customer's written wish that the deposit settle bills; `wish` is its photo. `id` was fixed before."""

    id: ActId
    account: AccountNumber
    amount: Money
    reason: str
    wish: tuple[NewFile, ...]


class AskDepositRefund(Value):
    """Supply ends, and the deposit is to be refunded. `id` was fixed before."""

    id: ActId
    account: AccountNumber
    supply_ends_on: date
    reason: str
    files: tuple[NewFile, ...] = ()


def ask_offset(ledger: Ledger, wanted: AskOffset, stamp: Stamp) -> Changes:
    """Ask the station to settle bills from the deposit.

    Raises WrittenWishMissing, AmountNotPositive, NothingHeld, RefundMoreThanHeld, NothingToOffset, and the refusals
    of `request`.
    """
    if not wanted.wish:
        raise WrittenWishMissing(account=wanted.account)
    with ledger.writing() as conn:
        _check(conn, wanted.account, wanted.amount)
        _owed_or_refused(conn, wanted.account, stamp.business_day)
        asked = Ask(
            id=wanted.id,
            account=wanted.account,
            matter=DepositOffsetWanted(amount=wanted.amount),
            reason=wanted.reason,
            files=wanted.wish,
        )
        return request_within(ledger, conn, asked, stamp)


def ask_refund(ledger: Ledger, wanted: AskDepositRefund, stamp: Stamp) -> Changes:
    """Ask the station to refund the whole deposit. Raises NothingHeld, and the refusals of `request`."""
    with ledger.writing() as conn:
        held = balances.held(conn, wanted.account).deposit
        if held <= Money.ZERO:
            raise NothingHeld(account=wanted.account)
        asked = Ask(
            id=wanted.id,
            account=wanted.account,
            matter=DepositRefundWanted(amount=held, supply_ends_on=wanted.supply_ends_on),
            reason=wanted.reason,
            files=wanted.files,
        )
        return request_within(ledger, conn, asked, stamp)


def execute_offset(
    ledger: Ledger, conn: Connection, request: RequestMade, decision: RequestDecided, stamp: Stamp
) -> Changes:
    """Settle bills from the deposit, oldest first, as far as it was granted; what a laptop has out is settled too.

    Raises GrantedOtherThanAsked, WrittenWishMissing, AmountNotPositive, NothingHeld, RefundMoreThanHeld,
    NothingToOffset.
    """
    granted = decision.granted
    assert isinstance(granted, DepositOffsetWanted), "deciding grants what was asked for"
    account = request.account
    check_granted(request.matter, granted)
    if not request.attachments:
        raise WrittenWishMissing(account=account)
    _check(conn, account, granted.amount)
    policy = policies.policy(conn)
    settled = prepayment.offset(bills.may_owe(conn, account), granted.amount, stamp.business_day, policy)
    if not settled.lines:
        raise NothingToOffset(account=account)
    act = DepositOffset(**dict(stamp), id=new_act_id(), account=account, about=request.id, bills=settled_bills(settled))
    return ledger.post(conn, act).changes


def execute_refund(
    ledger: Ledger, conn: Connection, request: RequestMade, decision: RequestDecided, stamp: Stamp
) -> Changes:
    """Refund the deposit once supply has ended and every bill is settled.

    Raises GrantedOtherThanAsked, AmountNotPositive, NothingHeld, RefundMoreThanHeld, SupplyNotEnded, OwesBeforeRefund.
    """
    granted = decision.granted
    assert isinstance(granted, DepositRefundWanted), "deciding grants what was asked for"
    account = request.account
    check_granted(request.matter, granted)
    _check(conn, account, granted.amount)
    if granted.supply_ends_on > stamp.business_day:
        raise SupplyNotEnded(on=granted.supply_ends_on)
    owed = _owed(conn, account, stamp.business_day)
    if owed:
        raise OwesBeforeRefund(owed=owed)
    act = DepositRefunded(
        **dict(stamp),
        id=new_act_id(),
        account=account,
        about=request.id,
        amount=granted.amount,
        supply_ended_on=granted.supply_ends_on,
    )
    return ledger.post(conn, act).changes


def _check(conn: Connection, account: AccountNumber, amount: Money) -> None:
    if amount <= Money.ZERO:
        raise AmountNotPositive(amount=amount)
    held = balances.held(conn, account).deposit
    if held <= Money.ZERO:
        raise NothingHeld(account=account)
    if amount > held:
        raise RefundMoreThanHeld(amount=amount, held=held)


def _owed(conn: Connection, account: AccountNumber, on: date) -> Money:
    return amount_due(bills.may_owe(conn, account), on, policies.policy(conn)).total


def _owed_or_refused(conn: Connection, account: AccountNumber, on: date) -> None:
    if not _owed(conn, account, on):
        raise NothingToOffset(account=account)
