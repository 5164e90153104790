"""A receipt on an 80 mm roll, against a bare ReportLab page with the same strings; and its pixels and printer bytes.

The floor computes the same QR code but draws none.

    python bench/receipt_pdf.py [--rounds 100]

All run in turn in the same process; medians and the ratio to the floor are printed.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO

import pypdfium2
import segno
from reportlab.pdfgen.canvas import Canvas

from collector_desktop.domain.bill import bill_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod, Receipt, ReceiptLine
from collector_desktop.printing.escpos import DPI, escpos
from collector_desktop.printing.fonts import REGULAR
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pixels import pages
from collector_desktop.printing.receipt import receipt_pdf

ACCOUNT = AccountNumber("4179677287")
CODE = "R1:41070305-01-000123:" + "aB3-_" * 22


def a_receipt() -> Receipt:
    """Three months with penalty, paid in cash."""
    months = [BillingMonth(2026, month) for month in (7, 8, 10)]
    lines = tuple(
        ReceiptLine(
            bill=bill_id(ACCOUNT, month),
            month=month,
            kind="正常电费",
            fee=Money(2744),
            penalty=Money(269),
            overdue_days=98,
            open_after=Money.ZERO,
            kwh=Decimal(49),
            previous_reading=Decimal(5310),
            present_reading=Decimal(5359),
            multiplier=Decimal(1),
        )
        for month in months
    )
    return Receipt(
        number=ReceiptNumber.make(StationCode("41070305"), DeviceCode("01"), 123),
        station_code=StationCode("41070305"),
        station_name="柳泉供电所",
        collector_name="农电工甲",
        badge=Badge("A07"),
        account=ACCOUNT,
        account_name="阎超",
        address="前柳村1组 大槐树东",
        meter_number="3381027745",
        lines=lines,
        prepayment=Money.ZERO,
        prepayment_before=Money.ZERO,
        received=Money(9039),
        tendered=Money(10000),
        method=PaymentMethod.CASH,
        open_after=Money.ZERO,
        business_day=date(2026, 11, 23),
        at=datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8))),
        hotline="95598",
    )


def floor(lines: list[str]) -> bytes:
    """The same strings on a page, nothing measured, wrapped or aligned; the code is computed, not drawn."""
    segno.make(CODE, error="m", micro=False)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(Paper.ROLL80.width, 500), pageCompression=1)
    canvas.setFont(REGULAR, 9)
    for at, line in enumerate(lines):
        canvas.drawString(10, 490 - at * 13, line)
    canvas.save()
    return out.getvalue()


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of that many rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    receipt = a_receipt()
    begun = time.perf_counter()
    pdf = receipt_pdf(receipt, Paper.ROLL80, code=CODE)
    first = time.perf_counter() - begun
    lines = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().splitlines()
    page = pages(pdf, DPI)[0]
    ours = seconds(lambda: receipt_pdf(receipt, Paper.ROLL80, code=CODE), rounds)
    bare = seconds(lambda: floor(lines), rounds)
    print(f"first receipt, fonts read   {first * 1000:7.1f} ms")
    print(f"receipt on an 80 mm roll    {ours * 1000:7.1f} ms   {len(pdf) / 1000:.1f} kB")
    print(f"bare ReportLab page         {bare * 1000:7.1f} ms   ratio {ours / bare:.2f}")
    print(f"pixels at {DPI} dpi           {seconds(lambda: pages(pdf, DPI), rounds) * 1000:7.1f} ms")
    print(f"bytes for a thermal head    {seconds(lambda: escpos(page, 576), rounds) * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
