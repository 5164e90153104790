"""A word that is ticked or not; box and tick are seen in every look."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, Radius, Space

_BOX = 20
_LINE, _TICK = 2, 2.5


class TickBox(QCheckBox):
    """A check box in the theme's roles: a line around, filled and ticked when it is so."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__(text)
        self._look = look
        self.setAccessibleName(text)
        self.setMinimumHeight(TARGET)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The box, a gap and the word."""
        return QSize(_BOX + Space.S + self.fontMetrics().horizontalAdvance(self.text()) + Space.S, TARGET)

    def hitButton(self, _place: object) -> bool:
        """All of it can be pressed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick and word."""
        theme, ticked = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - _BOX) / 2, _BOX, _BOX)
        edge = theme.color("accent") if ticked or self.hasFocus() else theme.ink("muted")
        painter.setPen(QPen(edge, _LINE))
        painter.setBrush(theme.color("accent" if ticked else "raised"))
        painter.drawRoundedRect(box, Radius.SMALL - 2, Radius.SMALL - 2)
        if ticked:
            painter.setPen(QPen(theme.color("on_accent"), _TICK))
            middle = box.center()
            painter.drawPolyline([middle + QPointF(-5, 0), middle + QPointF(-1, 4), middle + QPointF(5, -4)])
        painter.setPen(theme.ink("text"))
        painter.setFont(self.font())
        word = QRectF(box.right() + Space.S, 0, self.width() - box.right() - Space.S, self.height())
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
