"""A paper on screen: the pixels of the very PDF that will be printed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.printing.pixels import pages
from collector_desktop.ui.printer import image_of
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_DPI = 144
WIDEST = 640


class PaperView(Card):
    """All pages under each other; `left` when one goes back."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, widest: int = WIDEST) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._widest = widest
        self._title = Label(bold=True)
        self.back = KeyButton(tr("返回"), "Esc")
        self.back.clicked.connect(self.left)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setAccessibleName(tr("纸面预览"))
        self.column.setSpacing(Space.S)
        self.column.addLayout(row(self._title, None, self.back))
        self.column.addWidget(self._scroll, 1)

    def show_pdf(self, title: str, pdf: bytes, *, take_focus: bool = True) -> None:
        """Show a paper under its title; beside a form it leaves the keyboard there."""
        self._title.setText(title)
        sheets = QWidget()
        column = QVBoxLayout(sheets)
        column.setSpacing(Space.M)
        ratio = self.devicePixelRatioF()
        for raster in pages(pdf, dpi=_DPI):
            image = image_of(raster)
            width = min(image.width(), int(self._widest * ratio))
            pixmap = QPixmap.fromImage(image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
            pixmap.setDevicePixelRatio(ratio)
            label = QLabel(pixmap=pixmap)
            label.setAccessibleName(title)
            column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._scroll.setWidget(sheets)
        if take_focus:
            self._scroll.setFocus()
