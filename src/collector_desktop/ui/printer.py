"""The printer: sends a paper's own PDF, as pixels, to the system printer; a fault is a retry, never a lost act."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pixels import Raster, pages


class PrintFault(Exception):
    """The paper did not come out; the receipt is saved and waits in the queue."""


class Printer:
    """One printer by name, the system's default if empty; an output file instead of a device if one is given."""

    def __init__(self, name: str = "", paper: Paper = Paper.ROLL80, output_file: str = "") -> None:
        self.name = name
        self.paper = paper
        self._output_file = output_file

    @property
    def is_there(self) -> bool:
        """Whether there is something to print on."""
        if self._output_file:
            return True
        info = QPrinterInfo.printerInfo(self.name) if self.name else QPrinterInfo.defaultPrinter()
        return not info.isNull()

    def send(self, pdf: bytes) -> None:
        """Print every page of a PDF. Raises PrintFault."""
        if not self.is_there:
            raise PrintFault("no printer")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._output_file:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(self._output_file)
        elif self.name:
            printer.setPrinterName(self.name)
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrintFault("the printer does not answer")
        try:
            for at, page in enumerate(pages(pdf, dpi=printer.resolution())):
                if at and not printer.newPage():
                    raise PrintFault("the printer stopped between pages")
                image = image_of(page)
                painter.drawImage(QRectF(0, 0, image.width(), image.height()), image)
        finally:
            painter.end()
        if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            raise PrintFault("the printer reports a fault")


def image_of(raster: Raster) -> QImage:
    """A raster as Qt draws it; the bytes are copied."""
    return QImage(raster.rgb, raster.width, raster.height, raster.width * 3, QImage.Format.Format_RGB888).copy()
