import errno
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot
from ui_seats import Seats

from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.sheets import day_close_pdf
from collector_desktop.services import closing
from collector_desktop.store.queries import receipts
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.papers import receipt_paper
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.printer import Printer, PrintFault, PrintTrouble
from collector_desktop.ui.printing_menu import PrintingMenu
from collector_desktop.ui.words import paper_word

MM = 72 / 25.4


def size_of(pdf: bytes | Path) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    return width, height


def ink(pdf: bytes | Path) -> float:
    document = pypdfium2.PdfDocument(pdf)
    grey = bytes(document[0].render(scale=2, grayscale=True).buffer)
    document.close()
    return sum(255 - shade for shade in grey) / len(grey)


@pytest.mark.parametrize("paper", [Paper.ROLL80, Paper.ROLL58, Paper.A5, Paper.FORM241])
def test_a_receipt_comes_out_at_its_own_size_and_with_its_own_ink(
    seats: Seats, paper: Paper, tmp_path: Path, qtbot: QtBot
) -> None:
    receipt = seats.pay(seats.owing(0).account)
    seats.session.printer.paper = paper
    pdf = receipt_paper(seats.session, receipt.number)
    file = tmp_path / "out.pdf"
    Printer(paper=paper, output_file=str(file)).send(pdf)
    assert size_of(file) == pytest.approx(size_of(pdf), abs=MM)
    assert ink(file) == pytest.approx(ink(pdf), rel=0.25)


def test_a_printer_that_is_not_there_is_a_fault(qtbot: QtBot) -> None:
    with pytest.raises(PrintFault):
        Printer(name="no such printer").send(b"")


def test_an_output_that_can_not_be_written_is_a_fault(seats: Seats, tmp_path: Path, qtbot: QtBot) -> None:
    receipt = seats.pay(seats.owing(0).account)
    printer = Printer(output_file=str(tmp_path / "missing" / "out.pdf"))
    with pytest.raises(PrintFault):
        printer.send(receipt_paper(seats.session, receipt.number))


def test_a_receipt_leaves_the_queue_when_it_came_out(seats: Seats, qtbot: QtBot) -> None:
    receipt = seats.pay(seats.owing(0).account)
    queue = PrintQueue(seats.session)
    with qtbot.waitSignal(queue.ended) as ended:
        queue.receipt(receipt.number)
    assert ended.args == [Printed(came_out=1, waiting=0)]
    with seats.session.ledger.reading() as conn:
        assert receipts.to_print(conn) == ()


def test_a_sheet_is_printed_beside_the_window(seats: Seats, qtbot: QtBot) -> None:
    seats.pay(seats.owing(0).account, Money(1000))
    session = seats.session
    closed = closing.close(session.ledger, session.business_day, CashCount.of({1000: 1}), "", session.stamp()).close
    queue = PrintQueue(session)
    with qtbot.waitSignal(queue.ended) as ended:
        queue.sheet(lambda: day_close_pdf(closed))
    assert ended.args == [Printed(came_out=1, waiting=0)]
    assert size_of(seats.folder / "printed.pdf") == pytest.approx((210 * MM, 297 * MM), abs=MM)


def test_a_thermal_device_gets_the_receipt_as_a_picture_of_its_own_width(
    seats: Seats, tmp_path: Path, qtbot: QtBot
) -> None:
    receipt = seats.pay(seats.owing(0).account)
    device = tmp_path / "lp0"
    device.touch()
    Printer(name=str(device)).send(receipt_paper(seats.session, receipt.number))
    sent = device.read_bytes()
    assert sent.startswith(b"\x1b@")
    assert sent.count(b"\x1dv0\x00" + (576 // 8).to_bytes(2, "little")) > 1


def test_a_sheet_wider_than_the_roll_is_refused_rather_than_cut_off(seats: Seats, tmp_path: Path, qtbot: QtBot) -> None:
    receipt = seats.pay(seats.owing(0).account)
    seats.session.printer.paper = Paper.A5
    sheet = receipt_paper(seats.session, receipt.number)
    device = tmp_path / "lp0"
    device.touch()
    with pytest.raises(PrintFault):
        Printer(name=str(device), paper=Paper.A5).send(sheet)
    assert device.read_bytes() == b""


def test_another_paper_chosen_at_the_preview_is_used_at_once_and_told_on(seats: Seats, qtbot: QtBot) -> None:
    told: list[Paper] = []
    session = replace(seats.session, printing_changed=lambda: told.append(seats.session.printer.paper))
    menu = PrintingMenu(session)
    qtbot.addWidget(menu)
    menu.fill()
    chosen = next(action for action in menu.actions() if action.text() == paper_word(Paper.FORM241))
    with qtbot.waitSignal(menu.chosen):
        chosen.trigger()
    assert told == [Paper.FORM241]


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (PrintFault(PrintTrouble.NOT_THERE), "没有找到打印机,请看看电源和连线"),
        (PrintFault(PrintTrouble.SILENT), "打印机没有反应,请看看纸和电源"),
        (PrintFault(PrintTrouble.STOPPED), "打印机中途停了,请看看纸和电源"),
        (PrintFault(PrintTrouble.REPORTED), "打印机报了故障,请看看纸和电源"),
        (PrintFault(PrintTrouble.TOO_WIDE), "这张纸比小票宽,请换一台打印机"),
        (PrintFault(errno.ETIMEDOUT, "timed out", "lp0"), "打印机没有反应,请看看纸和电源"),
        (PrintFault(errno.EIO, "input/output error", "lp0"), "打印机没有接通,请看看电源和连线"),
        (PrintFault(errno.ENODEV, "no such device", "lp0"), "打印机没有接通,请看看电源和连线"),
    ],
)
def test_a_printers_fault_is_told_in_words_of_printers(fault: PrintFault, word: str) -> None:
    assert fault_word(fault) == word
