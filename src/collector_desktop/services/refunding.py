"""Giving prepayment back: asked for at the door, done by the station, never out of takings."""

from enum import StrEnum

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.acts.savings import PrepaymentRefunded
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AmountNotPositive, GrantedOtherThanAsked
from collector_desktop.domain.refusals_savings import NothingHeld, RefundInCashNotAllowed, RefundMoreThanHeld
from collector_desktop.domain.requests import Matter, PrepaymentRefundWanted
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.requesting import Ask, request_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances


class RefundWay(StrEnum):
    """How the customer would like the money; the last one is what people ask for and nobody may do."""

    AT_THE_COUNTER = "at_the_counter"
    TO_A_BANK_ACCOUNT = "to_a_bank_account"
    CASH_AT_THE_DOOR = "cash_at_the_door"


class AskRefund(Value):
    """A customer would like prepayment back. `id` was fixed when the form opened: a double Enter is one request."""

    id: ActId
    account: AccountNumber
    amount: Money
    way: RefundWay
    bank_account: str = ""
    """The end of its number, if the money is to go there."""
    reason: str
    files: tuple[NewFile, ...] = ()


def ask(ledger: Ledger, wanted: AskRefund, stamp: Stamp) -> Changes:
    """Ask the station for a refund; it is done there if it is approved.

    Raises RefundInCashNotAllowed (坐支: nothing is paid out of takings), AmountNotPositive, NothingHeld,
    RefundMoreThanHeld, and the refusals of `request`.
    """
    if wanted.way is RefundWay.CASH_AT_THE_DOOR:
        raise RefundInCashNotAllowed(account=wanted.account)
    with ledger.writing() as conn:
        _check(conn, wanted.account, wanted.amount)
        matter = PrepaymentRefundWanted(amount=wanted.amount, pay_to=_pay_to(wanted))
        asked = Ask(id=wanted.id, account=wanted.account, matter=matter, reason=wanted.reason, files=wanted.files)
        return request_within(ledger, conn, asked, stamp)


def execute(ledger: Ledger, conn: Connection, request: RequestMade, decision: RequestDecided, stamp: Stamp) -> Changes:
    """Give back what was granted; what is refused undoes the decision.

    Raises GrantedOtherThanAsked, AmountNotPositive, NothingHeld, RefundMoreThanHeld.
    """
    granted = decision.granted
    assert isinstance(granted, PrepaymentRefundWanted), "deciding grants what was asked for"
    check_granted(request.matter, granted)
    _check(conn, request.account, granted.amount)
    act = PrepaymentRefunded(
        **dict(stamp),
        id=new_act_id(),
        account=request.account,
        about=request.id,
        amount=granted.amount,
        pay_to=granted.pay_to,
    )
    return ledger.post(conn, act).changes


def check_granted(asked: Matter, granted: Matter) -> None:
    """What is granted may be less than what was asked for, never more. Raises GrantedOtherThanAsked."""
    if getattr(granted, "amount", Money.ZERO) > getattr(asked, "amount", Money.ZERO):
        raise GrantedOtherThanAsked(asked=asked.what, granted=granted.what)


def _check(conn: Connection, account: AccountNumber, amount: Money) -> None:
    if amount <= Money.ZERO:
        raise AmountNotPositive(amount=amount)
    held = balances.held(conn, account).prepay
    if held <= Money.ZERO:
        raise NothingHeld(account=account)
    if amount > held:
        raise RefundMoreThanHeld(amount=amount, held=held)


def _pay_to(wanted: AskRefund) -> str:
    return f"银行卡 {wanted.bank_account.strip()}".strip() if wanted.way is RefundWay.TO_A_BANK_ACCOUNT else ""
