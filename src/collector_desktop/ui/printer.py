"""The printer: sends a paper's own PDF, as pixels, to the system printer; a fault is a retry, never a lost act."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from collector_desktop.printing.device import send
from collector_desktop.printing.escpos import DPI, escpos
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pixels import Raster, pages

_FINEST = 300
"""Dots per inch: a thermal head has 203, a dot-matrix 180; more only costs time and memory."""
_INCH_MM = 25.4
_MARGIN_DOTS = 96
"""What a roll is wider than its head."""


class PrintTrouble(StrEnum):
    """Why a paper did not come out, where no number of the system says it."""

    NOT_THERE = "no printer"
    SILENT = "the printer does not answer"
    STOPPED = "the printer stopped between pages"
    REPORTED = "the printer reports a fault"
    TOO_WIDE = "wider than the roll"


class PrintFault(OSError):
    """The paper did not come out; the receipt is saved and waits in the queue.

    Its only argument is a PrintTrouble, or its arguments are those of the OSError of a printer's device.
    """


class Printer:
    """One printer by name, the system's default if empty; an output file instead of a device if one is given.

    A name that is a path is a thermal printer's own device, such as /dev/usb/lp0: it gets ESC/POS, no driver needed.
    """

    def __init__(self, name: str = "", paper: Paper = Paper.ROLL80, output_file: str = "") -> None:
        self.name = name
        self.paper = paper
        self.output_file = output_file

    @property
    def is_device(self) -> bool:
        """Whether the name is a thermal printer's device file."""
        return self.name.startswith("/")

    @property
    def is_there(self) -> bool:
        """Whether there is something to print on."""
        if self.output_file:
            return True
        if self.is_device:
            return Path(self.name).exists()
        info = QPrinterInfo.printerInfo(self.name) if self.name else QPrinterInfo.defaultPrinter()
        return not info.isNull()

    def send(self, pdf: bytes) -> None:
        """Print every page of a PDF at its own size. Raises PrintFault. May be called beside the window's thread."""
        if not self.is_there:
            raise PrintFault(PrintTrouble.NOT_THERE)
        if self.is_device:
            self._burn(pdf)
            return
        printer = self._device()
        dpi = min(printer.resolution(), _FINEST)
        rasters = pages(pdf, dpi=dpi)
        _cut_to(printer, rasters[0], dpi)
        with _painting(printer) as painter:
            for at, raster in enumerate(rasters):
                if at:
                    _cut_to(printer, raster, dpi)
                    if not printer.newPage():
                        raise PrintFault(PrintTrouble.STOPPED)
                scale = printer.resolution() / dpi
                painter.drawImage(QRectF(0, 0, raster.width * scale, raster.height * scale), image_of(raster))
        if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            raise PrintFault(PrintTrouble.REPORTED)

    def _burn(self, pdf: bytes) -> None:
        """Send a roll's pages to the thermal head; a sheet wider than the head is refused rather than cut off."""
        rasters = pages(pdf, dpi=DPI)
        dots: Literal[384, 576] = 384 if self.paper is Paper.ROLL58 else 576
        if any(raster.width > dots + _MARGIN_DOTS for raster in rasters):
            raise PrintFault(PrintTrouble.TOO_WIDE)
        try:
            send(Path(self.name), b"".join(escpos(raster, dots) for raster in rasters))
        except OSError as fault:
            raise PrintFault(fault.errno, fault.strerror, self.name) from fault

    def _device(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self.output_file:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(self.output_file)
        elif self.name:
            printer.setPrinterName(self.name)
        printer.setFullPage(True)
        return printer


@contextmanager
def _painting(printer: QPrinter) -> Iterator[QPainter]:
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFault(PrintTrouble.SILENT)
    try:
        yield painter
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _cut_to(printer: QPrinter, raster: Raster, dpi: int) -> None:
    """A roll is as long as what is on it."""
    size = QSizeF(raster.width / dpi * _INCH_MM, raster.height / dpi * _INCH_MM)
    exact = QPageSize.SizeMatchPolicy.FuzzyMatch
    layout = QPageLayout(
        QPageSize(size, QPageSize.Unit.Millimeter, "", exact), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    printer.setPageLayout(layout)


def image_of(raster: Raster) -> QImage:
    """A raster as Qt draws it; the bytes are copied."""
    return QImage(raster.rgb, raster.width, raster.height, raster.width * 3, QImage.Format.Format_RGB888).copy()
