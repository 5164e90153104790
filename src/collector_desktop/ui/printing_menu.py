"""Choosing the paper and the printer of receipts, in place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QMenu, QWidget

from collector_desktop.printing.paper import RECEIPT_PAPERS, Paper
from collector_desktop.ui.session import Session
from collector_desktop.ui.words import paper_word, tr

_THERMAL = Path("/dev/usb")


class PrintingMenu(QMenu):
    """Papers above, printers below; `chosen` after either was changed and remembered."""

    chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List what there is now: a printer may have been plugged in."""
        self.clear()
        printer = self._session.printer
        self.addSection(tr("收据用纸"))
        papers = QActionGroup(self)
        for paper in RECEIPT_PAPERS:
            self._add(papers, paper_word(paper), paper is printer.paper).triggered.connect(
                partial(self._use_paper, paper)
            )
        self.addSection(tr("打印机"))
        printers = QActionGroup(self)
        names = {"": tr("系统默认打印机")} | {name: name for name in QPrinterInfo.availablePrinterNames()}
        names |= {str(device): tr("热敏机 {device}").format(device=device) for device in sorted(_THERMAL.glob("lp*"))}
        names.setdefault(printer.name, printer.name)
        for name, word in names.items():
            self._add(printers, word, name == printer.name).triggered.connect(partial(self._use_printer, name))

    def _add(self, group: QActionGroup, text: str, checked: bool) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        self.addAction(action)
        return action

    def _use_paper(self, paper: Paper, _checked: bool = False) -> None:
        self._session.printer.paper = paper
        self._changed()

    def _use_printer(self, name: str, _checked: bool = False) -> None:
        self._session.printer.name = name
        self._changed()

    def _changed(self) -> None:
        self._session.printing_changed()
        self.chosen.emit()
