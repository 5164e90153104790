"""Voiding a receipt: the same day, before the cash is closed, with a reason."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.money import ReceiptVoided
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import (
    ReasonMissing,
    ReceiptAlreadyRemitted,
    ReceiptAlreadyVoid,
    ReceiptNotFromToday,
    ReceiptUnknown,
)
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import closes, receipts


def void(ledger: Ledger, number: ReceiptNumber, reason: str, stamp: Stamp) -> Changes:
    """Void a receipt; its number stays and its bills are open again.

    Raises ReasonMissing, ReceiptUnknown, ReceiptAlreadyVoid, ReceiptNotFromToday, ReceiptAlreadyRemitted.
    """
    if not reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        given = receipts.by_number(conn, number)
        if given is None or number.device != ledger.seat.device:
            raise ReceiptUnknown(number=number)
        if given.void is not None:
            raise ReceiptAlreadyVoid(number=number)
        receipt = given.receipt
        if receipt.business_day != stamp.business_day:
            raise ReceiptNotFromToday(number=number, day=receipt.business_day)
        if closes.of_day(conn, receipt.business_day, ledger.seat.device) is not None:
            raise ReceiptAlreadyRemitted(number=number, day=receipt.business_day)
        act = ReceiptVoided(
            **dict(stamp),
            id=new_act_id(),
            payment=given.payment,
            number=number,
            account=receipt.account,
            received=receipt.received,
            method=receipt.method,
            reason=reason.strip(),
        )
        return ledger.post(conn, act).changes
