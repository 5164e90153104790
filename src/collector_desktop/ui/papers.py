"""Papers of receipts: printed after they are saved; what does not come out waits and is tried again."""

from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.printing.receipt import receipt_pdf
from collector_desktop.services.printing_out import came_out, paper_of
from collector_desktop.store.queries import receipts
from collector_desktop.ui.printer import PrintFault
from collector_desktop.ui.session import Session


def receipt_paper(session: Session, number: ReceiptNumber, copy_number: int = 0) -> bytes:
    """The PDF of a receipt's paper. Raises ReceiptUnknown."""
    paper = paper_of(session.ledger, number, copy_number)
    reason = paper.given.void.reason if paper.given.void else None
    return receipt_pdf(
        paper.given.receipt, session.printer.paper, code=paper.code, copy_number=copy_number, void_reason=reason
    )


def print_receipt(session: Session, number: ReceiptNumber, copy_number: int = 0) -> bool:
    """Print a queued paper; False if it did not come out and stays queued."""
    try:
        session.printer.send(receipt_paper(session, number, copy_number))
    except PrintFault:
        return False
    came_out(session.ledger, number, copy_number)
    return True


def print_waiting(session: Session) -> tuple[int, int]:
    """Try every waiting paper, oldest first, until one fails; how many came out and how many still wait."""
    with session.ledger.reading() as conn:
        waiting = receipts.to_print(conn)
    done = 0
    for job in waiting:
        if not print_receipt(session, job.number, job.copy_number):
            break
        done += 1
    return done, len(waiting) - done
