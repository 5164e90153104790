"""A line over time against a target; the last point is written out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Theme
from collector_desktop.ui.widgets.charts.chart import Chart

_TEXT = 20.0
_RIGHT = 64.0
_DOT = 4.0
_NAMES = 4
"""So many names fit below the narrowest line."""


class LineChart(Chart):
    """Marks from left to right; values between 0 and `most`."""

    def __init__(self, name: str, look: Look, *, most: float, parent: QWidget | None = None) -> None:
        super().__init__(name, look, parent)
        self._most = most
        self._target: tuple[float, str] | None = None

    def set_target(self, value: float, text: str) -> None:
        """A dashed line with its words at the right end."""
        self._target = (value, text)
        self.update()

    def places(self) -> list[QRectF]:
        """A strip for each point."""
        points = self._points()
        half = (points[1].x() - points[0].x()) / 2 if len(points) > 1 else 20
        return [QRectF(point.x() - half, 0, 2 * half, self.height()) for point in points]

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """The target, the line, its points, a few names below."""
        right = self.width() - _RIGHT
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(0, self._down(0)), QPointF(right, self._down(0)))
        painter.setFont(font(Size.SMALL, bold=theme.heavy))
        if self._target is not None:
            value, text = self._target
            painter.setPen(QPen(theme.color("warn"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, self._down(value)), QPointF(right, self._down(value)))
            painter.setPen(theme.ink("warn"))
            painter.drawText(
                QRectF(right + Space.XS, self._down(value) - _TEXT / 2, _RIGHT, _TEXT),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                text,
            )
        points = self._points()
        if not points:
            return
        painter.setPen(QPen(theme.color("accent"), 3))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.color("accent"))
        for point in points:
            painter.drawEllipse(point, _DOT / 2, _DOT / 2)
        painter.drawEllipse(points[-1], _DOT, _DOT)
        painter.setFont(font(Size.SMALL, bold=True))
        painter.setPen(theme.ink("accent"))
        beside = points[-1].y()
        if self._target is not None and abs(beside - self._down(self._target[0])) < _TEXT:
            beside += _TEXT if beside > self._down(self._target[0]) else -_TEXT
        painter.drawText(
            QRectF(points[-1].x() + Space.S, beside - _TEXT / 2, _RIGHT, _TEXT),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._marks[-1].text,
        )
        painter.setFont(font(Size.SMALL, bold=theme.heavy))
        painter.setPen(theme.ink("muted"))
        every = max(-(-len(points) // _NAMES), 1)
        for point, mark in list(zip(points, self._marks, strict=True))[::every]:
            painter.drawText(
                QRectF(point.x() - 40, self.height() - _TEXT, 80, _TEXT), Qt.AlignmentFlag.AlignCenter, mark.label
            )

    def _points(self) -> list[QPointF]:
        room = self.width() - _RIGHT - 2 * Space.L
        step = room / max(len(self._marks) - 1, 1)
        return [QPointF(Space.L + at * step, self._down(mark.value)) for at, mark in enumerate(self._marks)]

    def _down(self, value: float) -> float:
        room = self.height() - 2 * _TEXT
        return _TEXT / 2 + room * (1 - min(value / self._most, 1))
