from dataclasses import replace

from ui_seats import Seats

from collector_desktop.domain.money import Money
from collector_desktop.store.queries import receipts
from collector_desktop.ui.look import Look
from collector_desktop.ui.papers import print_receipt, print_waiting
from collector_desktop.ui.printer import Printer


def waiting(seats: Seats) -> int:
    with seats.session.ledger.reading() as conn:
        return len(receipts.to_print(conn))


def test_a_receipt_that_came_out_leaves_the_queue(seats: Seats) -> None:
    receipt = seats.pay(seats.owing(0).account)
    assert waiting(seats) == 1
    assert print_receipt(seats.session, receipt.number)
    assert waiting(seats) == 0
    assert (seats.folder / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_printer_the_receipt_is_saved_and_waits(seats: Seats) -> None:
    receipt = seats.pay(seats.owing(0).account)
    without = replace(seats.session, printer=Printer(name="no such printer"))
    assert not print_receipt(without, receipt.number)
    assert waiting(seats) == 1


def test_papers_that_wait_come_out_once_there_is_a_printer(seats: Seats, look: Look) -> None:
    for _ in range(3):
        seats.pay(seats.owing(0).account, Money(100))
    without = replace(seats.session, printer=Printer(name="no such printer"))
    assert print_waiting(without) == (0, 3)
    assert print_waiting(seats.session) == (3, 0)
    assert waiting(seats) == 0
