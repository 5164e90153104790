"""Key caps: the key that does what a button says, small and quiet beside it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Radius, Size, Space

CAP_HEIGHT = 20
_EDGE = 0.35
"""How strongly the edge of a cap shows."""


def cap_width(key: str) -> int:
    """The width of a key's cap; at least a square."""
    return max(QFontMetrics(font(Size.CAP)).horizontalAdvance(key) + Space.M, CAP_HEIGHT)


def draw_cap(painter: QPainter, place: QRectF, key: str, ink: QColor, *, edge: bool = True) -> None:
    """Paint a cap; without edge where the ground is strong already."""
    painter.setFont(font(Size.CAP))
    painter.setPen(ink)
    if edge:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(_EDGE)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.SMALL - 1, Radius.SMALL - 1)
        painter.setOpacity(1)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
