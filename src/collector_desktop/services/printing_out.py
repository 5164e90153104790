"""What is known of papers: reprints are counted, and what came out leaves the queue."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.money import ReceiptReprinted
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import ReceiptUnknown
from collector_desktop.domain.value import Value
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.store import print_jobs
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import receipts
from collector_desktop.store.queries.receipts import GivenReceipt


class Paper(Value):
    """What a printer needs: the receipt with its state, which copy, and the text of its code."""

    given: GivenReceipt
    copy_number: int
    code: str


def paper_of(ledger: Ledger, number: ReceiptNumber, copy_number: int = 0) -> Paper:
    """The paper of a receipt, first or reprinted. Raises ReceiptUnknown."""
    with ledger.reading() as conn:
        given = receipts.by_number(conn, number)
    if given is None:
        raise ReceiptUnknown(number=number)
    receipt = given.receipt
    code = receipt_code(receipt.number, receipt.account, receipt.received, receipt.business_day, ledger.signer)
    return Paper(given=given, copy_number=copy_number, code=code)


def order_reprint(ledger: Ledger, number: ReceiptNumber, stamp: Stamp) -> int:
    """Count and queue one more paper of a receipt (补打); which copy it is. Raises ReceiptUnknown."""
    with ledger.writing() as conn:
        given = receipts.by_number(conn, number)
        if given is None:
            raise ReceiptUnknown(number=number)
        copy_number = given.copies + 1
        ledger.post(conn, ReceiptReprinted(**dict(stamp), id=new_act_id(), number=number, copy_number=copy_number))
        print_jobs.to_be_printed(conn, number, copy_number)
    return copy_number


def came_out(ledger: Ledger, number: ReceiptNumber, copy_number: int = 0) -> None:
    """Take a paper that came out from the queue."""
    with ledger.writing() as conn:
        print_jobs.came_out(conn, number, copy_number)
