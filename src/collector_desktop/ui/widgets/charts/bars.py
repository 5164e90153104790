"""Bars: lying with their names at the left, in pairs, or standing with their names below; a target is a dashed line."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Radius, Size, Space, Theme
from collector_desktop.ui.widgets.charts.chart import Chart

_ROW, _LEAST_ROW = 30, 22
"""The height of a lying bar's line where there is room, and the least that its words need."""
_THICK = 16.0
_TEXT = 20.0
_LABEL_SHARE = 0.42
_PAIR_ROW, _PAIR_GAP = 15.0, 4.0
"""The least height of one bar of a pair, and the space between pairs."""


class LyingBars(Chart):
    """One line a mark: name, bar, figure."""

    def __init__(
        self,
        name: str,
        look: Look,
        *,
        most: float | None = None,
        target: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, look, parent)
        self._most = most
        self._target = target

    def set_target(self, target: float | None) -> None:
        """Where the dashed line stands."""
        self._target = target
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each mark."""
        return QSize(320, max(len(self._marks), 1) * _ROW + Space.S)

    def minimumSizeHint(self) -> QSize:
        """All lines, drawn together."""
        return QSize(220, max(len(self._marks), 1) * _LEAST_ROW + Space.S)

    def places(self) -> list[QRectF]:
        """Whole lines."""
        row = self._row()
        return [QRectF(2, at * row + 2, self.width() - 4, row - 4) for at in range(len(self._marks))]

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Names right-aligned to the bars, figures after them."""
        if not self._marks:
            return
        row = self._row()
        metrics = QFontMetricsF(font(Size.SMALL, bold=True))
        names = max(metrics.horizontalAdvance(mark.label) for mark in self._marks)
        names = min(names, self.width() * _LABEL_SHARE) + Space.S
        figures = max(metrics.horizontalAdvance(mark.text) for mark in self._marks) + Space.M
        room = max(self.width() - names - figures, 20)
        most = self._most or max(*(mark.value for mark in self._marks), self._target or 0, 0) or 1
        for at, mark in enumerate(self._marks):
            middle = (at + 0.5) * row
            painter.setFont(font(Size.SMALL, bold=mark.strong or theme.heavy))
            painter.setPen(theme.ink("text"))
            shown = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, names - Space.S)
            painter.drawText(
                QRectF(0, middle - row / 2, names - Space.S, row),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            length = room * min(mark.value / most, 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("line"))
            painter.drawRoundedRect(
                QRectF(names, middle - _THICK / 2, room, _THICK), Radius.SMALL / 2, Radius.SMALL / 2
            )
            painter.setBrush(theme.color("accent" if mark.strong else "muted"))
            painter.drawRoundedRect(
                QRectF(names, middle - _THICK / 2, max(length, 2), _THICK), Radius.SMALL / 2, Radius.SMALL / 2
            )
            painter.setPen(theme.ink("text"))
            painter.drawText(
                QRectF(names + room, middle - row / 2, figures - Space.XS, row),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                mark.text,
            )
        if self._target is not None:
            across = names + room * min(self._target / most, 1)
            painter.setPen(QPen(theme.color("warn"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(across, 2), QPointF(across, len(self._marks) * row - 2))

    def _row(self) -> float:
        return max(min(_ROW, self.height() / max(len(self._marks), 1)), _LEAST_ROW)


class StandingBars(Chart):
    """One column a mark, its figure above and its name below."""

    def places(self) -> list[QRectF]:
        """Whole columns."""
        width = self.width() / len(self._marks)
        return [QRectF(at * width + 2, 2, width - 4, self.height() - 4) for at in range(len(self._marks))]

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Columns from a common ground."""
        if not self._marks:
            return
        width = self.width() / len(self._marks)
        ground = self.height() - _TEXT
        most = max(*(mark.value for mark in self._marks), 0) or 1
        for at, mark in enumerate(self._marks):
            left = at * width
            height = (ground - _TEXT) * mark.value / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if mark.strong else "muted"))
            thick = min(width * 0.6, 40)
            bar = QRectF(left + (width - thick) / 2, ground - max(height, 2), thick, max(height, 2))
            painter.drawRoundedRect(bar, Radius.SMALL / 2, Radius.SMALL / 2)
            painter.setPen(theme.ink("text"))
            painter.setFont(font(Size.SMALL, bold=mark.strong or theme.heavy))
            painter.drawText(QRectF(left, bar.top() - _TEXT, width, _TEXT), Qt.AlignmentFlag.AlignCenter, mark.text)
            painter.setPen(theme.ink("muted"))
            painter.drawText(QRectF(left, ground, width, _TEXT), Qt.AlignmentFlag.AlignCenter, mark.label)


class PairedBars(Chart):
    """Two marks a line, one below the other: an empty bar for what was to come, a full one for what came.

    The name stands once at the left, each bar says its own figure, so that grey print tells them apart.
    """

    def sizeHint(self) -> QSize:
        """Two thin bars a line."""
        return QSize(320, self._least())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return QSize(220, self._least())

    def places(self) -> list[QRectF]:
        """Whole bars with their figures."""
        height = self._height()
        return [
            QRectF(2, at * height + (at // 2) * _PAIR_GAP + 1, self.width() - 4, height - 2)
            for at in range(len(self._marks))
        ]

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Names at the left, bars from a common edge, figures at the right."""
        if not self._marks:
            return
        metrics = QFontMetricsF(font(Size.SMALL, bold=True))
        names = max(metrics.horizontalAdvance(mark.label) for mark in self._marks) + Space.S
        figures = max(metrics.horizontalAdvance(mark.text) for mark in self._marks) + Space.M
        room = max(self.width() - names - figures, 20)
        most = max(*(mark.value for mark in self._marks), 0) or 1
        for at, (mark, place) in enumerate(zip(self._marks, self.places(), strict=True)):
            painter.setFont(font(Size.SMALL, bold=mark.strong or theme.heavy))
            if at % 2 == 0:
                painter.setPen(theme.ink("muted"))
                pair = QRectF(0, place.top(), names - Space.S, 2 * place.height() + 2)
                painter.drawText(pair, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark.label)
            thick = place.height() - 4
            bar = QRectF(names, place.center().y() - thick / 2, max(room * max(mark.value, 0) / most, 2), thick)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(theme.color("accent" if mark.strong else "surface"))
            painter.drawRoundedRect(bar, Radius.SMALL / 2, Radius.SMALL / 2)
            painter.setPen(theme.ink("text"))
            painter.drawText(
                QRectF(names + room, place.top(), figures - Space.XS, place.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                mark.text,
            )

    def _height(self) -> float:
        pairs = max(len(self._marks) // 2, 1)
        return max((self.height() - (pairs - 1) * _PAIR_GAP) / (2 * pairs), _PAIR_ROW)

    def _least(self) -> int:
        pairs = max(len(self._marks) // 2, 1)
        return int(pairs * 2 * _PAIR_ROW + (pairs - 1) * _PAIR_GAP)
