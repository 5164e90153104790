"""The receipt as it will be printed, beside the card: the same PDF, as pixels."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import Receipt
from collector_desktop.printing.pixels import pages
from collector_desktop.printing.receipt import receipt_pdf
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.ui.printer import image_of
from collector_desktop.ui.printing_menu import PrintingMenu
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import paper_word, tr

_WIDTH = 300
_DPI = 96 * 2


class ReceiptPreview(QWidget):
    """The paper, and whether there is a printer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setFixedWidth(_WIDTH)
        self._receipt: Receipt | None = None
        self._state = QPushButton()
        self._state.setObjectName("choice")
        self._state.setToolTip(tr("换纸、换打印机"))
        menu = PrintingMenu(session, self._state)
        menu.chosen.connect(self._printing_changed)
        self._state.setMenu(menu)
        self._paper = QLabel()
        self._paper.setObjectName("paper")
        self._paper.setAccessibleName(tr("收据预览"))
        scroll = QScrollArea()
        scroll.setWidget(self._paper)
        scroll.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row(Label(tr("收据预览"), bold=True), None, self._state))
        column.addWidget(scroll, 1)
        self.show_receipt(None)

    @property
    def paper(self) -> QPixmap:
        """The pixels shown; null while there is no receipt to show."""
        return QPixmap() if self._paper.isHidden() else self._paper.pixmap()

    def next_number(self) -> ReceiptNumber:
        """The number the next receipt will have, if nothing comes between."""
        ledger, seat = self._session.ledger, self._session.seat
        assert ledger.mark is not None, "only a collector's books give receipts"
        with ledger.reading() as conn:
            return ReceiptNumber.make(seat.station_code, seat.device, ledger.mark.used(conn) + 1)

    def show_receipt(self, receipt: Receipt | None) -> None:
        """Show a receipt; None clears the paper."""
        printer = self._session.printer
        ready = tr("打印机就绪") if printer.is_there else tr("没有打印机,先存后打")
        self._receipt = receipt
        self._state.setText(f"{paper_word(printer.paper)} · {ready}")
        self._state.setAccessibleName(self._state.text())
        self._paper.setVisible(receipt is not None)
        if receipt is None:
            return
        code = receipt_code(
            receipt.number, receipt.account, receipt.received, receipt.business_day, self._session.ledger.signer
        )
        image = image_of(pages(receipt_pdf(receipt, printer.paper, code=code), dpi=_DPI)[0])
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(
            image.scaledToWidth(int((_WIDTH - Space.L) * ratio), Qt.TransformationMode.SmoothTransformation)
        )
        pixmap.setDevicePixelRatio(ratio)
        self._paper.setPixmap(pixmap)
        self._paper.adjustSize()

    def _printing_changed(self) -> None:
        self.show_receipt(self._receipt)
