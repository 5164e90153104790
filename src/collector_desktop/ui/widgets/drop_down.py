"""A box that opens a list, with the mark that says so."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox

from collector_desktop.ui.theme import Space

_WIDTH = 1.6


class DropDown(QComboBox):
    """A combo box as wide as its longest word; its style sheet draws no arrow, so it is drawn in its text's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and a small angle pointing down at its right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(QPen(self.palette().color(group, QPalette.ColorRole.Text), _WIDTH))
        middle = QPointF(self.width() - Space.M - 2, self.height() / 2)
        left, right = QPointF(-Space.XS, -Space.XS / 2), QPointF(Space.XS, -Space.XS / 2)
        painter.drawPolyline([middle + left, middle + QPointF(0, Space.XS / 2), middle + right])
